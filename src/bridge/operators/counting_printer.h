// A printer whose cards are counted, and which says when the maker's number of them is reached. As thread-safe as the
// printer that it stands before.
#pragma once

#include "bridge/operators/counters.h"
#include "bridge/printer/printer.h"

namespace porchlight::bridge {

class CountingPrinter final : public Printer {
public:
    CountingPrinter(std::unique_ptr<Printer> printer, CardCounter& counter)
        : m_printer(std::move(printer)), m_counter(counter) {}

    PrinterStatus status() override {
        auto out = m_printer->status();
        const auto every = m_printer->cleaning_every();
        out.cleaning_due = every && m_counter.now().since_cleaning >= static_cast<std::uint64_t>(*every);
        return out;
    }
    // Where nobody knows whether a card came of it, it is counted: a reminder that comes too early harms nobody.
    std::expected<PrintEnd, PrintError> print(const Faces& faces, const PrintSteps& steps) override {
        auto ended = m_printer->print(faces, steps);
        if (ended)
            m_counter.raise();
        return ended;
    }
    void take_back() override { m_printer->take_back(); }
    std::expected<Layout, PrintError> layout() override { return m_printer->layout(); }
    std::optional<int> cleaning_every() const override { return m_printer->cleaning_every(); }

private:
    std::unique_ptr<Printer> m_printer;
    CardCounter& m_counter;
};

}  // namespace porchlight::bridge
