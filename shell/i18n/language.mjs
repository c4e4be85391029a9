// A translation file as the compiler needs it: header, messages by name, and the line on which each stands.
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { po } from 'gettext-parser';

// Lines of each message's msgctxt and of its first msgstr, and of the header's.
function linesOf(text) {
    const lines = new Map([['', { name: 1, text: 1 }]]);
    let name = '';
    text.split('\n').forEach((line, at) => {
        const context = /^msgctxt "(.*)"/.exec(line);
        if (context) lines.set((name = context[1]), { name: at + 1, text: at + 1 });
        else if (/^msgstr(\[0\])? /.test(line)) lines.get(name).text = at + 1;
    });
    return lines;
}

function messageOf(entry) {
    return { source: entry.msgid, plural: entry.msgid_plural ?? '', forms: entry.msgstr, isFuzzy: /\bfuzzy\b/.test(entry.comments?.flag ?? '') };
}

export function readLanguage(folder, file) {
    const text = readFileSync(join(folder, file), 'utf8');
    const parsed = po.parse(Buffer.from(text));
    const header = (name) => parsed.headers[name] ?? parsed.headers[name.toLowerCase()] ?? '';
    const messages = new Map();
    for (const [name, entries] of Object.entries(parsed.translations))
        for (const entry of Object.values(entries)) if (name) messages.set(name, messageOf(entry));
    const lines = linesOf(text);
    return {
        file: join(folder, file), tag: header('Language'), isNamedWell: basename(file, '.po') === header('Language'),
        ownName: header('X-Own-Name'), rightToLeft: header('X-Direction') === 'rtl', pluralForms: header('Plural-Forms'), messages,
        at: (name, part = 'text') => `${join(folder, file)}:${lines.get(name)?.[part] ?? 1}`,
    };
}
