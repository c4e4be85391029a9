#include "protocol/logged.h"

#include "log/proof.h"

namespace porchlight::protocol {
namespace {

std::expected<void, public_log::Error> prove(std::string_view proof, const public_log::Entry& entry,
                                             const public_log::LogPolicy& policy) {
    const auto parsed = public_log::parse_proof(proof);
    if (!parsed)
        return std::unexpected(parsed.error());
    return public_log::check_proof(*parsed, public_log::to_text(entry), policy);
}

}  // namespace

std::expected<void, Error> check_logged(const SignedDocument& document, const Trust& trust,
                                        public_log::DocumentKind kind, std::uint32_t serial) {
    if (!trust.log)
        return {};
    const public_log::DocumentEntry entry{kind, serial, hash(as_bytes(document.payload))};
    if (!document.proof || !prove(*document.proof, entry, *trust.log))
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

std::expected<void, public_log::Error> prove_statement(std::string_view payload, std::string_view proof,
                                                       const public_log::LogPolicy& policy) {
    const auto kind = public_log::statement_kind(payload);
    if (!kind)
        return std::unexpected(public_log::Error::kEntryMalformed);
    return prove(proof, public_log::StatementEntry{*kind, std::string(payload)}, policy);
}

std::expected<void, Error> check_logged_statement(std::string_view payload, std::string_view proof,
                                                  const Trust& trust) {
    if (!trust.log || !prove_statement(payload, proof, *trust.log))
        return std::unexpected(Error::kNotLogged);
    return {};
}

}  // namespace porchlight::protocol
