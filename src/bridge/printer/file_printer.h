// Prints into a folder, as PNG: for trying out a template without a printer. What it writes stays there: not for
// applicants. One thread at a time.
#pragma once

#include "bridge/printer/printer.h"

#include <filesystem>

namespace porchlight::bridge {

class FilePrinter final : public Printer {
public:
    explicit FilePrinter(std::filesystem::path folder) : m_folder(std::move(folder)) {}
    PrinterStatus status() override;
    void take_back() override {}
    // card-001-front.png, card-001-back.png, and so on.
    std::expected<PrintEnd, PrintError> print(const Faces& faces, const PrintSteps& steps) override;
    std::expected<Layout, PrintError> layout() override;

private:
    std::filesystem::path m_folder;
};

// `none`: there is no printer, and it says so.
class NoPrinter final : public Printer {
public:
    PrinterStatus status() override { return {}; }
    void take_back() override {}
    std::expected<PrintEnd, PrintError> print(const Faces&, const PrintSteps&) override {
        return std::unexpected(PrintError::kUnreachable);
    }
    std::expected<Layout, PrintError> layout() override { return std::unexpected(PrintError::kUnreachable); }
};

}  // namespace porchlight::bridge
