// The city that is measured: sites, librarians at their desks, and lanes. A lane is one of the connections that ask
// for cards at the same time; it takes its kiosks in turn, because a server lets no single kiosk ask as fast.
// One thread.
#pragma once

#include "tests/server/support/city.h"

#include <string>
#include <vector>

namespace porchlight::server::bench {

constexpr std::size_t kSites = 8;
constexpr std::size_t kDesks = 16;
constexpr std::size_t kLanes = 64;
constexpr const char* kPassword = "lighthouse";

struct Desk {
    std::string librarian;
    std::string site;
};

struct Lane {
    std::size_t desk = 0;  // whose librarian approves
    std::vector<test::TestKiosk> kiosks;
};

struct Plan {
    test::City city;
    std::vector<Desk> desks;
    std::vector<Lane> lanes;
};

Plan make_plan(std::size_t kiosks_of_lane);

// An issuance, ready to be sent.
struct Issue {
    std::string kiosk_request;  // signed
    std::string id;             // hex, as desks know it
    std::string approval;       // the librarian's JSON
};

// By lanes. All are signed with one challenge, which a server takes for ten minutes.
using Corpus = std::vector<std::vector<Issue>>;
Corpus sign_corpus(const Plan& plan, const protocol::Challenge& challenge, std::size_t issues_of_lane);

}  // namespace porchlight::server::bench
