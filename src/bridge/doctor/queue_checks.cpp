#include "bridge/doctor/queue_checks.h"

#include <algorithm>
#include <charconv>

namespace porchlight::bridge {
namespace {

using Directives = std::map<std::string, std::string>;

constexpr const char* kSpaces = " \t\r";

std::string small(std::string_view text) {
    std::string out(text);
    std::ranges::transform(out, out.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return out;
}

std::string_view trimmed(std::string_view text) {
    const auto from = std::min(text.find_first_not_of(kSpaces), text.size());
    text.remove_prefix(from);
    return text.substr(0, text.find_last_not_of(kSpaces) + 1);
}

std::string value_of(const Directives& directives, const std::string& name, const std::string& otherwise) {
    const auto at = directives.find(name);
    return at == directives.end() ? otherwise : at->second;
}

bool is_off(const std::string& value) {
    const auto text = small(value);
    return text == "no" || text == "off" || text == "false" || text == "0";
}

Finding old_history(int jobs) {
    return fault("queue's history", "still lists " + std::to_string(jobs) + " cards of before, with their times",
                 "take them out: `cancel -a -x`");
}

Finding check_history(const Directives& directives, const std::optional<int>& old_jobs) {
    constexpr const char* kWhat = "queue's history";
    constexpr const char* kSet = "write `PreserveJobHistory 60` into cupsd.conf and start cupsd anew";
    const auto value = value_of(directives, "preservejobhistory", "Yes");
    if (is_off(value))
        return warn(kWhat, "CUPS forgets a job before it can be seen how it ended, and the tray is asked about", kSet);
    int seconds = 0;
    const auto parsed = std::from_chars(value.data(), value.data() + value.size(), seconds);
    if (parsed.ec != std::errc() || parsed.ptr != value.data() + value.size() || seconds > kLongestHistory.count())
        return fault(kWhat, "CUPS keeps a list of all cards, with their times", kSet);
    return old_jobs.value_or(0) > 0 ? old_history(*old_jobs) : ok(kWhat, "kept for " + value + " s");
}

Finding check_documents(const Directives& directives) {
    constexpr const char* kWhat = "queue's documents";
    if (is_off(value_of(directives, "preservejobfiles", "86400")))
        return ok(kWhat, "not kept");
    return fault(kWhat, "CUPS keeps each card after it is printed",
                 "write `PreserveJobFiles No` into cupsd.conf and start cupsd anew");
}

Finding check_page_log(const Directives& directives) {
    if (value_of(directives, "pagelogformat", "").empty())
        return ok("page log", "off");
    return fault("page log", "CUPS writes a line a card", "write `PageLogFormat` without a value into cupsd.conf");
}

// "actions", which is what is meant where nothing is said, logs each job with its time.
Finding check_access_log(const Directives& directives, const Directives& files) {
    const auto level = small(value_of(directives, "accessloglevel", "actions"));
    if (level == "config" || level == "none" || value_of(files, "accesslog", "access_log").empty())
        return ok("access log", "names no job");
    return fault("access log", "CUPS writes a line with its time for each card",
                 "write `AccessLogLevel config` into cupsd.conf");
}

Finding check_spool(Machine& machine, const char* what, const std::filesystem::path& folder) {
    const auto in_memory = machine.is_in_memory(folder);
    const auto is = folder.string();
    if (!in_memory)
        return warn(what, is + " cannot be looked at", "see that it is on a tmpfs: `findmnt -T " + is + "`");
    if (*in_memory)
        return ok(what, is + ", in memory");
    return fault(what, is + " is on a disk, and cards with it until they are printed", "mount a tmpfs there");
}

}  // namespace

std::map<std::string, std::string> parse_directives(std::string_view text) {
    Directives out;
    int depth = 0;  // of <Location …> and the like
    while (!text.empty()) {
        auto line = trimmed(text.substr(0, text.find('\n')));
        text.remove_prefix(std::min(text.size(), text.find('\n') == text.npos ? text.size() : text.find('\n') + 1));
        if (line.empty() || line.front() == '#')
            continue;
        if (line.front() == '<') {
            depth += line.starts_with("</") ? -1 : 1;
            continue;
        }
        const auto name = line.substr(0, line.find_first_of(kSpaces));
        if (depth == 0)
            out[small(name)] = trimmed(line.substr(name.size()));
    }
    return out;
}

Findings check_queue(Machine& machine, const std::filesystem::path& cups, const std::optional<int>& old_jobs) {
    const auto text = machine.text(cups / "cupsd.conf");
    const auto files_text = machine.text(cups / "cups-files.conf");
    Findings out;
    const auto files = parse_directives(files_text.value_or(""));
    if (text) {
        const auto directives = parse_directives(*text);
        out.push_back(check_history(directives, old_jobs));
        out.push_back(check_documents(directives));
        out.push_back(check_page_log(directives));
        out.push_back(check_access_log(directives, files));
    } else {
        out.push_back(warn("queue's policy", (cups / "cupsd.conf").string() + " cannot be read",
                           "have an administrator see that it has PreserveJobHistory 60, PreserveJobFiles No, an empty "
                           "PageLogFormat and AccessLogLevel config"));
        if (old_jobs.value_or(0) > 0)
            out.push_back(old_history(*old_jobs));
    }
    if (!files_text) {
        out.push_back(warn("queue's spool", (cups / "cups-files.conf").string() + " cannot be read",
                           "have an administrator see that RequestRoot and TempDir are on a tmpfs"));
        return out;
    }
    const std::filesystem::path spool = value_of(files, "requestroot", "/var/spool/cups");
    out.push_back(check_spool(machine, "queue's spool", spool));
    out.push_back(check_spool(machine, "queue's working files", value_of(files, "tempdir", "/var/spool/cups/tmp")));
    return out;
}

}  // namespace porchlight::bridge
