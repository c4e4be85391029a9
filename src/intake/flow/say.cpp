#include "intake/flow/say.h"

namespace porchlight::intake {

std::string_view say(std::size_t language, Message message) {
    return kLanguages[language].messages[static_cast<std::size_t>(message)];
}

std::string say(std::size_t language, Message message, std::initializer_list<Filling> fillings) {
    std::string_view rest = say(language, message);
    std::string out;
    while (!rest.empty()) {
        const auto open = rest.find('{');
        const auto close = rest.find('}', open);
        if (open == std::string_view::npos || close == std::string_view::npos)
            break;
        const auto name = rest.substr(open + 1, close - open - 1);
        out.append(rest.substr(0, open));
        auto filled = rest.substr(open, close - open + 1);
        for (const auto& [key, value] : fillings)
            if (key == name)
                filled = value;
        out.append(filled);
        rest.remove_prefix(close + 1);
    }
    out.append(rest);
    return out;
}

std::string say_date(std::size_t language, const date& day) {
    const auto month = static_cast<std::size_t>(Message::month_1) + day.month() - 1;
    return say(language, Message::date_long,
               {{"month", say(language, static_cast<Message>(month))},
                {"day", std::to_string(day.day())},
                {"year", std::to_string(day.year())}});
}

std::size_t language_of_tag(std::string_view tag) {
    for (std::size_t i = 0; i < kLanguageCount; ++i)
        if (tag.substr(0, tag.find('-')) == kLanguages[i].tag)
            return i;
    return 0;
}

}  // namespace porchlight::intake
