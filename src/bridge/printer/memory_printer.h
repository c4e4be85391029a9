// A printer for tests: keeps what it printed, and is in whatever state a test puts it. Any thread.
#pragma once

#include "bridge/printer/printer.h"

#include <mutex>
#include <optional>
#include <vector>

namespace porchlight::bridge {

class MemoryPrinter final : public Printer {
public:
    PrinterStatus status() override;
    std::expected<void, PrintError> print(const Faces& faces, const std::function<void(int)>& on_page) override;

    void set_status(PrinterStatus status);
    // The next print ends so, instead of printing.
    void fail_next(PrintError error);
    std::size_t printed() const;
    Faces last() const;

private:
    mutable std::mutex m_mutex;
    PrinterStatus m_status{PrinterState::kReady, PrinterNeed::kNone};
    std::optional<PrintError> m_failure;
    std::size_t m_printed = 0;
    Faces m_last;
};

}  // namespace porchlight::bridge
