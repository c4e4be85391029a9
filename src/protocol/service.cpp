#include "protocol/service.h"

#include <algorithm>

namespace porchlight::protocol {
namespace {

constexpr std::size_t kMaxNameBytes = 96;
// A symbol's place is its value.
constexpr std::string_view kCodabarSymbols = "0123456789-$:/.+ABCD";
constexpr std::size_t kCodabarValues = 16;  // the last four only start and stop

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

std::string zero_number(const Service& service) {
    std::string out(service.length - 1, '0');
    out += check_symbol(service.check, out).value_or('0');
    return out;
}

bool is_wanted(const Service& service, const std::optional<std::vector<std::string>>& wanted) {
    return !wanted || service.required || std::ranges::find(*wanted, service.id) != wanted->end();
}

Service read_service(ProgrammeReader& reader, const json& object, const std::string& place,
                     std::span<const std::string> taken) {
    Service out;
    if (!reader.is_object(object, place, {"id", "name", "symbology", "check", "length", "required"},
                          {"text", "shares"}))
        return out;
    out.id = reader.id(object, place, taken);
    out.name = reader.line(object, "name", place, kMaxNameBytes);
    out.symbology = static_cast<Symbology>(reader.choice(object, "symbology", place, {"codabar", "code128", "qr"}));
    out.check = static_cast<CheckRule>(reader.choice(object, "check", place, {"none", "luhn", "mod16"}));
    out.length = static_cast<std::size_t>(reader.number(object, "length", place, 4, int{kMaxServiceDigits}));
    out.required = reader.boolean(object, "required", place);
    if (out.check == CheckRule::kMod16 && out.symbology != Symbology::kCodabar)
        reader.refuse(place + ".check", "is mod16, which goes with codabar alone");
    if (object.contains("text"))
        out.text = reader.texts(object, "text", place);
    if (object.contains("shares"))
        out.shares = reader.texts(object, "shares", place);
    return out;
}

}  // namespace porchlight::protocol
