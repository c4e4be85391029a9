#include "protocol/guidance.h"

namespace porchlight::protocol {
namespace {

constexpr int kMaxDays = 3650;

PathRule read_path(ProgrammeReader& reader, ApplicationPath path, const json& object) {
    const auto place = "paths." + std::string(code(path));
    PathRule out;
    const bool renews = path == ApplicationPath::kRenewal;
    if (!(renews ? reader.is_object(object, place, {"days_before", "days_after"}, {"bring"})
                 : reader.is_object(object, place, {}, {"bring"})))
        return out;
    if (object.contains("bring"))
        out.bring = reader.texts(object, "bring", place);
    if (renews) {
        out.days_before = reader.number(object, "days_before", place, 0, kMaxDays);
        out.days_after = reader.number(object, "days_after", place, 0, kMaxDays);
    }
    return out;
}

void read_paths(ProgrammeReader& reader, const json& programme, Guidance& out) {
    const auto at = programme.find("paths");
    if (at == programme.end())
        return;
    out.paths.clear();
    if (!at->is_object() || at->empty())
        return reader.refuse("paths", "is no object with a path");
    for (const auto& [name, object] : at->items()) {
        const auto path = path_of(name);
        if (!path)
            return reader.refuse("paths." + name, "is no path");
        out.paths[*path] = read_path(reader, *path, object);
    }
}

// Times that are out of range would cut people off, or leave a screen open to the next one.
void check_session(ProgrammeReader& reader, const json& programme) {
    const auto at = programme.find("session");
    if (at == programme.end() || !reader.is_object(*at, "session", {"warning_after_s", "warning_lasts_s"}))
        return;
    reader.number(*at, "warning_after_s", "session", 10, 3600);
    reader.number(*at, "warning_lasts_s", "session", 20, 600);
}

json optional_texts(ProgrammeReader& reader, const json& programme, const char* member) {
    return programme.contains(member) ? reader.texts(programme, member, "") : json();
}

}  // namespace

Guidance read_guidance(ProgrammeReader& reader, const json& programme, std::span<const std::string> classes) {
    Guidance out;
    read_paths(reader, programme, out);
    const auto caretaker = programme.find("caretaker");
    if (caretaker != programme.end() && reader.is_object(*caretaker, "caretaker", {"classes", "text"})) {
        out.caretaker_classes = reader.ids(*caretaker, "classes", "caretaker", classes);
        out.caretaker = reader.texts(*caretaker, "text", "caretaker");
    }
    check_session(reader, programme);
    out.appeal = optional_texts(reader, programme, "appeal");
    out.promise = optional_texts(reader, programme, "promise");
    return out;
}

}  // namespace porchlight::protocol
