#include "protocol/service.h"

#include <algorithm>
#include <array>
#include <utility>

namespace porchlight::protocol {
namespace {

constexpr std::size_t kMaxNameBytes = 96;
constexpr std::size_t kMaxIdBytes = 32;
// A symbol's place is its value.
constexpr std::string_view kCodabarSymbols = "0123456789-$:/.+ABCD";
constexpr std::size_t kCodabarValues = 16;  // the last four only start and stop

template <class Enum, std::size_t N>
std::optional<Enum> named(const std::array<std::pair<std::string_view, Enum>, N>& names, const json& object,
                          const char* member) {
    const auto text = text_member(object, member, 16);
    for (const auto& [name, value] : names)
        if (text == name)
            return value;
    return std::nullopt;
}

constexpr std::array<std::pair<std::string_view, Symbology>, 3> kSymbologies{
    {{"codabar", Symbology::kCodabar}, {"code128", Symbology::kCode128}, {"qr", Symbology::kQr}}};
constexpr std::array<std::pair<std::string_view, CheckRule>, 3> kRules{
    {{"none", CheckRule::kNone}, {"luhn", CheckRule::kLuhn}, {"mod16", CheckRule::kMod16}}};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Every second digit from the right is doubled, beginning with the last of the body.
std::optional<char> luhn(std::string_view body) {
    int sum = 0;
    bool doubled = true;
    for (auto at = body.rbegin(); at != body.rend(); ++at, doubled = !doubled) {
        if (!is_digit(*at))
            return std::nullopt;
        const int value = (*at - '0') * (doubled ? 2 : 1);
        sum += value > 9 ? value - 9 : value;
    }
    return static_cast<char>('0' + (10 - sum % 10) % 10);
}

std::optional<char> mod16(std::string_view body) {
    std::size_t sum = kCodabarSymbols.find(kCodabarStart) + kCodabarSymbols.find(kCodabarStop);
    for (const char c : body) {
        const auto value = kCodabarSymbols.find(c);
        if (value >= kCodabarValues)
            return std::nullopt;
        sum += value;
    }
    return kCodabarSymbols[(kCodabarValues - sum % kCodabarValues) % kCodabarValues];
}

bool is_written_in(Symbology symbology, char c) {
    if (symbology == Symbology::kCodabar)
        return kCodabarSymbols.find(c) < kCodabarValues;
    return is_digit(c) || (c >= 'A' && c <= 'Z') || c == '-';
}

}  // namespace

bool is_id(std::string_view text) {
    return !text.empty() && text.size() <= kMaxIdBytes &&
           std::ranges::all_of(text, [](char c) { return (c >= 'a' && c <= 'z') || is_digit(c) || c == '-'; });
}

std::optional<char> check_symbol(CheckRule rule, std::string_view body) {
    switch (rule) {
        case CheckRule::kNone: return std::nullopt;
        case CheckRule::kLuhn: return luhn(body);
        case CheckRule::kMod16: return mod16(body);
    }
    return std::nullopt;
}

bool is_number_of(const Service& service, std::string_view number) {
    if (number.size() != service.length ||
        !std::ranges::all_of(number, [&](char c) { return is_written_in(service.symbology, c); }))
        return false;
    return service.check == CheckRule::kNone ||
           check_symbol(service.check, number.substr(0, number.size() - 1)) == number.back();
}

std::optional<Service> parse_service(const json& object) {
    if (!has_exactly(object, {"id", "name", "symbology", "check", "length", "required"}) ||
        !object["required"].is_boolean())
        return std::nullopt;
    auto id = text_member(object, "id", kMaxIdBytes);
    auto name = text_member(object, "name", kMaxNameBytes);
    const auto symbology = named(kSymbologies, object, "symbology");
    const auto check = named(kRules, object, "check");
    const auto length = integer_member(object, "length", 4, kMaxServiceDigits);
    if (!id || !is_id(*id) || !name || name->empty() || !symbology || !check || !length ||
        (check == CheckRule::kMod16 && symbology != Symbology::kCodabar))
        return std::nullopt;
    return Service{std::move(*id),
                   std::move(*name),
                   *symbology,
                   *check,
                   static_cast<std::size_t>(*length),
                   object["required"].get<bool>()};
}

}  // namespace porchlight::protocol
