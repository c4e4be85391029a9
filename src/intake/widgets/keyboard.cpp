#include "intake/widgets/keyboard.h"

#include <algorithm>
#include <utility>

namespace porchlight::intake {
namespace {

constexpr std::string_view kPrefix = "key-";

std::string_view word_of(KeyAction action) {
    switch (action) {
        case KeyAction::kSpace: return "space";
        case KeyAction::kErase: return "erase";
        case KeyAction::kShift: return "shift";
        case KeyAction::kAccents: return "accents";
        case KeyAction::kSigns: return "signs";
        case KeyAction::kScript: return "script";
        case KeyAction::kHide: return "hide";
        case KeyAction::kDone: return "done";
        default: return {};
    }
}

}  // namespace

std::string id_of(const Key& key) {
    return std::string(kPrefix) + (key.action == KeyAction::kType ? key.text : std::string(word_of(key.action)));
}

void Keyboard::open(std::string_view field, bool numeric, bool name) {
    const bool same = m_field == field;
    m_field = field;
    m_is_name = name;
    if (numeric || m_page == KeyPage::kDigits || !same)
        m_page = numeric ? KeyPage::kDigits : m_letters;
    m_letter.clear();
    m_shift = Shift::kAuto;
    m_awaits_letter = false;
}

void Keyboard::close() { *this = Keyboard(); }

bool Keyboard::is_shifted(std::string_view before) const {
    if (m_shift != Shift::kAuto)
        return m_shift == Shift::kOn;
    return m_is_name && (before.empty() || before.ends_with(' ') || before.ends_with('-'));
}

std::vector<KeyRow> Keyboard::rows(std::string_view language) const {
    auto rows = key_rows(language, m_page);
    if (m_letter.empty())
        return rows;
    constexpr std::size_t kFew = 5, kMany = 10;
    std::vector<std::string> letters = accents_of(m_letter);
    letters.insert(letters.begin(), m_letter);
    const auto in_row = letters.size() > kFew * (rows.size() - 1) ? kMany : kFew;
    for (std::size_t i = 0; i + 1 < rows.size(); ++i) {
        rows[i].clear();
        for (auto j = i * in_row; j < std::min(letters.size(), (i + 1) * in_row); ++j)
            rows[i].push_back({KeyAction::kType, letters[j]});
    }
    rows.back() = {{KeyAction::kHide, ""}, {KeyAction::kAccents, ""}, {KeyAction::kGap, "", 0}};
    return rows;
}

bool Keyboard::hold(std::string_view id) {
    const bool has_letters = m_page == KeyPage::kLetters || m_page == KeyPage::kLatin;
    if (!is_open() || !has_letters || !id.starts_with(kPrefix) || !m_letter.empty())
        return false;
    const auto letter = id.substr(kPrefix.size());
    if (accents_of(letter).empty())
        return false;
    m_letter = letter;
    m_awaits_letter = false;
    return true;
}

Edit Keyboard::insert(std::string text) {
    m_letter.clear();
    m_shift = Shift::kAuto;
    m_awaits_letter = false;
    return {Edit::Kind::kInsert, std::move(text)};
}

Edit Keyboard::press(std::string_view id, std::string_view language, std::string_view before) {
    if (!is_open())
        return {};
    for (const auto& row : rows(language))
        for (const auto& key : row) {
            if (key.action == KeyAction::kGap || id_of(key) != id)
                continue;
            switch (key.action) {
                case KeyAction::kType:
                    if (m_awaits_letter && hold(id))
                        return {};
                    return insert(is_shifted(before) ? capital_of(key.text) : key.text);
                case KeyAction::kSpace: return insert(" ");
                case KeyAction::kErase: return {Edit::Kind::kErase, ""};
                case KeyAction::kShift: m_shift = is_shifted(before) ? Shift::kOff : Shift::kOn; return {};
                case KeyAction::kAccents:
                    m_awaits_letter = m_letter.empty() && !m_awaits_letter;
                    m_letter.clear();
                    return {};
                case KeyAction::kSigns: m_page = m_page == KeyPage::kSigns ? m_letters : KeyPage::kSigns; return {};
                case KeyAction::kScript:
                    m_page = m_letters = m_page == KeyPage::kLatin ? KeyPage::kLetters : KeyPage::kLatin;
                    return {};
                case KeyAction::kHide: close(); return {Edit::Kind::kClose, ""};
                case KeyAction::kDone: return {Edit::Kind::kNext, ""};
                case KeyAction::kGap: break;
            }
        }
    return {};
}

}  // namespace porchlight::intake
