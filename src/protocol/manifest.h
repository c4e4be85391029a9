// The programme manifest: rules of the city's programme and its public keys, signed by custodians
// (protocol/PROTOCOL.md, Manifest). Pure functions, any thread.
#pragma once

#include "base/date.h"
#include "base/json.h"
#include "protocol/approval_rules.h"
#include "protocol/card_rules.h"
#include "protocol/documents.h"
#include "protocol/guidance.h"
#include "protocol/trust.h"

#include <optional>
#include <string>
#include <vector>

namespace porchlight::protocol {

// A class of card and its validity, by age in whole years on the day of issue.
struct CardClass {
    std::string id;  // such as "adult"
    int min_age = 0;
    int max_age = 0;                    // inclusive
    std::optional<int> validity_years;  // nothing: does not expire
};

struct Epoch {
    std::uint32_t id = 0;
    byte_array<32> key{};  // X25519
    date end;
    date destroy;
    std::string schedule{};  // the id of the approved retention schedule; empty: none is named
};

constexpr std::size_t kMaxScheduleBytes = 64;

struct IssuerEntry {
    public_key key{};
    bool withdrawn = false;
};

// What is read of a programme file. The rest of it stays in the JSON.
struct Programme : Guidance {
    std::vector<std::string> languages;
    std::vector<CardClass> classes;
    CardRules card;
    ApprovalRules approvals;
    Documents documents;
};

struct Manifest : Programme {
    std::string city;
    std::uint32_t serial = 0;
    std::int64_t expires = 0;  // seconds since 1970
    json programme;            // as in assets/programs
    Epoch epoch;
    std::vector<IssuerEntry> issuers;
    std::vector<public_key> receipt_keys;

    // The key that signs new cards.
    const public_key& issuer() const;
};

// Or the first thing that is wrong with it.
std::expected<Programme, ProgrammeFault> read_programme(const json& programme);

// The payload's form only: kMalformed.
std::expected<Manifest, Error> parse_manifest(std::string_view payload);

// A signed document, checked as a bridge does: signature, city, expiry at `now` (seconds since 1970).
// The serial is the caller's to compare with what it has seen.
std::expected<Manifest, Error> open_manifest(const SignedDocument& document, const Trust& trust, std::int64_t now);

// The class for an age in whole years: an index into classes, or nothing where none is issued.
std::optional<std::size_t> class_for_age(const Manifest& manifest, int age_years);

// The last valid day of a card issued on this day; nothing: does not expire.
std::optional<date> expiry_of(const CardClass& card_class, const date& issued);

}  // namespace porchlight::protocol
