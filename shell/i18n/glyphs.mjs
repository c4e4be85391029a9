// Whether the shipped fonts have every character of every message: one that none has ends the build.
//
//     node glyphs.mjs TRANSLATIONS-DIR FONTS-DIR
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readLanguage } from './language.mjs';

// Drawn as nothing by every font: joiners, marks of direction.
const kUnseen = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe0f\ufeff\n]/u;

// src/text/FONT_INDEX.md
function coveredBy(index) {
    const covered = new Set();
    for (const [, coverage] of readFileSync(index, 'utf8').matchAll(/^face \S+ \S+ (.*)$/gm)) {
        let next = 0;
        for (const word of coverage.split(' ')) {
            const [gap, more = '0'] = word.split('+');
            const first = next + parseInt(gap, 16);
            next = first + parseInt(more, 16) + 1;
            for (let character = first; character < next; ++character) covered.add(character);
        }
    }
    return covered;
}

function* faultsOf(language, covered) {
    const lacking = (text) => [...text.replace(/\{[a-z0-9_]+\}/g, '')].filter((letter) => !kUnseen.test(letter) && !covered.has(letter.codePointAt(0)));
    for (const letter of lacking(language.ownName)) yield `${language.at('')}: no font has the glyph ${letter} of the language's own name.`;
    for (const [name, { forms }] of language.messages)
        for (const letter of new Set(lacking(forms.join(''))))
            yield `${language.at(name)}: ${name} needs the glyph ${letter} (U+${letter.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}), which no shipped font has.`;
}

const [folder, fonts] = process.argv.slice(2);
const covered = new Set(['fonts.index', 'han.index'].flatMap((index) => [...coveredBy(join(fonts, index))]));
const faults = readdirSync(folder).filter((name) => name.endsWith('.po')).flatMap((file) => [...faultsOf(readLanguage(folder, file), covered)]);
if (faults.length > 0) {
    console.error(faults.join('\n'));
    process.exit(1);
}
