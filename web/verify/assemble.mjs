// Puts the checking page together in a folder that any web server can serve:
//
//     node assemble.mjs VERIFY-DIR PAGE-DIR NODE-MODULES OUT-DIR
//
// The English words go into index.html, all languages into words.js, names and version of the files into worker.js.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const [source, page, modules, out] = process.argv.slice(2);
const kOwn = ['verify.css', 'verify.js', 'judge.js', 'reader.js', 'say.js', 'icon.svg'];
const kAtkinson = '@expo-google-fonts/atkinson-hyperlegible-next';

const words = Object.fromEntries(readdirSync(join(source, 'words')).filter((name) => name.endsWith('.json')).sort()
    .map((name) => [name.slice(0, -5), JSON.parse(readFileSync(join(source, 'words', name), 'utf8'))]));

const namesIn = (text) => (text.match(/\{[a-z]+\}/g) ?? []).sort().join();
for (const [tag, language] of Object.entries(words))
    for (const key of new Set([...Object.keys(words.en), ...Object.keys(language)]))
        if (!words.en[key] || !language[key] || namesIn(language[key]) !== namesIn(words.en[key]))
            throw new Error(`words/${tag}.json and words/en.json differ in "${key}"`);

const html = readFileSync(join(source, 'index.html'), 'utf8').replace(/(data-say="([a-z_]+)"[^>]*>)(<)/g, (_, start, key, end) => {
    if (!words.en[key]) throw new Error(`index.html says "${key}", which words/en.json lacks`);
    return start + words.en[key] + end;
});

const files = new Map([
    ...kOwn.map((name) => [name, readFileSync(join(source, name))]),
    ['words.js', Buffer.from(`export default ${JSON.stringify(words)};\n`)],
    ['checker.js', readFileSync(join(page, 'checker.js'))],
    ['checker.wasm', readFileSync(join(page, 'checker.wasm'))],
    ['zxing/share.js', readFileSync(join(modules, 'zxing-wasm/dist/es/share.js'))],
    ['zxing/reader/index.js', readFileSync(join(modules, 'zxing-wasm/dist/es/reader/index.js'))],
    ['zxing/zxing_reader.wasm', readFileSync(join(modules, 'zxing-wasm/dist/reader/zxing_reader.wasm'))],
    ['fonts/atkinson-400.ttf', readFileSync(join(modules, kAtkinson, '400Regular/AtkinsonHyperlegibleNext_400Regular.ttf'))],
    ['fonts/atkinson-700.ttf', readFileSync(join(modules, kAtkinson, '700Bold/AtkinsonHyperlegibleNext_700Bold.ttf'))],
]);

const version = createHash('sha256').update(html);
for (const [name, content] of files) version.update(name).update(content);
const worker = readFileSync(join(source, 'worker.js'), 'utf8')
    .replace('\'VERSION\'', `'${version.digest('hex').slice(0, 16)}'`)
    .replace('[\'FILES\']', JSON.stringify([...files.keys()]));

rmSync(out, { recursive: true, force: true });
for (const [name, content] of [...files, ['index.html', html], ['worker.js', worker]]) {
    mkdirSync(dirname(join(out, name)), { recursive: true });
    writeFileSync(join(out, name), content);
}
console.log(`checking page: ${files.size + 2} files in ${out}`);
