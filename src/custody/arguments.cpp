#include "custody/arguments.h"

#include "base/encoding.h"

#include <algorithm>
#include <charconv>
#include <sstream>

namespace porchlight::custody {
namespace {

constexpr std::string_view kGuide = "guide";          // its next word is the ceremony
constexpr std::string_view kRehearse = "--rehearse";  // has no value

}  // namespace

std::string Arguments::option(std::string_view name, std::string_view fallback) const {
    const auto at = options.find(name);
    return at == options.end() ? std::string(fallback) : at->second;
}

std::expected<Arguments, std::string> parse_arguments(std::span<char* const> words) {
    Arguments out;
    out.command = words.size() > 1 ? words[1] : "help";
    std::size_t i = 2;
    if (out.command == kGuide && words.size() > i && words[i][0] != '-')
        out.command += " " + std::string(words[i++]);
    for (; i < words.size(); i += 2) {
        const std::string_view name = words[i];
        if (!name.starts_with("--") || name.size() == 2)
            return std::unexpected("I do not understand \"" + std::string(name) + "\".");
        if (name == kRehearse) {
            out.options.emplace(name.substr(2), "yes");
            --i;
            continue;
        }
        if (i + 1 == words.size())
            return std::unexpected(std::string(name) + " needs a value.");
        if (!out.options.emplace(name.substr(2), words[i + 1]).second)
            return std::unexpected(std::string(name) + " is there twice.");
    }
    return out;
}

std::expected<void, std::string> check_options(const Arguments& arguments, std::span<const std::string_view> needed,
                                               std::span<const std::string_view> allowed) {
    for (auto name : needed)
        if (arguments.option(name).empty())
            return std::unexpected(arguments.command + " needs --" + std::string(name) + ".");
    for (const auto& [name, value] : arguments.options)
        if (std::ranges::find(needed, name) == needed.end() && std::ranges::find(allowed, name) == allowed.end())
            return std::unexpected(arguments.command + " does not know --" + name + ".");
    return {};
}

std::vector<std::string> split_list(const std::string& list) {
    std::vector<std::string> out;
    std::istringstream in(list);
    for (std::string word; std::getline(in, word, ',');)
        out.push_back(word);
    return out;
}

std::optional<std::vector<public_key>> parse_keys(const std::string& list) {
    std::vector<public_key> out;
    for (const auto& word : split_list(list)) {
        const auto key = array_from_hex<32>(word);
        if (!key)
            return std::nullopt;
        out.push_back(*key);
    }
    return out;
}

std::optional<std::int64_t> parse_number(std::string_view text, std::int64_t min, std::int64_t max) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < min || value > max)
        return std::nullopt;
    return value;
}

}  // namespace porchlight::custody
