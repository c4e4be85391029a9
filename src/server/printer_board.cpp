#include "server/printer_board.h"

#include <algorithm>

namespace porchlight::server {

PrinterBoard::PrinterBoard(const Clock& clock, const CurrentSettings& settings,
                           std::function<void(const std::string& site)> on_change)
    : m_clock(clock), m_settings(settings), m_on_change(std::move(on_change)) {}

void PrinterBoard::take(const protocol::KioskRequest& report) {
    const auto kiosk = m_settings.now->kiosks.find(report.kiosk);
    if (kiosk == m_settings.now->kiosks.end())
        return;
    auto& entry = m_entries[report.kiosk];
    const bool is_news = entry.site != kiosk->second.site || entry.report != report.report;
    entry = {kiosk->second.site, report.report, m_clock.uptime()};
    if (is_news)
        changed(entry.site);
}

std::vector<std::pair<std::string, protocol::PrinterReport>> PrinterBoard::at(const std::string& site) const {
    std::vector<std::pair<std::string, protocol::PrinterReport>> out;
    for (const auto& [id, entry] : m_entries)
        if (const auto kiosk = m_settings.now->kiosks.find(id);
            kiosk != m_settings.now->kiosks.end() && kiosk->second.site == site)
            out.emplace_back(kiosk->second.name, entry.report);
    std::ranges::sort(out, {}, [](const auto& printer) { return printer.first; });
    return out;
}

std::uint64_t PrinterBoard::version(const std::string& site) const {
    const auto at = m_versions.find(site);
    return at == m_versions.end() ? 0 : at->second;
}

void PrinterBoard::expire() {
    const auto now = m_clock.uptime();
    for (auto& [id, entry] : m_entries) {
        auto& printer = entry.report.printer;
        if (now - entry.heard <= kReportIsOld || printer.state == protocol::PrinterState::kUnreachable)
            continue;
        printer.state = protocol::PrinterState::kUnreachable;
        printer.need = protocol::PrinterNeed::kNone;
        printer.levels = {};
        changed(entry.site);
    }
}

void PrinterBoard::changed(const std::string& site) {
    ++m_versions[site];
    m_on_change(site);
}

}  // namespace porchlight::server
