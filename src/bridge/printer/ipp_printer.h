// An IPP printer, directly or as a queue of this machine's CUPS: libcups, without its temporary files.
// Calls block for seconds. One print at a time; status() from another thread uses a connection of its own.
// Source: RFC 8010, RFC 8011; PWG 5100.14 (IPP Everywhere).
#pragma once

#include "bridge/printer/address.h"
#include "bridge/printer/leftovers.h"
#include "bridge/printer/printer.h"
#include "bridge/printer/registry.h"

#include <chrono>
#include <memory>
#include <mutex>

namespace porchlight::bridge {

constexpr std::chrono::seconds kPrinterPatience{60};

class IppPrinter final : public Printer {
public:
    // patience: how long a printer that has a job may be silent, before somebody has to look into its tray.
    IppPrinter(IppAddress address, std::shared_ptr<const PrinterRegistry> registry,
               std::chrono::seconds patience = kPrinterPatience);
    IppPrinter(const QueueAddress& queue, std::shared_ptr<const PrinterRegistry> registry,
               std::chrono::seconds patience = kPrinterPatience);
    // kUnreachable too where no card could be sent: it is better said before anyone approves one.
    PrinterStatus status() override;
    std::expected<PrintEnd, PrintError> print(const Faces& faces, const PrintSteps& steps) override;
    std::expected<Layout, PrintError> layout() override;
    std::optional<int> cleaning_every() const override;
    void take_back() override { m_leftovers.take_back(); }

private:
    struct Look;
    std::optional<Look> look_now();
    std::shared_ptr<const Look> look();
    std::shared_ptr<const Look> recent_look();
    void say_once(const std::string& sentence);

    IppAddress m_address;
    std::shared_ptr<const PrinterRegistry> m_registry;
    std::chrono::seconds m_patience;
    bool m_is_queue = false;
    Leftovers m_leftovers;
    mutable std::mutex m_mutex;
    std::optional<int> m_cleaning_every;
    std::shared_ptr<const Look> m_last;
    std::chrono::steady_clock::time_point m_looked;
    std::string m_said;  // the last sentence of the log: each is said when it is news
};

}  // namespace porchlight::bridge
