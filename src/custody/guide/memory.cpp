#include "custody/guide/memory.h"

#include "base/json.h"

#include <algorithm>

namespace porchlight::custody {
namespace {

constexpr std::string_view kRehearsal = "REHEARSAL of ";
constexpr std::size_t kMaxNameBytes = 64;
constexpr std::size_t kMaxSteps = 64;

bool read_answers(const json& from, GuideMemory& out) {
    if (!from.is_object() || from.size() > kMaxSteps)
        return false;
    for (const auto& [name, answer] : from.items()) {
        if (name.size() > kMaxNameBytes || !answer.is_string())
            return false;
        out.answers[name] = answer.get<std::string>();
        if (out.answers[name].size() > kMaxAnswerBytes)
            return false;
    }
    return true;
}

bool read_steps(const json& from, GuideMemory& out) {
    if (!from.is_array() || from.size() > kMaxSteps)
        return false;
    for (const auto& step : from) {
        if (!step.is_string())
            return false;
        out.done.push_back(step.get<std::string>());
    }
    return true;
}

}  // namespace

bool GuideMemory::is_done(std::string_view step) const { return std::ranges::find(done, step) != done.end(); }

std::string to_text(const GuideMemory& memory) {
    return json({{"v", 1},
                 {"ceremony", memory.ceremony},
                 {"rehearsal", memory.rehearsal},
                 {"answers", memory.answers},
                 {"done", memory.done}})
               .dump(-1, ' ', false, json::error_handler_t::replace) +
           "\n";
}

std::optional<GuideMemory> parse_memory(std::string_view text) {
    const auto read = parse_json(text, kMaxMemoryBytes);
    if (!read || !has_exactly(*read, {"v", "ceremony", "rehearsal", "answers", "done"}))
        return std::nullopt;
    const auto ceremony = text_member(*read, "ceremony", kMaxNameBytes);
    GuideMemory out;
    if (!integer_member(*read, "v", 1, 1) || !ceremony || !(*read)["rehearsal"].is_boolean() ||
        !read_answers((*read)["answers"], out) || !read_steps((*read)["done"], out))
        return std::nullopt;
    out.ceremony = *ceremony;
    out.rehearsal = (*read)["rehearsal"].get<bool>();
    return out;
}

std::string rehearsal_name(std::string_view city) { return std::string(kRehearsal) + std::string(city); }
bool is_rehearsal(std::string_view city) { return city.starts_with(kRehearsal); }

}  // namespace porchlight::custody
