#include "verify/page/checker.h"

#include "base/json.h"

namespace porchlight::checking {

std::string Checker::open(std::string_view trust, std::string_view manifest) {
    m_list.reset();
    auto list = open_issuers(trust, manifest);
    if (!list)
        return json{{"list", protocol::code(list.error())}}.dump();
    m_list = std::move(*list);
    return json{{"list", "ok"},
                {"city", m_list->city},
                {"good_through", m_list->good_through.text()},
                {"stale", is_stale(*m_list, m_today)}}
        .dump();
}

std::string Checker::check_code(std::string_view text) {
    m_card.reset();
    if (!m_list)
        return json{{"verdict", "no_list"}}.dump();
    const auto check = check_card(text, *m_list, m_today);
    m_card = check.signed_code;
    json out{{"verdict", code(check.verdict)}};
    if (check.expiry)
        out["expiry"] = check.expiry->text();
    return out.dump();
}

std::string Checker::check_holder(const TypedHolder& typed) const {
    if (!m_card)
        return json{{"holder", "no_card"}}.dump();
    return json{{"holder", code(checking::check_holder(*m_card, typed, m_today))}}.dump();
}

}  // namespace porchlight::checking
