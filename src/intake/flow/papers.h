// The document helper: whether papers that somebody has would do, by the programme's rules or points, and what else
// would. Nothing of it is kept or sent. Pure functions, any thread.
#pragma once

#include "protocol/documents.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace porchlight::intake {

struct NeedState {
    const protocol::Need* need = nullptr;
    bool is_met = false;
    std::vector<const protocol::Paper*> papers{};  // that would prove it
    std::vector<const protocol::Way*> ways{};      // to meet it otherwise
};

struct Points {
    int have = 0, needed = 0;
    bool is_met() const { return have >= needed; }
};

struct Checklist {
    std::vector<NeedState> needs;                       // of this class, in the programme's order
    std::optional<Points> points, identity, residency;  // where the programme counts points
    bool is_complete() const;
};

// card_class: an id, or empty where it is not known: then what is asked of every class. ticked: bits are places in
// documents.papers.
Checklist check_papers(const protocol::Documents& documents, std::string_view card_class, std::uint64_t ticked);

}  // namespace porchlight::intake
