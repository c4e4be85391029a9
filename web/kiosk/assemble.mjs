// Puts the release together: what a kiosk's bridge serves, each file that shrinks with its brotli body beside it. All
// scripts are one file: a browser that must ask for ten of them waits for each.
// Bodies are kept by content in a cache, for fonts hardly ever change and take long.
//
//     node assemble.mjs KIOSK-DIR PAGE-DIR FONTS-DIR RELEASE-DIR [CACHE-DIR]
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { build } from 'esbuild';

const compress = promisify(brotliCompress);
const kPage = ['index.html', 'kiosk.css', 'icon.svg'];
const kBest = 11;
const kForRareFonts = 9; // slices that few sessions ask for: nine in ten of the gain, a tenth of the time
const kAtOnce = 2;

const [kiosk, page, fonts, release, cache = join(release, '..', 'brotli-cache')] = process.argv.slice(2);

const qualityOf = (path) => (/^fonts\/(sc|han|hangul)-/.test(path) ? kForRareFonts : kBest);

async function brotliOf(path, content) {
    const quality = qualityOf(path);
    const key = createHash('sha256').update(`${quality} `).update(content).digest('hex').slice(0, 32);
    const kept = join(cache, `${key}.br`);
    const found = await readFile(kept).catch(() => null);
    if (found) return found;
    const body = await compress(content, { params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: content.length } });
    await writeFile(`${kept}.${process.pid}`, body);
    await copyFile(`${kept}.${process.pid}`, kept);
    await rm(`${kept}.${process.pid}`);
    return body;
}

// A file that is right already is left alone, so that a running bridge's import sees no half of one.
async function put(path, content) {
    const to = join(release, path);
    const there = await readFile(to).catch(() => null);
    if (there?.equals(content)) return;
    await mkdir(dirname(to), { recursive: true });
    await writeFile(to, content);
}

// kiosk.js and what it imports; `./intake.js` is made by the compiler.
async function bundle() {
    const made = { name: 'made', setup: ({ onResolve }) => onResolve({ filter: /^\.\/intake\.js$/ }, () => ({ path: resolve(page, 'intake.js') })) };
    const { outputFiles: [script] } = await build({ entryPoints: [join(kiosk, 'kiosk.js')], bundle: true, minify: true, write: false, format: 'esm',
        target: 'es2022', platform: 'browser', legalComments: 'none', plugins: [made] });
    return Buffer.from(script.contents);
}

async function add(path, content, wanted) {
    const body = await brotliOf(path, content);
    wanted.add(path);
    await put(path, content);
    if (body.length >= content.length) return;
    wanted.add(`${path}.br`);
    await put(`${path}.br`, body);
}

async function removeOthers(wanted) {
    for (const path of await readdir(release, { recursive: true }))
        if (!wanted.has(path) && (await stat(join(release, path))).isFile()) await rm(join(release, path));
}

await mkdir(cache, { recursive: true });
await mkdir(release, { recursive: true });
const fontFiles = (await readdir(fonts)).filter((name) => /\.(ttf|index)$/.test(name)).sort();
const work = [
    ['kiosk.js', bundle],
    ['intake.wasm', () => readFile(join(page, 'intake.wasm'))],
    ...kPage.map((name) => [name, () => readFile(join(kiosk, name))]),
    ...fontFiles.map((name) => [`fonts/${name}`, () => readFile(join(fonts, name))]),
];
const wanted = new Set();
const workers = Array.from({ length: kAtOnce }, async () => {
    for (let next = work.shift(); next; next = work.shift()) await add(next[0], await next[1](), wanted);
});
await Promise.all(workers);
await removeOthers(wanted);
console.log(`release: ${wanted.size} files in ${release}`);
