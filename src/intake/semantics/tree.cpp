#include "intake/semantics/tree.h"

#include "base/secret_bytes.h"

#include <algorithm>
#include <utility>

namespace porchlight::intake {
namespace {

Bounds together(const Bounds& a, const Bounds& b) {
    const float x = std::min(a.x, b.x), y = std::min(a.y, b.y);
    return {x, y, std::max(a.x + a.width, b.x + b.width) - x, std::max(a.y + a.height, b.y + b.height) - y};
}

}  // namespace

bool is_interactive(Role role) {
    return role == Role::kButton || role == Role::kTextBox || role == Role::kRadio || role == Role::kCheckbox;
}

bool is_group(Role role) { return role == Role::kGroup || role == Role::kRadioGroup; }

Tree& Tree::operator=(Tree&& other) noexcept {
    clear();
    m_frame = std::move(other.m_frame);
    m_nodes = std::move(other.m_nodes);
    return *this;
}

void Tree::add(Node node) {
    const auto& named = node.group.empty() ? node.target : node.group;
    for (auto& other : m_nodes)
        if (!named.empty() && other.id == named && is_group(other.role))
            other.bounds = together(other.bounds, node.bounds);
    m_nodes.push_back(std::move(node));
}

const Node* Tree::find(std::string_view id) const {
    const auto at = std::ranges::find(m_nodes, id, &Node::id);
    return at == m_nodes.end() ? nullptr : &*at;
}

void Tree::clear() {
    for (auto& node : m_nodes) {
        wipe(node.value);
        wipe(node.name);
    }
    m_nodes.clear();
    m_frame = {};
}

}  // namespace porchlight::intake
