// Statements and epochs in words, for terminals and paper (custody/FORMAT.md, Statements). Pure functions, any thread.
#pragma once

#include "custody/statements/shelf.h"

namespace porchlight::custody {

// What it says, line by line, to be read aloud before it is signed; its id last.
std::string in_words(const protocol::Statement& statement, const hash256& id);

// The page that a custodian signs by hand after a share is destroyed.
std::string destruction_page(const protocol::Destruction& said, const hash256& id);

// One epoch: dates, state, what stands in the way, and whose statements are still missing.
std::string in_words(const KnownEpoch& epoch, const protocol::EpochStanding& standing, const date& today);

}  // namespace porchlight::custody
