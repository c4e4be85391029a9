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

std::expected<void, PrintError> MemoryPrinter::print(const Faces& faces, const std::function<void(int)>& on_page) {
    const std::lock_guard lock(m_mutex);
    if (m_failure)
        return std::unexpected(*std::exchange(m_failure, std::nullopt));
    for (int page = 1; page <= kCardPages; ++page)
        on_page(page);
    m_last = Faces{copy_of(faces.front), copy_of(faces.back)};
    ++m_printed;
    return {};
}

void MemoryPrinter::set_status(PrinterStatus status) {
    const std::lock_guard lock(m_mutex);
    m_status = status;
}

void MemoryPrinter::fail_next(PrintError error) {
    const std::lock_guard lock(m_mutex);
    m_failure = error;
}

std::size_t MemoryPrinter::printed() const {
    const std::lock_guard lock(m_mutex);
    return m_printed;
}

Faces MemoryPrinter::last() const {
    const std::lock_guard lock(m_mutex);
    return Faces{copy_of(m_last.front), copy_of(m_last.back)};
}

}  // namespace porchlight::bridge
