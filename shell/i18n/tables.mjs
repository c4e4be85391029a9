// The messages as C++: a header with their names, and a table of the texts and forms of each language.
import { formsOf } from './cldr.mjs';
import { identifierOf } from './faults.mjs';
import { tableOf } from './plurals.mjs';

const literal = (text) => JSON.stringify(text);
const list = (texts) => `{{${texts.map(literal).join(', ')}}}`;

export function headerOf(names) {
    return `// Made from assets/translations by shell/i18n/compile.mjs.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace porchlight::intake {

enum class Message : std::uint16_t {
${names.map((name) => `    ${identifierOf(name)},`).join('\n')}
};
inline constexpr std::size_t kMessageCount = ${names.length};

struct LanguageEntry {
    std::string_view tag;       // BCP 47
    std::string_view own_name;  // in its own script
    bool right_to_left;
    const std::string_view* messages;  // the plural forms of one are parted by line ends
    // Numbers and dates, by CLDR.
    std::array<std::string_view, 10> digits;
    std::string_view group;              // between groups of three digits
    bool groups_thousands;               // "1,234", and not only "12,345"
    std::string_view plurals;            // by number: the place of the plural form that it takes
    std::array<std::string_view, 12> dates;  // by month, with {day} and {year}
    std::string_view date_order;         // "month day year"
};

// The first is the source language.
extern const LanguageEntry kLanguages[];
extern const std::size_t kLanguageCount;

}  // namespace porchlight::intake
`;
}

function entryOf(language, at) {
    const forms = formsOf(language.tag);
    return `    {${literal(language.tag)}, ${literal(language.ownName)}, ${language.rightToLeft}, kMessages${at},
     ${list(forms.digits)}, ${literal(forms.group)}, ${forms.groupsThousands},
     "${tableOf(language.tag)}",
     ${list(forms.dates)},
     ${literal(forms.dateOrder)}},`;
}

export function tableFileOf(languages, names) {
    const arrays = languages.map((language, at) => `const std::string_view kMessages${at}[kMessageCount] = {
${names.map((name) => `    ${literal(language.messages.get(name).forms.join('\n'))},`).join('\n')}
};`);
    return `#include "intake/messages.h"

namespace porchlight::intake {
namespace {

${arrays.join('\n\n')}

}  // namespace

const LanguageEntry kLanguages[] = {
${languages.map(entryOf).join('\n')}
};
const std::size_t kLanguageCount = ${languages.length};

}  // namespace porchlight::intake
`;
}
