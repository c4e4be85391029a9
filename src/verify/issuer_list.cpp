#include "verify/issuer_list.h"

#include "protocol/manifest.h"

namespace porchlight::checking {
namespace {

// Earlier than any manifest's end, so that its age is told apart from its signature.
constexpr std::int64_t kBeforeAll = 0;
constexpr std::int64_t kSecondsPerDay = 86'400;

}  // namespace

std::expected<IssuerList, protocol::Error> open_issuers(std::string_view trust, std::string_view manifest) {
    const auto pinned = protocol::parse_trust(trust);
    if (!pinned)
        return std::unexpected(pinned.error());
    const auto document = protocol::parse_document(manifest);
    if (!document)
        return std::unexpected(document.error());
    const auto opened = protocol::open_manifest(*document, *pinned, kBeforeAll);
    if (!opened)
        return std::unexpected(opened.error());
    // It ends in the course of a day: the day before is the last whole one.
    IssuerList out{opened->city, {}, date_of_unix_seconds(opened->expires - kSecondsPerDay)};
    for (const auto& entry : opened->issuers)
        out.issuers.push_back({entry.key, entry.withdrawn});
    return out;
}

bool is_stale(const IssuerList& list, const date& today) { return today > list.good_through; }

}  // namespace porchlight::checking
