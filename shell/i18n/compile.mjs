// Turns assets/translations/*.po into the C++ tables of the kiosk's messages. en.po is the source; a message that
// another language lacks, has in excess, or has with other {names} in it ends the build.
//
//     node compile.mjs TRANSLATIONS-DIR HEADER.h TABLE.cpp
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { po } from 'gettext-parser';

const kSource = 'en';

function readLanguage(folder, file) {
    const parsed = po.parse(readFileSync(join(folder, file)));
    const messages = new Map();
    for (const [key, entries] of Object.entries(parsed.translations))
        for (const entry of Object.values(entries))
            if (key) messages.set(key, { source: entry.msgid, text: entry.msgstr[0] });
    const header = (name) => parsed.headers[name] ?? parsed.headers[name.toLowerCase()] ?? '';
    return { tag: header('Language'), ownName: header('X-Own-Name'), rightToLeft: header('X-Direction') === 'rtl', messages };
}

const namesIn = (text) => (text.match(/\{[a-z]+\}/g) ?? []).sort().join();

function* faultsOf(language, source) {
    if (!language.tag || !language.ownName) yield 'the header needs Language and X-Own-Name';
    for (const [key, { text, source: english }] of language.messages) {
        const wanted = source.messages.get(key);
        if (!wanted) yield `${key} is not a message of the program`;
        else if (english !== wanted.source) yield `${key} translates another English text`;
        else if (namesIn(text) !== namesIn(english)) yield `${key} has other {names} than the English text`;
    }
    for (const key of source.messages.keys())
        if (!language.messages.get(key)?.text) yield `${key} is missing`;
}

function stopOnFaults(languages, source) {
    const faults = languages.flatMap((one) => [...faultsOf(one, source)].map((fault) => `${one.tag}.po: ${fault}`));
    if (faults.length === 0) return;
    console.error(faults.join('\n'));
    process.exit(1);
}

const identifier = (key) => key.replaceAll('.', '_');
const literal = (text) => JSON.stringify(text);

function header(keys) {
    return `// Made from assets/translations by shell/i18n/compile.mjs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace porchlight::intake {

enum class Message : std::uint16_t {
${keys.map((key) => `    ${identifier(key)},`).join('\n')}
};
inline constexpr std::size_t kMessageCount = ${keys.length};

struct LanguageEntry {
    std::string_view tag;       // BCP 47
    std::string_view own_name;  // in its own script
    bool right_to_left;
    const std::string_view* messages;
};

// The first is the source language.
extern const LanguageEntry kLanguages[];
extern const std::size_t kLanguageCount;

}  // namespace porchlight::intake
`;
}

function table(languages, keys) {
    const arrays = languages.map((one, at) => `const std::string_view kMessages${at}[kMessageCount] = {
${keys.map((key) => `    ${literal(one.messages.get(key).text)},`).join('\n')}
};`);
    const entries = languages.map((one, at) =>
        `    {${literal(one.tag)}, ${literal(one.ownName)}, ${one.rightToLeft}, kMessages${at}},`);
    return `#include "intake/messages.h"

namespace porchlight::intake {
namespace {

${arrays.join('\n\n')}

}  // namespace

const LanguageEntry kLanguages[] = {
${entries.join('\n')}
};
const std::size_t kLanguageCount = ${languages.length};

}  // namespace porchlight::intake
`;
}

const [folder, headerPath, tablePath] = process.argv.slice(2);
const files = readdirSync(folder).filter((name) => name.endsWith('.po')).sort();
const languages = files.map((file) => readLanguage(folder, file));
languages.sort((a, b) => (b.tag === kSource) - (a.tag === kSource));
stopOnFaults(languages, languages[0]);
const keys = [...languages[0].messages.keys()];
writeFileSync(headerPath, header(keys));
writeFileSync(tablePath, table(languages, keys));
