// The keys that a city's cards are signed with, read from its signed manifest: all that checking a card needs
// (card/FORMAT.md, Checking). Pure functions, any thread.
#pragma once

#include "base/date.h"
#include "card/code.h"
#include "protocol/error.h"

#include <expected>
#include <string>
#include <vector>

namespace porchlight::checking {

struct IssuerList {
    std::string city;
    std::vector<card::IssuerKey> issuers;
    date good_through;  // the last day on which the list is sure to name every withdrawn key
};

// trust: the pinned keys of the custodians (trust.json); manifest: the signed document. kMalformed, kSignature, kCity.
// A list past its date is no error: keys that it names are the city's still, see is_stale.
std::expected<IssuerList, protocol::Error> open_issuers(std::string_view trust, std::string_view manifest);

// A key may have been withdrawn since, without a word of it here.
bool is_stale(const IssuerList& list, const date& today);

}  // namespace porchlight::checking
