// Messages with their {names} filled in, plural forms, numbers and dates, in the applicant's language and by CLDR.
// Pure functions, any thread.
#pragma once

#include "base/date.h"
#include "intake/messages.h"

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace porchlight::intake {

using Filling = std::pair<std::string_view, std::string_view>;

// language: an index into kLanguages. Not for a message with plural forms.
std::string_view say(std::size_t language, Message message);
// {name} becomes the filling of that name; a name without a filling stays as it is. A filling with letters that run the
// other way than the language's stands in isolates (UAX 9), so that it moves nothing around it.
std::string say(std::size_t language, Message message, std::initializer_list<Filling> fillings);
// The message's form for this number, which becomes {count}.
std::string say_count(std::size_t language, Message message, unsigned count,
                      std::initializer_list<Filling> fillings = {});

// "1,234".
std::string say_number(std::size_t language, unsigned number);
// "March 12, 1990".
std::string say_date(std::size_t language, const date& day);
// day, month and year in the order in which people write them: "month day year".
std::string_view date_order(std::size_t language);

// The language whose tag a browser's tag ("es-MX") begins with; the source language if there is none.
std::size_t language_of_tag(std::string_view tag);

}  // namespace porchlight::intake
