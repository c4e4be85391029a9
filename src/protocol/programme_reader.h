// Reads a programme (assets/programs, signed into the manifest) and keeps the first thing that is wrong with it, with
// its place, so that whoever wrote it finds it (PROTOCOL.md, Manifest). What is wrong is read as nothing: callers go on
// and look at the fault at the end. One thread; pure otherwise.
#pragma once

#include "base/json.h"

#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace porchlight::protocol {

constexpr std::size_t kMaxLanguages = 64;
constexpr std::size_t kMaxTextBytes = 1024;  // of one text in one language
constexpr std::size_t kMaxIdBytes = 32;

// 1 to 32 of [a-z0-9-]: what classes, services, markers, needs, papers and ways are called.
bool is_id(std::string_view text);

// Together one sentence: "documents.needs[2].text" "has nothing for the language pl".
struct ProgrammeFault {
    std::string place;
    std::string says;
};

class ProgrammeReader {
public:
    // Of the programme's "languages"; English alone where it has none.
    explicit ProgrammeReader(const json& programme);

    const std::vector<std::string>& languages() const { return m_languages; }
    const std::optional<ProgrammeFault>& fault() const { return m_fault; }
    // Only the first one is kept.
    void refuse(std::string place, std::string says);

    // An object with these members, and no others but those that may be there?
    bool is_object(const json& value, const std::string& place, std::initializer_list<std::string_view> needed,
                   std::initializer_list<std::string_view> allowed = {});
    // A text by language, with something in each of the programme's languages.
    json texts(const json& object, const char* member, const std::string& place);
    // An id that is not among those taken.
    std::string id(const json& object, const std::string& place, std::span<const std::string> taken);
    // Ids of those that are known, each once. No member: none.
    std::vector<std::string> ids(const json& object, const char* member, const std::string& place,
                                 std::span<const std::string> known);
    // A text of one line, of at least one byte.
    std::string line(const json& object, const char* member, const std::string& place, std::size_t max_bytes);
    bool boolean(const json& object, const char* member, const std::string& place);
    int number(const json& object, const char* member, const std::string& place, int min, int max);
    // One of these words, as its place among them.
    std::size_t choice(const json& object, const char* member, const std::string& place,
                       std::initializer_list<std::string_view> words);

    // Calls read(item, place) for each item of a list, which may be missing.
    template <class Read>
    void each(const json& object, const char* member, const std::string& place, std::size_t max, Read read);

private:
    const json* list(const json& object, const char* member, const std::string& place, std::size_t max);

    std::vector<std::string> m_languages;
    std::optional<ProgrammeFault> m_fault;
};

template <class T>
std::vector<std::string> ids_of(const std::vector<T>& all) {
    std::vector<std::string> out;
    out.reserve(all.size());
    for (const auto& one : all)
        out.push_back(one.id);
    return out;
}

// What a programme says in a language; in English or any other where it has not that, empty where there is nothing.
std::string text_in(const json& texts, std::string_view language);

template <class Read>
void ProgrammeReader::each(const json& object, const char* member, const std::string& place, std::size_t max,
                           Read read) {
    const auto* items = list(object, member, place, max);
    for (std::size_t i = 0; items != nullptr && i < items->size(); ++i)
        read((*items)[i], place + "[" + std::to_string(i) + "]");
}

}  // namespace porchlight::protocol
