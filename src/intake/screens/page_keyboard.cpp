// The on-screen keyboard on the page: when it is there, and for which field.
#include "intake/screens/page.h"

#include <algorithm>

namespace porchlight::intake {
namespace {

bool is_last_field(const Tree& tree, std::string_view field) {
    bool found = false, another = false;
    for (const auto& node : tree.nodes()) {
        another = another || (found && node.role == Role::kTextBox);
        found = found || node.id == field;
    }
    return !another;
}

bool has_field(const Tree& tree, std::string_view id) {
    const auto* node = tree.find(id);
    return node != nullptr && node->role == Role::kTextBox;
}

}  // namespace

void Page::open_keyboard(std::string_view field) {
    if (!has_field(m_tree, field))
        return m_keyboard.close();
    const auto* node = m_tree.find(field);
    m_keyboard.open(field, node->numeric, node->is_name);
}

Edit Page::press_key(std::string_view id) {
    return m_keyboard.press(id, kLanguages[m_flow.state().language].tag, before_caret(m_tree));
}

std::string_view Page::before_caret(const Tree& tree) const {
    const auto* node = tree.find(m_keyboard.field());
    if (node == nullptr)
        return {};
    const std::string_view value = node->value;
    if (m_attention.focus != m_keyboard.field())
        return value;
    return value.substr(0, std::min({m_attention.selection_from, m_attention.selection_to, value.size()}));
}

// Whoever does not touch a field, but works by a switch or a screen reader, opens the keyboard by this.
void Page::draw_keyboard_opener(Ui& ui, const Tree& tree) {
    if (m_keyboard.is_open() && !has_field(tree, m_keyboard.field()))
        m_keyboard.close();
    if (m_keyboard.is_open() || std::ranges::find(tree.nodes(), Role::kTextBox, &Node::role) == tree.nodes().end())
        return;
    ui.skip(24);
    ui.button_row({{.id = "keyboard-show",
                    .label = ui.say(Message::keyboard_show),
                    .look = ButtonLook::kQuiet,
                    .icon = Icon::keyboard}});
}

void Page::draw_keys(Ui& ui, Tree& tree) {
    m_keyboard_height = 0;
    if (m_keyboard.is_open())
        m_keyboard_height =
            draw_keyboard(ui, tree, m_keyboard, before_caret(tree), is_last_field(tree, m_keyboard.field()));
}

}  // namespace porchlight::intake
