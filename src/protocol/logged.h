// Manifests, releases and statements, taken only when the public log has them (protocol/PROTOCOL.md, The public log).
// What bridge and server use; a trust file without a log asks for none. Pure functions, any thread.
#pragma once

#include "log/entry.h"
#include "protocol/manifest.h"
#include "protocol/release.h"

namespace porchlight::protocol {

// The document's own proof shows it to be in the log, with enough witnesses: else kNotLogged.
std::expected<void, Error> check_logged(const SignedDocument& document, const Trust& trust,
                                        public_log::DocumentKind kind, std::uint32_t serial);

// open_manifest and open_release, then check_logged: their errors.
std::expected<Manifest, Error> open_logged_manifest(const SignedDocument& document, const Trust& trust,
                                                    std::int64_t now);
std::expected<Release, Error> open_logged_release(const SignedDocument& document, const Trust& trust);

// A statement's payload and its proof file (tlog-proof): the errors of parse_proof and check_proof; kEntryMalformed
// where the payload is that of no statement.
std::expected<void, public_log::Error> prove_statement(std::string_view payload, std::string_view proof,
                                                       const public_log::LogPolicy& policy);
// The same by a trust file: kNotLogged, also where it names no log.
std::expected<void, Error> check_logged_statement(std::string_view payload, std::string_view proof, const Trust& trust);

}  // namespace porchlight::protocol
