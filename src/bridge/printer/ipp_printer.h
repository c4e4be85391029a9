// An IPP printer, directly or as a queue of this machine's CUPS: libcups, without its temporary files.
// Calls block for seconds. One print at a time; status() from another thread uses a connection of its own.
// Source: RFC 8010, RFC 8011; PWG 5100.14 (IPP Everywhere).
#pragma once

#include "bridge/printer/address.h"
#include "bridge/printer/printer.h"

namespace porchlight::bridge {

class IppPrinter final : public Printer {
public:
    explicit IppPrinter(IppAddress address);
    explicit IppPrinter(const QueueAddress& queue);
    PrinterStatus status() override;
    std::expected<void, PrintError> print(const Faces& faces, const std::function<void(int)>& on_page) override;

private:
    IppAddress m_address;
};

}  // namespace porchlight::bridge
