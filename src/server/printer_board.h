// How the kiosks' printers are, and whether somebody must look into their trays, as their bridges last told, in memory
// only; a restarted server hears it again within half a minute. Nothing of an applicant, and no time is handed out. The
// I/O thread only.
#pragma once

#include "server/clock.h"
#include "server/settings.h"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace porchlight::server {

// A bridge tells every 30 seconds: after three of them that were not heard, its printer is unreachable.
constexpr std::chrono::seconds kReportIsOld{100};

class PrinterBoard {
public:
    // on_change: called after at(site) has changed.
    PrinterBoard(const Clock& clock, const CurrentSettings& settings,
                 std::function<void(const std::string& site)> on_change);

    // A report whose kiosk and signature are checked.
    void take(const protocol::KioskRequest& report);
    // By the kiosks' names; those that have told since the server was started.
    std::vector<std::pair<std::string, protocol::PrinterReport>> at(const std::string& site) const;
    // Changes whenever at(site) does.
    std::uint64_t version(const std::string& site) const;
    // What was not heard of for long is unreachable; a question about its tray stays.
    void expire();

private:
    struct Entry {
        std::string site;
        protocol::PrinterReport report;
        std::chrono::milliseconds heard{};
    };

    void changed(const std::string& site);

    const Clock& m_clock;
    const CurrentSettings& m_settings;
    std::function<void(const std::string&)> m_on_change;
    std::map<protocol::KioskId, Entry> m_entries;
    std::map<std::string, std::uint64_t> m_versions;
};

}  // namespace porchlight::server
