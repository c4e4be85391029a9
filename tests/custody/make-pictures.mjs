// node tests/custody/make-pictures.mjs FOLDER: the pictures of MANUAL.md, of what run-guided.mjs kept in FOLDER
// (PORCHLIGHT_PICTURES). Screens as they were in the terminal, in the colours of nobody's terminal.
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const from = process.argv[2];
const to = join(import.meta.dirname, '../../src/custody/pictures');
const kKept = ['create-1', 'create-4', 'create-9', 'read-page', 'open-end', 'destroy-held', 'destroy', 'status', 'audit'];
const missing = [...kKept.map((name) => `${name}.txt`), 'page.png'].filter((name) => !existsSync(join(from, name)));
if (missing.length) {
    console.log(`missing: ${missing.join(', ')}`);
    process.exit(1);
}
mkdirSync(to, { recursive: true });
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const page = await browser.newPage({ deviceScaleFactor: 1.5 });
for (const name of kKept) {
    // From the first heading on: what is above it is the end of something.
    const text = readFileSync(join(from, `${name}.txt`), 'utf8').replace(/^(?:(?!-- ).*\n)*(?=-- )/, '').replace(/^\s*\n/, '').trimEnd();
    await page.setContent(`<body style="margin:0"><pre style="display:inline-block;margin:0;padding:14px;background:#16202b;color:#eef2f5;border-radius:8px;
        font:14px/19px 'DejaVu Sans Mono',monospace;width:80ch">${escaped(text)}</pre></body>`);
    writeFileSync(join(to, `${name}.png`), await page.locator('pre').screenshot({ omitBackground: true }));
}
await browser.close();
copyFileSync(join(from, 'page.png'), join(to, 'page.png'));
console.log(`${kKept.length + 1} pictures in ${to}`);
