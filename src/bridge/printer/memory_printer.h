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
    std::expected<PrintEnd, PrintError> print(const Faces& faces, const PrintSteps& steps) override;
    // A standing card of 637 x 1011 dots.
    std::expected<Layout, PrintError> layout() override;
    std::optional<int> cleaning_every() const override { return m_cleaning_every; }
    void take_back() override;

    void set_status(PrinterStatus status);
    // The next print ends so, instead of printing.
    void fail_next(PrintError error);
    // It cannot turn cards: asks for it between front and back.
    void set_one_sided(bool one_sided);
    // What the end of a job says from now on.
    void set_end(PrintEnd end);
    // Before other threads see it.
    void set_cleaning_every(int cards) { m_cleaning_every = cards; }
    std::size_t printed() const;
    // How often jobs were taken back.
    std::size_t taken_back() const;
    Faces last() const;

private:
    mutable std::mutex m_mutex;
    PrinterStatus m_status{PrinterState::kReady, PrinterNeed::kNone};
    std::optional<PrintError> m_failure;
    bool m_is_one_sided = false;
    PrintEnd m_end = PrintEnd::kPrinted;
    std::optional<int> m_cleaning_every;
    std::size_t m_printed = 0;
    std::size_t m_taken_back = 0;
    Faces m_last;
};

}  // namespace porchlight::bridge
