#include "intake/semantics/tree.h"

#include "base/secret_bytes.h"

#include <algorithm>
#include <utility>

namespace porchlight::intake {

bool is_interactive(Role role) {
    return role == Role::kButton || role == Role::kTextBox || role == Role::kRadio || role == Role::kCheckbox;
}

Tree& Tree::operator=(Tree&& other) noexcept {
    clear();
    m_frame = std::move(other.m_frame);
    m_nodes = std::move(other.m_nodes);
    return *this;
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
