// What a programme says to an applicant beside the papers: which applications it takes and what to bring to each, who
// comes with a caretaker, how to appeal, and what it promises (PROTOCOL.md, Manifest). Pure functions, any thread.
#pragma once

#include "protocol/application_path.h"
#include "protocol/programme_reader.h"

#include <map>

namespace porchlight::protocol {

struct PathRule {
    json bring;  // by language; nothing where nothing is to be brought beside the papers
    // Of a renewal: how long before and after the card's expiry.
    int days_before = 60;
    int days_after = 180;
};

struct Guidance {
    // Those that are offered; a new card where the programme names none.
    std::map<ApplicationPath, PathRule> paths{{ApplicationPath::kNew, {}}};
    // Classes whose applicants come with a caretaker and name an emergency contact.
    std::vector<std::string> caretaker_classes;
    json caretaker;  // by language, as the next two; nothing where the programme has none
    json appeal;
    json promise;
};

// classes: the ids of the programme's classes.
Guidance read_guidance(ProgrammeReader& reader, const json& programme, std::span<const std::string> classes);

}  // namespace porchlight::protocol
