// What each thing that a server keeps is and means, in words for people who are not engineers. A thing that is not
// described here is said to be so: nothing is left out. Pure functions, any thread.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace porchlight::server {

struct Meaning {
    std::string_view of;  // "table", "table.column", or a file below the server's folder; a last * stands for any rest
    std::string_view is;
    bool is_secret = false;  // no example of it is shown
};

std::span<const Meaning> meanings();

// The first that fits; nullptr if there is none.
const Meaning* meaning_of(std::string_view thing);

// What the kiosk's computer, the printer and the custodians hold: nothing that this server can look at.
std::string_view held_elsewhere();

}  // namespace porchlight::server
