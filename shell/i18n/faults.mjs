// What ends a build: each fault is FILE:LINE and one sentence.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { categoriesOf, faultOfHeader, isOfOneNumber } from './plurals.mjs';

export const identifierOf = (name) => name.replaceAll('.', '_');

const kOwnNumber = '{count}'; // what a message with plural forms counts
const placeholdersIn = (text) => (text.match(/\{[a-z0-9_]+\}/g) ?? []).sort();
const listed = (names) => (names.length ? names.join(', ') : 'none');

// A form that stands for a single number may leave the number out, as in "one second".
function samePlaceholders(language, message, form) {
    const wanted = placeholdersIn(message.plural || message.source);
    const found = placeholdersIn(message.forms[form]);
    const isAlone = message.plural && isOfOneNumber(language.tag, form);
    const without = (names) => (isAlone ? names.filter((name) => name !== kOwnNumber) : names);
    return without(found).join() === without(wanted).join() ? '' : `has ${listed(found)} where the English text has ${listed(wanted)}`;
}

function* faultsOfForms(language, message) {
    const wanted = message.plural ? categoriesOf(language.tag) : ['other'];
    for (const [form, category] of wanted.entries())
        if (!message.forms[form]) yield message.plural ? `lacks its plural form ${form} (${category})` : 'is not translated';
    if (message.forms.length > wanted.length) yield `has ${message.forms.length} forms, and ${wanted.length} are used`;
    for (const form of wanted.keys()) {
        const fault = message.forms[form] && samePlaceholders(language, message, form);
        if (fault) yield fault;
        if (message.forms[form]?.includes('\n')) yield 'has a line end in it';
    }
}

function* faultsOfMessage(language, name, message, source) {
    const english = source.messages.get(name);
    if (!english) return yield 'is not a message of en.po';
    if (message.source !== english.source || message.plural !== english.plural) return yield 'translates another English text than en.po has';
    if (message.plural && !message.plural.includes(kOwnNumber)) yield `has plural forms without ${kOwnNumber}`;
    if (message.isFuzzy) yield 'is marked fuzzy: look at it and take the mark away';
    yield* faultsOfForms(language, message);
}

export function* faultsOfLanguage(language, source) {
    if (!language.tag || !language.ownName || !language.isNamedWell)
        return yield `${language.at('')}: the header needs X-Own-Name, and as Language the name of the file.`;
    const plural = faultOfHeader(language.tag, language.pluralForms);
    if (plural) return yield `${language.at('')}: ${plural}.`;
    for (const [name, message] of language.messages)
        for (const fault of faultsOfMessage(language, name, message, source)) yield `${language.at(name)}: ${name} ${fault}.`;
    for (const name of source.messages.keys())
        if (!language.messages.has(name)) yield `${language.file}:1: ${name} is missing (${source.at(name, 'name')}).`;
}

// Messages that the program names, by identifier: where it does so first.
function namedIn(sources) {
    const named = new Map();
    const files = readdirSync(sources, { recursive: true }).filter((file) => /\.(cpp|h)$/.test(file)).sort();
    for (const file of files)
        readFileSync(join(sources, file), 'utf8').split('\n').forEach((line, at) => {
            for (const [, name] of line.matchAll(/\bMessage::([a-z]\w*)/g)) if (!named.has(name)) named.set(name, `${join(sources, file)}:${at + 1}`);
        });
    return named;
}

export function* faultsOfUse(source, sources) {
    const named = namedIn(sources);
    const known = new Set([...source.messages.keys()].map(identifierOf));
    for (const name of source.messages.keys())
        if (!named.has(identifierOf(name))) yield `${source.at(name, 'name')}: ${name} is unused: no file of ${sources} names it.`;
    for (const [name, where] of named) if (!known.has(name)) yield `${where}: Message::${name} is missing in ${source.file}.`;
}
