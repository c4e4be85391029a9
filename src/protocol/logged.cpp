#include "protocol/logged.h"

#include "log/proof.h"

namespace porchlight::protocol {
namespace {

bool proves(std::string_view proof, const public_log::Entry& entry, const public_log::LogPolicy& policy) {
    const auto parsed = public_log::parse_proof(proof);
    return parsed && public_log::check_proof(*parsed, public_log::to_text(entry), policy);
}

}  // namespace

std::expected<void, Error> check_logged(const SignedDocument& document, const Trust& trust,
                                        public_log::DocumentKind kind, std::uint32_t serial) {
    if (!trust.log)
        return {};
    const public_log::DocumentEntry entry{kind, serial, hash(as_bytes(document.payload))};
    if (!document.proof || !proves(*document.proof, entry, *trust.log))
        return std::unexpected(Error::kNotLogged);
    return {};
}

std::expected<Manifest, Error> open_logged_manifest(const SignedDocument& document, const Trust& trust,
                                                    std::int64_t now) {
    auto manifest = open_manifest(document, trust, now);
    if (!manifest)
        return manifest;
    if (const auto logged = check_logged(document, trust, public_log::DocumentKind::kManifest, manifest->serial);
        !logged)
        return std::unexpected(logged.error());
    return manifest;
}

std::expected<Release, Error> open_logged_release(const SignedDocument& document, const Trust& trust) {
    auto release = open_release(document, trust);
    if (!release)
        return release;
    if (const auto logged = check_logged(document, trust, public_log::DocumentKind::kRelease, release->serial); !logged)
        return std::unexpected(logged.error());
    return release;
}

std::expected<void, Error> check_logged_statement(std::string_view payload, std::string_view proof,
                                                  const Trust& trust) {
    const auto kind = public_log::statement_kind(payload);
    if (!trust.log || !kind || !proves(proof, public_log::StatementEntry{*kind, std::string(payload)}, *trust.log))
        return std::unexpected(Error::kNotLogged);
    return {};
}

}  // namespace porchlight::protocol
