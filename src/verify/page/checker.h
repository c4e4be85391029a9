// The page's side of checking: a list, a day, the card at hand, and answers as JSON. One thread; what was typed is
// wiped with each answer, and the card when the next one comes.
#pragma once

#include "verify/card_check.h"

namespace porchlight::checking {

class Checker {
public:
    explicit Checker(const date& today) : m_today(today) {}

    // {"list":"ok","city":"…","good_through":"YYYY-MM-DD","stale":false} or {"list":"signature"} and the like.
    std::string open(std::string_view trust, std::string_view manifest);
    // {"verdict":"genuine_until","expiry":"YYYY-MM-DD"}; expiry where there is one; {"verdict":"no_list"} before open.
    std::string check_code(std::string_view text);
    // {"holder":"matches"}; {"holder":"no_card"} where no signed code is at hand.
    std::string check_holder(const TypedHolder& typed) const;

private:
    date m_today;
    std::optional<IssuerList> m_list;
    std::optional<card::CheckedCode> m_card;
};

}  // namespace porchlight::checking
