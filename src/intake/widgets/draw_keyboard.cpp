// How the on-screen keyboard looks: keys of at least 60 CSS pixels each way, in as many rows as that takes, and smaller
// ones where those would cover most of the screen, as on a telephone.
#include "intake/widgets/keyboard.h"

#include <algorithm>
#include <cmath>

namespace porchlight::intake {
namespace {

constexpr float kLeastKeys_css[] = {60, 52, 44};
constexpr float kMostOfScreen = 0.5F;
constexpr float kKeyHeight = 84, kGap = 8, kPad = 12, kWidestDigit = 170, kWidestKey = 190;

// A word that does not fit on its key would be too small to read: a picture stands for it.
std::optional<Icon> icon_of(KeyAction action, bool is_too_long, bool is_last) {
    switch (action) {
        case KeyAction::kSpace: return is_too_long ? std::optional(Icon::space) : std::nullopt;
        case KeyAction::kDone: return is_too_long ? std::optional(is_last ? Icon::check : Icon::forward) : std::nullopt;
        case KeyAction::kErase: return Icon::erase;
        case KeyAction::kShift: return Icon::shift;
        case KeyAction::kHide: return Icon::keyboard_hide;
        default: return std::nullopt;
    }
}

struct Sign {
    std::string_view sign;
    Message name;
};

// A reader passes over a sign that is not named.
constexpr Sign kSigns[] = {{"’", Message::sign_apostrophe},
                           {"-", Message::sign_hyphen},
                           {".", Message::sign_period},
                           {",", Message::sign_comma},
                           {"'", Message::sign_straight_apostrophe},
                           {"ʻ", Message::sign_okina},
                           {"·", Message::sign_middle_dot},
                           {"/", Message::sign_slash},
                           {"(", Message::sign_open_bracket},
                           {")", Message::sign_close_bracket},
                           {"&", Message::sign_and},
                           {"+", Message::sign_plus},
                           {":", Message::sign_colon},
                           {";", Message::sign_semicolon},
                           {"?", Message::sign_question_mark},
                           {"!", Message::sign_exclamation_mark},
                           {"@", Message::sign_at},
                           {"_", Message::sign_underscore}};

struct Told {
    std::string label, name;
    std::string_view language = {};
};

// The keys of one size, in rows that fit (device pixels).
struct Arranged {
    std::vector<KeyRow> rows;
    float gap = 0, key_height = 0, unit = 0, width = 0, height = 0;
};

class Drawing {
public:
    Drawing(Ui& ui, const Keyboard& keyboard, std::string_view before, bool is_last)
        : m_ui(ui), m_keyboard(keyboard), m_is_last(is_last), m_is_shifted(keyboard.is_shifted(before)) {}

    float draw(Tree& tree);

private:
    Arranged arrange(float least) const;
    float note(float top, float width, bool measure);
    void row(const KeyRow& row, float x, float width, float unit);
    void key(const Key& key, const Area& area);
    ImU32 ground(const Key& key, const Area& area, bool is_on);
    void words(const Key& key, const Area& area, const std::string& label, ImU32 ink);
    Told told(const Key& key) const;
    Told told_of_typed(const std::string& text) const;
    std::string shown(const std::string& letter) const { return m_is_shifted ? capital_of(letter) : letter; }
    std::string_view tag() const { return kLanguages[m_ui.language()].tag; }

    Ui& m_ui;
    const Keyboard& m_keyboard;
    bool m_is_last, m_is_shifted;
    float m_gap = 0, m_height = 0, m_y = 0;
};

// A letter by itself, in its own language where the page has another one's letters; a sign by its name.
Told Drawing::told_of_typed(const std::string& text) const {
    if (const auto* sign = std::ranges::find(kSigns, text, &Sign::sign); sign != std::end(kSigns))
        return {text, text + ": " + std::string(m_ui.say(sign->name))};
    const bool is_foreign = m_keyboard.page() == KeyPage::kLatin && has_own_script(tag());
    return {shown(text), shown(text), is_foreign ? "en" : ""};
}

Told Drawing::told(const Key& key) const {
    const auto same = [](std::string_view text) { return Told{std::string(text), std::string(text)}; };
    switch (key.action) {
        case KeyAction::kType: return told_of_typed(key.text);
        case KeyAction::kSpace: return same(m_ui.say(Message::keyboard_space));
        case KeyAction::kErase: return {"", std::string(m_ui.say(Message::keyboard_erase))};
        case KeyAction::kShift: return {"", std::string(m_ui.say(Message::keyboard_shift))};
        case KeyAction::kHide: return {"", std::string(m_ui.say(Message::keyboard_hide))};
        case KeyAction::kDone: return same(m_ui.say(m_is_last ? Message::keyboard_done : Message::keyboard_next));
        case KeyAction::kAccents:
            if (!m_keyboard.letter().empty())
                return {"abc", "abc: " + std::string(m_ui.say(Message::keyboard_letters))};
            return {"áâä", "áâä: " + std::string(m_ui.say(Message::keyboard_accents))};
        case KeyAction::kSigns:
            if (m_keyboard.page() == KeyPage::kSigns)
                return {"abc", "abc: " + std::string(m_ui.say(Message::keyboard_letters))};
            return {"123", "123: " + std::string(m_ui.say(Message::keyboard_signs))};
        case KeyAction::kScript: {
            const bool latin = m_keyboard.page() == KeyPage::kLatin;
            const std::string own = tag() == "uk" ? "абв" : "أبج";
            const auto what = m_ui.say(latin ? Message::keyboard_own : Message::keyboard_latin);
            const auto label = latin ? own : std::string("abc");
            return {label, label + ": " + std::string(what)};
        }
        case KeyAction::kGap: return {};
    }
    return {};
}

// Draws what a key's words stand on; gives the colour of the words.
ImU32 Drawing::ground(const Key& key, const Area& area, bool is_on) {
    auto& painter = m_ui.painter();
    const auto& metrics = m_ui.metrics();
    const auto& theme = m_ui.theme();
    const auto id = id_of(key);
    const bool hot = m_ui.is_pressed(id) || m_ui.is_hovered(id);
    // The ring of the focus is inside, for keys stand close: it is seen on the plain ground alone.
    const bool filled = (is_on || key.action == KeyAction::kDone) && !m_ui.shows_ring(id);
    const float corner = metrics.space(10);
    painter.fill(area,
                 filled ? (hot ? theme.primary_hover : theme.primary)
                 : hot  ? theme.hover
                        : theme.surface,
                 corner);
    painter.outline(area, filled ? theme.primary : theme.border, metrics.space(2), corner);
    if (m_ui.shows_ring(id))
        painter.ring(area.grown(-metrics.space(14)), theme, metrics.space(0.8F), 0);
    return filled ? theme.on_primary : theme.ink;
}

void Drawing::words(const Key& key, const Area& area, const std::string& label, ImU32 ink) {
    auto& painter = m_ui.painter();
    const auto& metrics = m_ui.metrics();
    const float most = area.height * 0.42F;
    auto look = m_ui.look(key.action == KeyAction::kType ? 36 : 26, 600, ink);
    look.size_px = std::min(look.size_px, most);
    const float room = area.width - metrics.space(12);
    const float wide = label.empty() ? 0 : painter.text_width(label, look);
    if (const auto icon = icon_of(key.action, wide > room, m_is_last)) {
        const float size = std::min(metrics.type(36), area.height * 0.6F);
        painter.icon(*icon, area.x + (area.width - size) / 2, area.y + (area.height - size) / 2, size, ink);
    } else {
        if (wide > room)
            look.size_px *= room / wide;
        const auto& set = painter.layout(label, look);
        painter.glyphs(area.x + (area.width - set.width_px) / 2, area.y + (area.height - set.height_px) / 2, set,
                       look.size_px, ink);
    }
}

void Drawing::key(const Key& key, const Area& area) {
    if (key.action == KeyAction::kGap)
        return;
    const bool is_on = (key.action == KeyAction::kShift && m_is_shifted) ||
                       (key.action == KeyAction::kAccents && m_keyboard.awaits_letter());
    const auto said = told(key);
    words(key, area, said.label, ground(key, area, is_on));
    Node node;
    node.id = id_of(key);
    node.role = Role::kButton;
    node.name = said.name;
    node.language = said.language;
    node.is_toggle =
        key.action == KeyAction::kShift || (key.action == KeyAction::kAccents && m_keyboard.letter().empty());
    node.checked = is_on;
    m_ui.node(std::move(node), area);
}

void Drawing::row(const KeyRow& row, float x, float width, float unit) {
    float fixed = 0;
    bool has_rest = false;
    for (const auto& key : row) {
        has_rest = has_rest || key.units <= 0;
        fixed += key.units <= 0 ? 0 : key.units * unit + (key.units - 1) * m_gap;
    }
    fixed += m_gap * static_cast<float>(row.size() - 1);
    float at = has_rest ? x : x + (width - fixed) / 2;
    for (const auto& each : row) {
        const float wide = each.units <= 0 ? width - fixed : each.units * unit + (each.units - 1) * m_gap;
        key(each, {at, m_y, wide, m_height});
        at += wide + m_gap;
    }
}

// What this keyboard cannot do is said on it.
float Drawing::note(float top, float width, bool measure) {
    if (!needs_input_method(tag()) || m_keyboard.page() == KeyPage::kDigits)
        return 0;
    const auto text = m_ui.say(Message::keyboard_input_method);
    const auto words = m_ui.look(24, 400, m_ui.theme().ink);
    const float height = m_ui.painter().text_height(text, words, width);
    if (!measure) {
        const float x = m_ui.column().x;
        m_ui.painter().text(x, top, text, words, width);
        Node node;
        node.id = "keyboard-note";
        node.name = text;
        m_ui.node(std::move(node), {x, top, width, height});
    }
    return height + m_gap;
}

Arranged Drawing::arrange(float least) const {
    const auto& metrics = m_ui.metrics();
    const float pad = metrics.space(kPad), gap = std::max(metrics.space(kGap), 4 * metrics.ratio());
    Arranged out;
    out.gap = gap;
    const bool is_small = least < kLeastKeys_css[0] * metrics.ratio();
    out.key_height = is_small ? least : std::max(metrics.space(kKeyHeight), least);
    const float width = std::min(metrics.width() - 2 * pad, std::max(metrics.container_width(), least * 5 + gap * 4));
    const int room = static_cast<int>((width + gap) / (least + gap));
    out.rows = fitted(m_keyboard.rows(tag()), room);
    // Accents take as many rows as the letters did, so that the page does not move under the finger.
    const auto before = fitted(key_rows(tag(), m_keyboard.page()), room).size();
    out.rows.insert(out.rows.end() - 1, before > out.rows.size() ? before - out.rows.size() : 0, KeyRow());
    const float units = m_keyboard.letter().empty() ? units_of(out.rows) : std::max(units_of(out.rows), 5.0F);
    const bool is_digits = m_keyboard.page() == KeyPage::kDigits;
    const float widest = metrics.space(is_digits ? kWidestDigit : kWidestKey);
    out.unit = std::max(least, std::min((width - gap * (units - 1)) / units, widest));
    out.width = is_digits ? out.unit * units + gap * (units - 1) : width;
    out.height = static_cast<float>(out.rows.size()) * (out.key_height + gap) - gap + 2 * pad;
    return out;
}

float Drawing::draw(Tree& tree) {
    const auto& metrics = m_ui.metrics();
    Arranged arranged;
    for (const float least : kLeastKeys_css) {
        arranged = arrange(least * metrics.ratio());
        if (arranged.height <= kMostOfScreen * metrics.height())
            break;
    }
    const auto& [rows, gap, key_height, unit, wide, keys] = arranged;
    m_gap = gap;
    m_height = key_height;
    const float pad = metrics.space(kPad), x = (metrics.width() - wide) / 2;
    m_ui.set_column({x, 0, wide, 0});
    const float height = keys + note(0, wide, true);
    const float top = metrics.height() - height;
    const Area panel{0, top, metrics.width(), height};
    auto& painter = m_ui.painter();
    painter.fill(panel, m_ui.theme().hover);
    painter.fill({0, top, panel.width, std::max(1.0F, metrics.space(2))}, m_ui.theme().border);
    m_ui.begin(Region::kKeyboard, {x, top, wide, 0}, -top);
    m_y = top + pad + note(top + pad, wide, false);
    for (const auto& each : rows) {
        if (!each.empty())
            row(each, x, wide, unit);
        m_y += m_height + m_gap;
    }
    const float css = 1 / metrics.ratio();
    auto& frame = tree.frame();
    frame.keyboard = {0, top * css, panel.width * css, height * css};
    frame.keyboard_field = m_keyboard.field();
    frame.keyboard_name = m_keyboard.letter().empty()
                              ? std::string(m_ui.say(Message::keyboard_name))
                              : m_ui.say(Message::keyboard_accents_of, {{"letter", shown(m_keyboard.letter())}});
    return height;
}

}  // namespace

float draw_keyboard(Ui& ui, Tree& tree, const Keyboard& keyboard, std::string_view before, bool is_last) {
    return Drawing(ui, keyboard, before, is_last).draw(tree);
}

}  // namespace porchlight::intake
