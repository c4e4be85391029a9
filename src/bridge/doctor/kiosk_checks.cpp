#include "bridge/doctor/kiosk_checks.h"

#include "bridge/journal/slots.h"
#include "bridge/link/standing.h"

namespace porchlight::bridge {
namespace {

constexpr std::size_t kFew = 200;  // below it the bridge asks for more

std::string number(std::size_t count) { return std::to_string(count); }

}  // namespace

Finding check_folder(Machine& machine, const std::filesystem::path& data) {
    constexpr const char* kWhat = "data folder";
    const auto look = machine.folder(data);
    if (!look)
        return fault(kWhat, data.string() + " is not there", "enroll the kiosk: `porchlight-bridge enroll`");
    if (!look->is_own)
        return fault(kWhat, data.string() + " is another user's", "run this as the user that runs the bridge");
    if (!look->is_private)
        return fault(kWhat, "other users may look into " + data.string(), "chmod 700 " + data.string());
    if (!look->is_writable)
        return fault(kWhat, data.string() + " cannot be written", "see whether its disk is full or read only");
    return ok(kWhat, data.string() + ", for its user alone");
}

Finding check_enrolment(const std::expected<protocol::Trust, std::string>& trust) {
    constexpr const char* kWhat = "enrolment";
    if (!trust)
        return fault(kWhat, "none that is whole", trust.error());
    const auto& custodians = trust->custodians;
    return ok(kWhat, trust->city + "; programmes need " + number(custodians.threshold) + " of " +
                         number(custodians.keys.size()) + " custodians, releases " + number(trust->releases.threshold) +
                         " of " + number(trust->releases.keys.size()) + " keys");
}

Finding check_standing(const std::string& heard) {
    constexpr const char* kWhat = "standing";
    if (heard == code(Standing::kGood))
        return ok(kWhat, "the server takes this kiosk's requests");
    if (heard == code(Standing::kSuspended))
        return fault(kWhat, "the server has suspended this kiosk: it makes no card",
                     "have an administrator resume it: `porchlight-server resume-kiosk`");
    if (heard == code(Standing::kUnknown))
        return fault(kWhat, "the server does not know this kiosk, or has removed it",
                     "enroll it with a new code: `porchlight-bridge enroll ADDRESS CODE`");
    return warn(kWhat, "the server has not answered this kiosk yet", "look again in half a minute");
}

Finding check_journal(Machine& machine, const std::filesystem::path& data) {
    constexpr const char* kWhat = "journal";
    if (!machine.exists(data / "journal"))
        return ok(kWhat, "none yet: no card was printed");
    const auto stored = machine.read(data / "journal");
    const auto key = machine.read(data / "journal.key");
    const auto slots = stored ? Slots::parse(*stored) : std::nullopt;
    if (slots && key && key->size() == sizeof(hash256))
        return slots->used() == 0 ? ok(kWhat, "whole")
                                  : warn(kWhat, "a card is being printed, or nobody has said what came of it",
                                         "look into the printer's tray, and answer on the kiosk's screen");
    return fault(kWhat, "damaged, so that no card is printed: nobody knows what was",
                 "put the disk right and enroll the kiosk into a new folder");
}

Findings check_numbers(const protocol::CardRules& rules, const std::function<std::size_t(const std::string&)>& left) {
    Findings out;
    for (const auto& service : rules.services) {
        const auto what = "numbers of " + service.id;
        const auto count = left(service.id);
        constexpr const char* kDeal = "deal more to this kiosk: `porchlight-server deal-numbers`";
        if (count >= kFew)
            out.push_back(ok(what, number(count) + " left"));
        else if (count == 0 && service.required)
            out.push_back(fault(what, "none left, and no card is made without", kDeal));
        else
            out.push_back(
                warn(what, count == 0 ? "none left: cards are made without" : number(count) + " left", kDeal));
    }
    return out;
}

Finding check_port(const PortLook& look) {
    constexpr const char* kWhat = "port";
    const auto wanted = std::to_string(look.wanted);
    if (look.bridge)
        return ok(kWhat, *look.bridge + ", held by this kiosk's bridge");
    if (look.is_locked)
        return fault(kWhat, "a bridge has the folder, and does not answer", "stop it and start it anew");
    if (look.is_privileged)
        return warn(
            kWhat, wanted + " is opened by systemd alone, and no bridge runs on this folder",
            "`systemctl status porchlight-bridge.socket` says whether it is held: the first page that is opened "
            "starts the bridge");
    if (!look.is_free)
        return fault(kWhat, wanted + " is held by another program",
                     "`ss -ltnp 'sport = :" + wanted + "'` names it: stop it, or give the bridge another --port");
    return warn(kWhat, wanted + " is free: no bridge runs on this folder", "start it: `porchlight-bridge serve`");
}

}  // namespace porchlight::bridge
