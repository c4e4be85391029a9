// Messages with their {names} filled in, and dates, in the applicant's language. Pure functions, any thread.
#pragma once

#include "base/date.h"
#include "intake/messages.h"

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace porchlight::intake {

using Filling = std::pair<std::string_view, std::string_view>;

// language: an index into kLanguages.
std::string_view say(std::size_t language, Message message);
// {name} becomes the filling of that name; a name without a filling stays as it is.
std::string say(std::size_t language, Message message, std::initializer_list<Filling> fillings);

// "March 12, 1990".
std::string say_date(std::size_t language, const date& day);

// The language whose tag a browser's tag ("es-MX") begins with; the source language if there is none.
std::size_t language_of_tag(std::string_view tag);

}  // namespace porchlight::intake
