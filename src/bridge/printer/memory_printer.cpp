#include "bridge/printer/memory_printer.h"

#include <utility>

namespace porchlight::bridge {
namespace {

Raster copy_of(const Raster& raster) {
    Raster out;
    out.width_px = raster.width_px;
    out.height_px = raster.height_px;
    out.rgb = raster.rgb.clone();
    return out;
}

}  // namespace

PrinterStatus MemoryPrinter::status() {
    const std::lock_guard lock(m_mutex);
    return m_status;
}

std::expected<PrintEnd, PrintError> MemoryPrinter::print(const Faces& faces, const PrintSteps& steps) {
    std::unique_lock lock(m_mutex);
    if (m_failure)
        return std::unexpected(*std::exchange(m_failure, std::nullopt));
    steps.on_page(1);
    if (m_is_one_sided) {
        lock.unlock();
        if (!steps.turn())
            return std::unexpected(PrintError::kLost);
        lock.lock();
    }
    steps.on_page(2);
    m_last = Faces{copy_of(faces.front), copy_of(faces.back)};
    ++m_printed;
    return m_end;
}

std::expected<Layout, PrintError> MemoryPrinter::layout() {
    const std::lock_guard lock(m_mutex);
    if (m_status.state == PrinterState::kUnreachable)
        return std::unexpected(PrintError::kUnreachable);
    return Layout{sheet_of(MediaSize{}, kDotsPerInch, PrinterModel{}), Sides::kTwoShortEdge, "image/pwg-raster",
                  "a printer in memory"};
}

void MemoryPrinter::take_back() {
    const std::lock_guard lock(m_mutex);
    ++m_taken_back;
}

void MemoryPrinter::set_status(PrinterStatus status) {
    const std::lock_guard lock(m_mutex);
    m_status = status;
}

void MemoryPrinter::fail_next(PrintError error) {
    const std::lock_guard lock(m_mutex);
    m_failure = error;
}

void MemoryPrinter::set_one_sided(bool one_sided) {
    const std::lock_guard lock(m_mutex);
    m_is_one_sided = one_sided;
}

void MemoryPrinter::set_end(PrintEnd end) {
    const std::lock_guard lock(m_mutex);
    m_end = end;
}

std::size_t MemoryPrinter::printed() const {
    const std::lock_guard lock(m_mutex);
    return m_printed;
}

std::size_t MemoryPrinter::taken_back() const {
    const std::lock_guard lock(m_mutex);
    return m_taken_back;
}

Faces MemoryPrinter::last() const {
    const std::lock_guard lock(m_mutex);
    return Faces{copy_of(m_last.front), copy_of(m_last.back)};
}

}  // namespace porchlight::bridge
