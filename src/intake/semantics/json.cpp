// The tree as JSON. Written by hand into one string, so that the caller can wipe all of it.
#include "intake/semantics/tree.h"

#include <array>
#include <charconv>
#include <cmath>

namespace porchlight::intake {
namespace {

constexpr std::size_t kRoomForTree =
    32U << 10;  // more than any screen needs: the string does not grow and leave copies

std::string_view name_of(Role role) {
    switch (role) {
        case Role::kHeading: return "heading";
        case Role::kText: return "text";
        case Role::kLabel: return "label";
        case Role::kButton: return "button";
        case Role::kTextBox: return "textbox";
        case Role::kRadioGroup: return "radiogroup";
        case Role::kRadio: return "radio";
        case Role::kGroup: return "group";
        case Role::kCheckbox: return "checkbox";
        case Role::kProgress: return "progress";
        case Role::kAlert: return "alert";
        case Role::kStatus: return "status";
        case Role::kImage: return "image";
        case Role::kList: return "list";
        case Role::kTimer: return "timer";
    }
    return "text";
}

std::string_view name_of(Region region) {
    constexpr std::array<std::string_view, 5> kNames{"bar", "main", "foot", "dialog", "keyboard"};
    return kNames[static_cast<std::size_t>(region)];
}

class Writer {
public:
    explicit Writer(std::string& out) : m_out(out) {}

    void open(char bracket) {
        comma();
        m_out += bracket;
        m_first = true;
    }
    void close(char bracket) {
        m_out += bracket;
        m_first = false;
    }
    void key(std::string_view name) {
        comma();
        quoted(name);
        m_out += ':';
        m_first = true;
    }
    void text(std::string_view name, std::string_view value) {
        if (value.empty())
            return;
        key(name);
        quoted(value);
        m_first = false;
    }
    void flag(std::string_view name, bool value) {
        if (!value)
            return;
        key(name);
        m_out += "true";
        m_first = false;
    }
    // In tenths: finer differences move no element.
    void number(std::string_view name, float value) {
        key(name);
        std::array<char, 32> digits{};
        const auto end =
            std::to_chars(digits.data(), digits.data() + digits.size(), static_cast<long>(std::lround(value * 10.0F)));
        m_out.append(digits.data(), end.ptr);
        m_first = false;
    }
    void bounds(std::string_view name, const Bounds& at) {
        key(name);
        open('{');
        number("x", at.x);
        number("y", at.y);
        number("w", at.width);
        number("h", at.height);
        close('}');
    }

private:
    void comma() {
        if (!m_first)
            m_out += ',';
        m_first = false;
    }
    void quoted(std::string_view text) {
        constexpr std::string_view kHex = "0123456789abcdef";
        m_out += '"';
        for (const char c : text) {
            const auto byte = static_cast<unsigned char>(c);
            if (c == '"' || c == '\\')
                (m_out += '\\') += c;
            else if (byte < 0x20)
                ((m_out += "\\u00") += kHex[byte >> 4U]) += kHex[byte & 15U];
            else
                m_out += c;
        }
        m_out += '"';
    }

    std::string& m_out;
    bool m_first = true;
};

void write(Writer& out, const Node& node) {
    out.open('{');
    out.text("id", node.id);
    out.text("role", name_of(node.role));
    out.text("region", name_of(node.region));
    out.text("name", node.name);
    out.text("value", node.value);
    out.text("target", node.target);
    out.text("group", node.group);
    out.text("description", node.description);
    out.text("lang", node.language);
    out.flag("checked", node.checked);
    out.flag("toggle", node.is_toggle);
    out.flag("disabled", node.disabled);
    out.flag("invalid", node.invalid);
    out.bounds("at", node.bounds);
    out.close('}');
}

void write(Writer& out, const Frame& frame) {
    out.text("screen", frame.screen);
    out.text("title", frame.title);
    out.text("lang", frame.language);
    out.text("scheme", frame.scheme);
    out.flag("rtl", frame.right_to_left);
    out.text("focus", frame.focus);
    out.number("focusSerial", static_cast<float>(frame.focus_serial));
    out.bounds("main", frame.main);
    out.number("mainHeight", frame.main_height);
    out.bounds("dialog", frame.dialog);
    out.number("dialogHeight", frame.dialog_height);
    out.bounds("keyboard", frame.keyboard);
    out.text("keyboardField", frame.keyboard_field);
    out.text("keyboardName", frame.keyboard_name);
}

}  // namespace

std::string to_json(const Tree& tree) {
    std::string out;
    out.reserve(kRoomForTree);
    Writer writer(out);
    writer.open('{');
    write(writer, tree.frame());
    writer.key("nodes");
    writer.open('[');
    for (const auto& node : tree.nodes())
        write(writer, node);
    writer.close(']');
    writer.close('}');
    return out;
}

}  // namespace porchlight::intake
