#include "protocol/programme_reader.h"

#include <algorithm>
#include <array>

namespace porchlight::protocol {
namespace {

// Letters and digits in groups of two to eight, such as "fil" or "zh-Hant" (BCP 47, what of it a file's name takes).
bool is_language(std::string_view tag) {
    std::size_t group = 0;
    for (const char c : tag) {
        const bool is_symbol = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if ((!is_symbol && (c != '-' || group < 2)) || group > 8)
            return false;
        group = is_symbol ? group + 1 : 0;
    }
    return group >= 2 && group <= 8;
}

bool is_text(const json& value) {
    if (!value.is_string())
        return false;
    const auto& text = value.get_ref<const std::string&>();
    return !text.empty() && text.size() <= kMaxTextBytes &&
           std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

std::string joined(const std::string& place, const char* member) {
    return place.empty() ? member : place + "." + member;
}

bool has(std::initializer_list<std::string_view> names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

bool is_id(std::string_view text) {
    return !text.empty() && text.size() <= kMaxIdBytes && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
}

ProgrammeReader::ProgrammeReader(const json& programme) {
    each(programme, "languages", "languages", kMaxLanguages, [this](const json& item, const std::string& place) {
        if (!item.is_string() || !is_language(item.get_ref<const std::string&>()) ||
            std::ranges::find(m_languages, item.get_ref<const std::string&>()) != m_languages.end())
            return refuse(place, "is no language tag, or one that is there twice");
        m_languages.push_back(item.get<std::string>());
    });
    if (m_languages.empty())
        m_languages.emplace_back("en");
}

void ProgrammeReader::refuse(std::string place, std::string says) {
    if (!m_fault)
        m_fault = ProgrammeFault{std::move(place), std::move(says)};
}

bool ProgrammeReader::is_object(const json& value, const std::string& place,
                                std::initializer_list<std::string_view> needed,
                                std::initializer_list<std::string_view> allowed) {
    if (!value.is_object()) {
        refuse(place, "is no object");
        return false;
    }
    for (const auto name : needed)
        if (!value.contains(std::string(name)))
            refuse(place, "has no \"" + std::string(name) + "\"");
    for (const auto& [name, ignored] : value.items())
        if (!has(needed, name) && !has(allowed, name))
            refuse(place, "has \"" + name + "\", which is not known there");
    return true;
}

json ProgrammeReader::texts(const json& object, const char* member, const std::string& place) {
    const auto here = joined(place, member);
    const auto at = object.find(member);
    if (at == object.end() || !at->is_object()) {
        refuse(here, "is no text by language");
        return nullptr;
    }
    for (const auto& language : m_languages)
        if (!at->contains(language))
            refuse(here, "has nothing for the language " + language);
    for (const auto& [language, text] : at->items())
        if (!is_language(language) || !is_text(text))
            refuse(std::string(here).append(".").append(language),
                   "is no text of 1 to 1024 bytes without control characters");
    return *at;
}

std::string ProgrammeReader::id(const json& object, const std::string& place, std::span<const std::string> taken) {
    auto id = text_member(object, "id", kMaxIdBytes).value_or("");
    if (!is_id(id))
        refuse(place + ".id", "is not 1 to 32 of a-z, 0-9 and -");
    if (std::ranges::find(taken, id) != taken.end())
        refuse(place + ".id", "is there twice");
    return id;
}

std::vector<std::string> ProgrammeReader::ids(const json& object, const char* member, const std::string& place,
                                              std::span<const std::string> known) {
    std::vector<std::string> out;
    each(object, member, joined(place, member), known.size(), [&](const json& item, const std::string& here) {
        if (!item.is_string() || std::ranges::find(known, item.get_ref<const std::string&>()) == known.end() ||
            std::ranges::find(out, item.get_ref<const std::string&>()) != out.end())
            return refuse(here, "names what is not there, or twice");
        out.push_back(item.get<std::string>());
    });
    return out;
}

std::string ProgrammeReader::line(const json& object, const char* member, const std::string& place,
                                  std::size_t max_bytes) {
    auto text = text_member(object, member, max_bytes).value_or("");
    if (!is_text(text))
        refuse(joined(place, member), "is no text of 1 to " + std::to_string(max_bytes) + " bytes");
    return text;
}

bool ProgrammeReader::boolean(const json& object, const char* member, const std::string& place) {
    const auto at = object.find(member);
    if (at != object.end() && at->is_boolean())
        return at->get<bool>();
    refuse(joined(place, member), "is neither true nor false");
    return false;
}

int ProgrammeReader::number(const json& object, const char* member, const std::string& place, int min, int max) {
    const auto value = integer_member(object, member, min, max);
    if (!value)
        refuse(joined(place, member), "is no number from " + std::to_string(min) + " to " + std::to_string(max));
    return static_cast<int>(value.value_or(min));
}

std::size_t ProgrammeReader::choice(const json& object, const char* member, const std::string& place,
                                    std::initializer_list<std::string_view> words) {
    const auto word = text_member(object, member, kMaxIdBytes);
    const auto at = word ? std::find(words.begin(), words.end(), *word) : words.end();
    if (at != words.end())
        return static_cast<std::size_t>(at - words.begin());
    std::string known;
    for (const auto one : words)
        known += (known.empty() ? "" : ", ") + std::string(one);
    refuse(joined(place, member), "is none of: " + known);
    return 0;
}

const json* ProgrammeReader::list(const json& object, const char* member, const std::string& place, std::size_t max) {
    const auto at = object.find(member);
    if (at == object.end())
        return nullptr;
    if (at->is_array() && at->size() <= max)
        return &*at;
    refuse(place, "is no list of at most " + std::to_string(max));
    return nullptr;
}

std::string text_in(const json& texts, std::string_view language) {
    if (!texts.is_object() || texts.empty())
        return "";
    const auto at = texts.find(std::string(language));
    const auto& value = at != texts.end() ? *at : texts.contains("en") ? texts["en"] : *texts.begin();
    return value.is_string() ? value.get<std::string>() : std::string();
}

}  // namespace porchlight::protocol
