// What the kiosk says, by the name of the message, in each language of assets/translations.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { po } from 'gettext-parser';
import { root } from './stack.mjs';

const folder = join(root, 'assets/translations');

// Map of message name → text.
export function messages(tag) {
    const { translations } = po.parse(readFileSync(join(folder, `${tag}.po`)));
    return new Map(Object.entries(translations).filter(([name]) => name).map(([name, entries]) => [name, Object.values(entries)[0].msgstr[0]]));
}

export const languages = readdirSync(folder).filter((name) => name.endsWith('.po')).map((name) => name.slice(0, -3));
