// The kiosk's own folder: rights, journal, service numbers. Pure but for the machine; one thread.
#pragma once

#include "bridge/doctor/finding.h"
#include "bridge/doctor/machine.h"
#include "protocol/card_rules.h"
#include "protocol/trust.h"

#include <expected>
#include <functional>

namespace porchlight::bridge {

Finding check_folder(Machine& machine, const std::filesystem::path& data);
// error: of load_enrolment().
Finding check_enrolment(const std::expected<protocol::Trust, std::string>& trust);
// heard: code of a Standing, as the running bridge says it.
Finding check_standing(const std::string& heard);
Finding check_journal(Machine& machine, const std::filesystem::path& data);
// left: how many a kiosk has of a service's numbers.
Findings check_numbers(const protocol::CardRules& rules, const std::function<std::size_t(const std::string&)>& left);

// Where the kiosk's page is to be served.
struct PortLook {
    std::uint16_t wanted = 0;
    bool is_free = false;
    bool is_locked = false;                            // some process has the kiosk's folder
    std::optional<std::string> bridge = std::nullopt;  // the running bridge's port, as it says
    bool is_privileged = false;                        // only root and systemd may open it: nobody could look
};
Finding check_port(const PortLook& look);

}  // namespace porchlight::bridge
