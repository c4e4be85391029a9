// node tests/custody/make-pictures.mjs FOLDER: the pictures of MANUAL.md, of what run-guided.mjs kept in FOLDER
// (PORCHLIGHT_PICTURES). Screens as they were in the terminal, in the colours of nobody's terminal.
import { mkdirSync, readFileSync, readdirSync, writeFileSync, copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const from = process.argv[2];
const to = join(import.meta.dirname, '../../src/custody/pictures');
const kKept = ['create-1', 'create-4', 'create-9', 'read-page', 'open-end', 'destroy-held', 'destroy', 'status', 'audit'];
mkdirSync(to, { recursive: true });

// Lines that the terminal broke are whole again, and broken after the paths are those of the manual, not of the test.
const told = (text) => text.replaceAll(/^([^\n]{80})\n(?=\S)/gm, (line, words) => (/[\/"]|[0-9a-f]{20}$/.test(words) ? words : line))
    .replaceAll(/\/[^\s"]*porchlight-guided-[^\s"/]*\/custodian-\d/g, 'custody').replaceAll(/\/[^\s",]*porchlight-guided-[^\s"/]*\//g, '');
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const page = await browser.newPage({ deviceScaleFactor: 1.5 });
const missing = kKept.filter((name) => !existsSync(join(from, `${name}.txt`)));
for (const name of kKept.filter((one) => !missing.includes(one))) {
    const text = told(readFileSync(join(from, `${name}.txt`), 'utf8')).replace(/^\s*\n/, '').trimEnd();
    await page.setContent(`<body style="margin:0"><pre style="display:inline-block;margin:0;padding:14px;background:#16202b;color:#eef2f5;border-radius:8px;
        font:14px/19px 'DejaVu Sans Mono',monospace;min-width:80ch;white-space:pre-wrap;max-width:80ch">${escaped(text)}</pre></body>`);
    writeFileSync(join(to, `${name}.png`), await page.locator('pre').screenshot({ omitBackground: true }));
}
await browser.close();
for (const name of readdirSync(from)) if (name === 'page.png') copyFileSync(join(from, name), join(to, name));
console.log(missing.length ? `missing: ${missing.join(', ')}` : `${kKept.length} pictures in ${to}`);
process.exit(missing.length ? 1 : 0);
