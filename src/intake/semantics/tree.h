// The screen in words: what a screen reader is told, what a keyboard reaches and what a finger hits. Widgets add a
// node for everything they draw that means something; the page lays real elements over the canvas by it.
//
// Why: a canvas is invisible to assistive tools. The canvas is only the picture of this tree.
//
// One thread. Units: CSS pixels; in kMain and kDialog from the top of what scrolls there, in
// kKeyboard from its own top, else from the window's.
// Memory: wiped when a tree ends or is cleared, for values are what was typed.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace porchlight::intake {

enum class Role : std::uint8_t {
    kHeading,
    kText,
    kLabel,  // of the field named by `target`
    kButton,
    kTextBox,
    kRadioGroup,
    kRadio,  // of the group named by `target`
    kGroup,
    kCheckbox,  // of the group named by `target`, if of one
    kProgress,
    kAlert,   // said at once
    kStatus,  // said when there is time
    kImage,
    kList,   // its lines in `value`, parted by line ends
    kTimer,  // not said by itself
};

enum class Region : std::uint8_t { kBar, kMain, kFoot, kDialog, kKeyboard };

struct Bounds {
    float x = 0, y = 0, width = 0, height = 0;
    bool operator==(const Bounds&) const = default;
};

struct Node {
    std::string id;
    Role role = Role::kText;
    std::string name;
    std::string value;
    std::string target;       // for a label its field, for radios and what is ticked their group
    std::string group;        // that it stands in, where `target` does not say so
    std::string description;  // ids of the nodes that describe it, parted by spaces
    std::string language;     // BCP 47, where it is not the page's
    bool checked = false;
    bool disabled = false;
    bool invalid = false;
    bool numeric = false;    // a field for digits
    bool is_name = false;    // a field for a name: words in it begin with a capital
    bool is_toggle = false;  // a button that stays pressed: `checked` says whether it is
    Region region = Region::kMain;
    Bounds bounds;
    bool operator==(const Node&) const = default;
};

bool is_interactive(Role role);
// Other nodes stand in it.
bool is_group(Role role);

// What holds for the whole screen.
struct Frame {
    std::string screen;  // changes with the step
    std::string title;
    std::string language;
    std::string scheme;
    bool right_to_left = false;
    std::string focus;  // where the focus goes when the serial changes
    unsigned focus_serial = 0;
    Bounds main, dialog;                       // windows in which these regions scroll, from the page's top left
    float main_height = 0, dialog_height = 0;  // what scrolls in them
    Bounds keyboard;                           // on-screen keyboard, empty while it is hidden
    std::string keyboard_field, keyboard_name;
    bool operator==(const Frame&) const = default;
};

class Tree {
public:
    Tree() = default;
    ~Tree() { clear(); }
    Tree(Tree&&) = default;
    Tree& operator=(Tree&& other) noexcept;
    Tree(const Tree&) = delete;
    Tree& operator=(const Tree&) = delete;

    Frame& frame() { return m_frame; }
    const Frame& frame() const { return m_frame; }
    // A group's bounds grow to hold what stands in it.
    void add(Node node);
    std::span<const Node> nodes() const { return m_nodes; }
    // The node of an id, or nothing.
    const Node* find(std::string_view id) const;

    bool operator==(const Tree& other) const { return m_frame == other.m_frame && m_nodes == other.m_nodes; }
    void clear();

private:
    Frame m_frame;
    std::vector<Node> m_nodes;
};

// For the page: JSON, members that are empty or false left out. The text is the caller's to wipe.
std::string to_json(const Tree& tree);

}  // namespace porchlight::intake
