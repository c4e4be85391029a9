// IPP requests to one printer over one connection. Blocks; one thread at a time. No file is ever touched.
#pragma once

#include "base/bytes.h"
#include "bridge/printer/address.h"

#include <cups/cups.h>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace porchlight::bridge {

struct IppReleaser {
    void operator()(ipp_t* p) const { ippDelete(p); }
    void operator()(http_t* p) const { httpClose(p); }
};
using IppMessage = std::unique_ptr<ipp_t, IppReleaser>;

constexpr std::chrono::seconds kLongestAnswer{10};
// No printer says more of itself: what goes on after it is not read.
constexpr std::size_t kMaxIppAnswerBytes = 1 << 20;

class IppClient {
public:
    // Nothing if nobody answers there within kConnect_ms. Each answer may take as long as the patience, but no more
    // than kLongestAnswer.
    static std::optional<IppClient> connect(const IppAddress& address, std::chrono::seconds patience = kLongestAnswer);

    IppMessage request(ipp_op_t operation) const;
    // Sends, with a document after it if there is one; empty if the connection fails, or the answer is no IPP or
    // longer than kMaxIppAnswerBytes.
    IppMessage send(IppMessage request, byte_view document = {});

private:
    IppClient(const IppAddress& address, http_t* connection) : m_address(address), m_connection(connection) {}

    IppAddress m_address;
    std::unique_ptr<http_t, IppReleaser> m_connection;
};

std::vector<std::string> text_values(ipp_t* message, const char* name);
std::vector<int> integer_values(ipp_t* message, const char* name);
// Octet strings too, as they are.
std::vector<std::string> octet_values(ipp_t* message, const char* name);
std::optional<int> integer_value(ipp_t* message, const char* name);

}  // namespace porchlight::bridge
