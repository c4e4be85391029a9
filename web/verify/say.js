// The words of the page in the reader's language; languages are data (words/*.json, put into words.js by the build).
import words from './words.js';

let language = 'en';

export const languages = Object.entries(words).map(([tag, { own_name: name }]) => ({ tag, name }));

export function chooseLanguage(wanted) {
    language = wanted.map((tag) => tag.toLowerCase().split('-')[0]).find((tag) => tag in words) ?? 'en';
    return language;
}

export function say(key, values = {}) {
    return words[language][key].replace(/\{([a-z]+)\}/g, (whole, name) => values[name] ?? whole);
}

// YYYY-MM-DD, written out.
export function sayDate(iso) {
    return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${iso}T00:00:00Z`));
}

// The month as cards print it, and as people say it.
export function sayMonth(index) {
    const name = (tag, month) => new Intl.DateTimeFormat(tag, { month, timeZone: 'UTC' }).format(new Date(Date.UTC(2000, index, 1)));
    return `${name('en', 'short').toUpperCase()} – ${name(language, 'long')}`;
}
