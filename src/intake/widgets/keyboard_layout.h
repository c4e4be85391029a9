// What stands on the keys of the on-screen keyboard: by language, and fitted to the width there is. Data and pure
// functions, any thread; what a press does is Keyboard's matter, how it looks draw_keyboard()'s.
//
// Rows are as on the keyboards that people know, and are not mirrored where a language is. All texts are UTF-8.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace porchlight::intake {

enum class KeyPage : std::uint8_t {
    kLetters,  // of the language
    kLatin,    // where the language's own are others: a name may stand in papers in either
    kSigns,
    kDigits,  // for a field of digits
};

enum class KeyAction : std::uint8_t {
    kType,
    kSpace,
    kErase,
    kShift,
    kAccents,  // the next letter shows its accents
    kSigns,    // numbers and signs, and back
    kScript,   // the other letters
    kHide,
    kDone,
    kGap,  // no key
};

struct Key {
    KeyAction action = KeyAction::kType;
    std::string text;  // what kType types, lower case
    float units = 1;   // width; 0: all that is left of the row
    bool operator==(const Key&) const = default;
};

using KeyRow = std::vector<Key>;

// The whole keyboard of a page, the row of functions last.
std::vector<KeyRow> key_rows(std::string_view language, KeyPage page);

// The same keys in rows of at most so many units; a row that is too long is parted evenly.
std::vector<KeyRow> fitted(const std::vector<KeyRow>& rows, int units);

// The widest row's units.
float units_of(const std::vector<KeyRow>& rows);

// What a long press on a letter offers, the most likely first; empty for most.
std::vector<std::string> accents_of(std::string_view letter);

// Are the language's own letters others than Latin ones?
bool has_own_script(std::string_view language);
// Is it written with an input method, which this keyboard is not?
bool needs_input_method(std::string_view language);

// The capital of one letter; what has none stays as it is.
std::string capital_of(std::string_view letter);

}  // namespace porchlight::intake
