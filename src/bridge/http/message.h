// Requests and answers of the page, apart from how they travel. Plain values.
#pragma once

#include "base/bytes.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace porchlight::bridge {

enum class Method { kGet, kPost, kOther };

// What is known before the body is read.
struct RequestHead {
    Method method = Method::kOther;
    std::string target;
    std::string host;
    std::string origin;
    std::string fetch_site;  // Sec-Fetch-Site and -Dest: whose page asks, and what for, by the browser's word
    std::string fetch_dest;
    std::string cookie;
    std::string accept_encoding;
    std::string if_none_match;
    std::string content_type;

    std::string_view path() const { return std::string_view(target).substr(0, target.find('?')); }
    std::string_view query() const {
        const auto at = target.find('?');
        return at == target.npos ? std::string_view() : std::string_view(target).substr(at + 1);
    }
};

struct Response {
    unsigned status = 200;
    std::vector<std::pair<std::string, std::string>> headers;
    byte_view body;  // kept alive by owner
    std::shared_ptr<const void> owner;
    bool is_event_stream = false;  // the connection goes on with events

    void set_text(std::string text) {
        const auto kept = std::make_shared<const std::string>(std::move(text));
        body = as_bytes(*kept);
        owner = kept;
    }
};

Response error_response(unsigned status, std::string_view code);
Response empty_response(unsigned status);

}  // namespace porchlight::bridge
