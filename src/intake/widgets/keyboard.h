// The on-screen keyboard: which field it is for, what it shows, and what a press of one of its keys means. It changes
// no text: the edit goes through the field's own element, the one way into the flow that all typing takes.
//
// One thread. Memory: it holds no typed text.
#pragma once

#include "intake/widgets/keyboard_layout.h"
#include "intake/widgets/ui.h"

#include <string>
#include <string_view>
#include <vector>

namespace porchlight::intake {

// What a key asks of the field's element.
struct Edit {
    enum class Kind : std::uint8_t { kNone, kInsert, kErase, kNext, kClose };
    Kind kind = Kind::kNone;
    std::string text;
};

class Keyboard {
public:
    bool is_open() const { return !m_field.empty(); }
    const std::string& field() const { return m_field; }

    // numeric: a field of digits; name: words in it begin with a capital.
    void open(std::string_view field, bool numeric, bool name);
    void close();

    // before: the field's text before the caret. An id that is no key's changes nothing.
    Edit press(std::string_view id, std::string_view language, std::string_view before);
    // A long press: shows the accents of this letter; false: it has none.
    bool hold(std::string_view id);

    // Of which letter accents are shown, or empty.
    const std::string& letter() const { return m_letter; }
    KeyPage page() const { return m_page; }
    bool awaits_letter() const { return m_awaits_letter; }
    bool is_shifted(std::string_view before) const;
    // The keys to show, the functions last; accents in place of the letters while they are asked for.
    std::vector<KeyRow> rows(std::string_view language) const;

private:
    enum class Shift : std::uint8_t { kAuto, kOn, kOff };

    Edit insert(std::string text);

    std::string m_field;
    std::string m_letter;
    KeyPage m_page = KeyPage::kLetters;
    KeyPage m_letters = KeyPage::kLetters;  // to come back to from the signs
    Shift m_shift = Shift::kAuto;
    bool m_is_name = false;
    bool m_awaits_letter = false;
};

// The id of a key in the tree: "key-a", "key-space".
std::string id_of(const Key& key);

// Draws it at the bottom of the window; gives the height that it takes (device pixels). before: as in press();
// is_last: no other field comes after this one.
float draw_keyboard(Ui& ui, Tree& tree, const Keyboard& keyboard, std::string_view before, bool is_last);

}  // namespace porchlight::intake
