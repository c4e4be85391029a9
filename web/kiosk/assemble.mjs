// Puts the release together: what a kiosk's bridge serves, each file that shrinks with its brotli body beside it.
// Bodies are kept by content in a cache, for fonts hardly ever change and take long.
//
//     node assemble.mjs KIOSK-DIR PAGE-DIR FONTS-DIR RELEASE-DIR [CACHE-DIR]
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';

const compress = promisify(brotliCompress);
const kPage = ['index.html', 'kiosk.css', 'icon.svg', 'kiosk.js', 'program.js', 'wasm.js', 'mirror.js', 'text_field.js', 'keys.js', 'camera.js', 'bridge.js'];
const kProgram = ['intake.js', 'intake.wasm'];
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

async function add(path, from, wanted) {
    const content = await readFile(from);
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
    ...kProgram.map((name) => [name, join(page, name)]),
    ...kPage.map((name) => [name, join(kiosk, name)]),
    ...fontFiles.map((name) => [`fonts/${name}`, join(fonts, name)]),
];
const wanted = new Set();
const workers = Array.from({ length: kAtOnce }, async () => {
    for (let next = work.shift(); next; next = work.shift()) await add(next[0], next[1], wanted);
});
await Promise.all(workers);
await removeOthers(wanted);
console.log(`release: ${wanted.size} files in ${release}`);
