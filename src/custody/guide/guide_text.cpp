// What a guide writes: values into commands, its memory, the minutes.
#include "base/date.h"
#include "custody/guide/answers.h"
#include "custody/guide/guide.h"
#include "custody/guide/pattern.h"
#include "custody/layout.h"

#include <algorithm>

namespace porchlight::custody {
namespace {

constexpr std::size_t kMaxMinutesBytes = 1U << 20;
constexpr std::int64_t kSecondsPerDay = 86400;

std::string two_digits(std::int64_t number) { return (number < 10 ? "0" : "") + std::to_string(number); }

// "2026-11-27 12:05 UTC"
std::string minute_of(std::int64_t seconds) {
    const auto of_day = ((seconds % kSecondsPerDay) + kSecondsPerDay) % kSecondsPerDay;
    return date_of_unix_seconds(seconds).text() + " " + two_digits(of_day / 3600) + ":" + two_digits(of_day / 60 % 60) +
           " UTC";
}

// The share that belongs to the one transcript: who shared anew has an old one too.
std::string share_pattern(const std::vector<std::string>& transcripts) {
    constexpr std::string_view kEnding = ".transcript";
    if (transcripts.size() != 1 || !transcripts[0].ends_with(kEnding))
        return "*.share";
    return transcripts[0].substr(0, transcripts[0].size() - kEnding.size()) + "-custodian-*.share";
}

}  // namespace

bool Guide::is_skipped(const Step& step) const {
    for (auto rest = step.skip_if; !rest.empty();) {
        const auto end = std::min(rest.find(','), rest.size());
        const auto one = rest.substr(0, end);
        const auto split = one.find('=');
        if (split != one.npos && filled(one.substr(0, split)) == one.substr(split + 1))
            return true;
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return false;
}

Arguments Guide::arguments_of(const CommandLine& line) const {
    Arguments out;
    out.command = line.command;
    for (const auto& option : line.options)
        out.options[std::string(option.name)] = filled(option.value);
    return out;
}

std::string Guide::filled(std::string_view text) const {
    return fill(text, [this](std::string_view name) { return value_of(name); });
}

std::string Guide::value_of(std::string_view name) const {
    if (name == "dir")
        return m_places.own_path;
    if (name == "table")
        return m_places.table_path;
    if (name == "today")
        return date_of_unix_seconds(m_world.now()).text();
    const auto colon = name.find(':');
    if (colon != name.npos)
        return files_for(name.substr(0, colon), name.substr(colon + 1));
    const auto at = m_memory.answers.find(name);
    return at == m_memory.answers.end() ? std::string() : at->second;
}

// How the files of a folder stand in a command: "only:", "all:", "own:", "share:" and a pattern; "slug:" and "before:"
// with an answer.
std::string Guide::files_for(std::string_view how, std::string_view pattern) const {
    if (how == "slug")
        return slug(value_of(pattern));
    if (how == "before")
        return std::to_string(number_of(value_of(pattern)).value_or(1) - 1);
    if (how == "share")
        return files_for("own", share_pattern(on_table(pattern)));
    const bool own = how == "own";
    const auto names =
        matching(own ? m_places.own : m_places.table, filled(pattern)).value_or(std::vector<std::string>());
    const auto& path = own ? m_places.own_path : m_places.table_path;
    if (names.size() != 1 && how != "all")
        return path + "/" + filled(pattern);
    std::string out;
    for (const auto& name : names)
        out.append(out.empty() ? "" : ",").append(path).append("/").append(name);
    return out;
}

Result<std::vector<std::string>> Guide::matching(const Folder& folder, std::string_view pattern) {
    auto names = folder.list();
    if (!names && names.error().error == Error::kMissing)
        return {};
    if (names)
        std::erase_if(*names, [&](const std::string& name) { return !matches(pattern, name); });
    return names;
}

std::vector<std::string> Guide::on_table(std::string_view pattern) const {
    return matching(m_places.table, pattern).value_or(std::vector<std::string>());
}

std::optional<std::string> Guide::ask(const std::string& question) {
    auto text = wrapped(question);
    if (text.ends_with('\n'))
        text.back() = ' ';
    auto typed = m_world.terminal.ask(text);
    if (typed && !is_leaving(*typed))
        return typed;
    say("\nYou have left. Take up again with the same command.");
    write_down("left");
    return std::nullopt;
}

void Guide::say(std::string_view text) const { m_world.terminal.show(wrapped(text)); }

void Guide::remember() const {
    if (!m_places.own.write(file(kMemory), to_text(m_memory)))
        say("Where you are could not be written down: see whether the disk is full.");
}

void Guide::write_down(std::string_view what) const {
    const auto before = m_places.own.read(file(kMinutes), kMaxMinutesBytes).value_or(std::string());
    if (!m_places.own.write(file(kMinutes), before + minute_of(m_world.now()) + "  " + std::string(what) + "\n"))
        say("The minutes could not be written: see whether the disk is full.");
}

}  // namespace porchlight::custody
