// Where somebody is in a ceremony: what was answered and which steps are done, so that it can be left and taken up.
// Pure functions, any thread.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace porchlight::custody {

constexpr std::size_t kMaxMemoryBytes = 65536;
constexpr std::size_t kMaxAnswerBytes = 512;

struct GuideMemory {
    std::string ceremony;
    bool rehearsal = false;
    std::map<std::string, std::string, std::less<>> answers;
    std::vector<std::string> done;  // names of steps

    bool is_done(std::string_view step) const;
    friend bool operator==(const GuideMemory&, const GuideMemory&) = default;
};

// One line of JSON.
std::string to_text(const GuideMemory& memory);
// Nothing for what to_text would not have written.
std::optional<GuideMemory> parse_memory(std::string_view text);

// A city's name in a rehearsal: "REHEARSAL of City of Lakehaven". It is in all that is made and signed, so that no
// tool that trusts the real city takes it.
std::string rehearsal_name(std::string_view city);
bool is_rehearsal(std::string_view city);

}  // namespace porchlight::custody
