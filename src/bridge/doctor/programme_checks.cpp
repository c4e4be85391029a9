#include "bridge/doctor/programme_checks.h"

#include "base/date.h"

#include <cstdlib>

namespace porchlight::bridge {
namespace {

constexpr std::int64_t kMinute_s = 60;
constexpr std::int64_t kDay_s = 24 * 3600;
// A receipt is good for fifteen minutes by the kiosk's clock.
constexpr std::int64_t kWrongClock_s = 5 * kMinute_s;
constexpr std::int64_t kSoon_s = 7 * kDay_s;

constexpr const char* kFetch = "let the bridge run until the server has answered; then see what its log refuses";

// What helps against a refusal.
const char* remedy(const Refusal& refusal) {
    if (refusal == protocol::code(protocol::Error::kNotLogged))
        return "it is not in the city's public log with enough witnesses: the custodians prove it there "
               "(`porchlight-custody log-prove`), and the server imports what that gives";
    return kFetch;
}

std::string day(std::int64_t seconds) { return date_of_unix_seconds(seconds).text(); }

}  // namespace

Finding check_server(const ServerLook& look, const std::string& address) {
    if (look.answers)
        return ok("server", address + " answers");
    return fault(
        "server", address + " does not answer",
        "see whether it runs and the network is up; tell this kiosk if it has moved: `porchlight-bridge move ADDRESS`");
}

Finding check_clock(const ServerLook& look, std::int64_t now) {
    constexpr const char* kWhat = "clock";
    if (!look.clock)
        return warn(kWhat, "the server does not say what time it is", "compare this machine's clock with your own");
    const auto off = now - *look.clock;
    const auto apart = std::abs(off);
    const auto is = std::to_string(apart) + " s " + (off < 0 ? "behind" : "ahead of") + " the server's";
    constexpr const char* kSet = "set it by the network: `timedatectl set-ntp true`";
    if (apart > kWrongClock_s)
        return fault(kWhat, is, kSet);
    return apart > kMinute_s ? warn(kWhat, is, kSet) : ok(kWhat, "as the server's");
}

Finding check_manifest(const CurrentManifest* manifest, const Refusal& refusal, std::int64_t now) {
    constexpr const char* kWhat = "programme";
    if (!refusal.empty())
        return fault(kWhat, "what is stored is refused: " + refusal, remedy(refusal));
    if (manifest == nullptr)
        return fault(kWhat, "none is here", kFetch);
    const auto& rules = manifest->manifest;
    const auto is = "serial " + std::to_string(rules.serial) + ", good until " + day(rules.expires);
    if (rules.expires <= now)
        return fault(kWhat, is, "the custodians sign a new one: `porchlight-custody sign-manifest`");
    if (rules.expires - now < kSoon_s)
        return warn(kWhat, is, "have the custodians sign a new one before that day");
    return ok(kWhat, is);
}

Finding check_release(const CurrentRelease* release, const Refusal& refusal) {
    constexpr const char* kWhat = "release";
    if (!refusal.empty())
        return fault(kWhat, "what is stored is refused: " + refusal, remedy(refusal));
    if (release == nullptr)
        return fault(kWhat, "none is here", kFetch);
    return ok(kWhat, "serial " + std::to_string(release->serial) + ", its " + std::to_string(release->files.size()) +
                         " files whole");
}

Finding check_fonts(bool found, const std::filesystem::path& folder) {
    if (found)
        return ok("fonts", folder.string());
    return warn("fonts", "none in " + folder.string() + ": cards are set in what the system has",
                "install the bridge's fonts, or name their folder with --fonts");
}

Finding check_card(const std::expected<void, TemplateFault>& places, const std::expected<Sample, std::string>& sample,
                   Renderer& renderer) {
    constexpr const char* kWhat = "card";
    constexpr const char* kMend = "mend the template, or the programme that names it (assets/card/README.md)";
    if (!places)
        return fault(kWhat, places.error(), kMend);
    if (!sample)
        return fault(kWhat, "the sample cannot be used", sample.error());
    if (const auto drawn = draw_sample(*sample, renderer); !drawn)
        return fault(kWhat, "the sample cannot be drawn: " + std::string(code(drawn.error())), kMend);
    return ok(kWhat, "every class has its template, and the sample can be drawn");
}

}  // namespace porchlight::bridge
