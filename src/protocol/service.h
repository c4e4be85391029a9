// The services of a programme (library, transit, …) and their numbers: how a number is written as a barcode, how
// long it is, and what its check symbol must be. Pure functions, any thread.
// Sources: ISO/IEC 7812-1 annex B (Luhn), ANSI/AIM BC3 (Codabar, modulo 16); card/FORMAT.md, Service numbers.
#pragma once

#include "protocol/programme_reader.h"

namespace porchlight::protocol {

enum class Symbology { kCodabar, kCode128, kQr };
// What the last symbol of a number is, if anything.
enum class CheckRule { kNone, kLuhn, kMod16 };

constexpr std::size_t kMaxServices = 4;
constexpr std::size_t kMaxServiceDigits = 32;
// Both are part of the modulo 16 sum.
constexpr char kCodabarStart = 'A';
constexpr char kCodabarStop = 'B';

struct Service {
    std::string id;
    std::string name;  // as printed
    Symbology symbology = Symbology::kCode128;
    CheckRule check = CheckRule::kNone;
    std::size_t length = 0;  // of the whole number, check symbol included
    bool required = false;   // without a number of it, no card is made
    json text{};             // what it is, by language, and what is shared with it; nothing where it is not said
    json shares{};
};

// One service on one card.
struct ServiceCode {
    std::string id;
    std::size_t place = 1;  // among the programme's services: which box of the template
    std::string name;
    std::string number;
    Symbology symbology = Symbology::kCode128;
};

// Nothing where the rule has none, or a symbol of the body does not count under it.
std::optional<char> check_symbol(CheckRule rule, std::string_view body);

// Right length, symbols and check symbol.
bool is_number_of(const Service& service, std::string_view number);

// Of the right form and nobody's: zeros, and their check symbol.
std::string zero_number(const Service& service);

// Does a card that asks for these (ids; nothing: all) have a number of it? A required one is on every card.
bool is_wanted(const Service& service, const std::optional<std::vector<std::string>>& wanted);

// One of a programme's "services"; taken: the ids of those before it.
Service read_service(ProgrammeReader& reader, const json& object, const std::string& place,
                     std::span<const std::string> taken);

}  // namespace porchlight::protocol
