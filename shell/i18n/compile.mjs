// Turns assets/translations/*.po into the C++ tables of the kiosk's messages. en.po is the source; what another
// language lacks, has in excess or fills in otherwise, and what no file of the program names, ends the build.
//
//     node compile.mjs TRANSLATIONS-DIR SOURCES-DIR HEADER.h TABLE.cpp
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { faultsOfLanguage, faultsOfUse } from './faults.mjs';
import { readLanguage } from './language.mjs';
import { headerOf, tableFileOf } from './tables.mjs';

const kSource = 'en';

// In the order in which applicants see them: the source first, then by their own names.
function readAll(folder) {
    const byName = new Intl.Collator('und');
    return readdirSync(folder).filter((name) => name.endsWith('.po')).map((file) => readLanguage(folder, file))
        .sort((a, b) => (b.tag === kSource) - (a.tag === kSource) || byName.compare(a.ownName, b.ownName));
}

// Unchanged, it keeps its time, and nothing that includes it is built again.
function put(path, text) {
    if (!existsSync(path) || readFileSync(path, 'utf8') !== text) writeFileSync(path, text);
}

const [folder, sources, headerPath, tablePath] = process.argv.slice(2);
const languages = readAll(folder);
const [source] = languages;
const faults = [...languages.flatMap((language) => [...faultsOfLanguage(language, source)]), ...faultsOfUse(source, sources)];
if (faults.length > 0) {
    console.error(faults.join('\n'));
    process.exit(1);
}
const names = [...source.messages.keys()];
put(headerPath, headerOf(names));
put(tablePath, tableFileOf(languages, names));
