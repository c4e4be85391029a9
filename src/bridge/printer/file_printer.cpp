#include "bridge/printer/file_printer.h"

#include "bridge/render/png.h"
#include "bridge/world/files.h"

namespace porchlight::bridge {
namespace {

std::filesystem::path face_path(const std::filesystem::path& folder, int card, const char* face) {
    std::string number = std::to_string(card);
    number.insert(0, number.size() < 3 ? 3 - number.size() : 0, '0');
    return folder / ("card-" + number + "-" + face + ".png");
}

}  // namespace

PrinterStatus FilePrinter::status() {
    std::error_code failed;
    return {std::filesystem::is_directory(m_folder, failed) ? PrinterState::kReady : PrinterState::kUnreachable,
            PrinterNeed::kNone};
}

std::expected<PrintEnd, PrintError> FilePrinter::print(const Faces& faces, const PrintSteps& steps) {
    if (status().state != PrinterState::kReady)
        return std::unexpected(PrintError::kUnreachable);
    int card = 1;
    while (std::filesystem::exists(face_path(m_folder, card, "front")))
        ++card;
    steps.on_page(1);
    const bool front = write_file(face_path(m_folder, card, "front"), to_png(faces.front));
    steps.on_page(2);
    if (!front || !write_file(face_path(m_folder, card, "back"), to_png(faces.back)))
        return std::unexpected(front ? PrintError::kLost : PrintError::kAborted);
    return PrintEnd::kPrinted;
}

// The faces as they were drawn.
std::expected<Layout, PrintError> FilePrinter::layout() {
    if (status().state != PrinterState::kReady)
        return std::unexpected(PrintError::kUnreachable);
    const MediaSize card;
    return Layout{{{card.length, card.width}, kCardWidth_dots, kCardHeight_dots, kDotsPerInch, 0, {}, {}},
                  Sides::kOne,
                  "image/png",
                  "a folder"};
}

}  // namespace porchlight::bridge
