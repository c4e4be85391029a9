// Each kind of fault in a translation file ends the build, told by file and line in one sentence. Every case copies
// the files, puts one fault in, and runs the compiler as the build does: node tests/i18n/run-i18n.mjs [FONTS-DIR]
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const fonts = process.argv[2] ?? ['native', 'wasm'].map((preset) => join(root, 'build', preset, 'fonts')).find(existsSync);
const sources = join(root, 'src/intake');
let passed = 0;
let failed = 0;

class Seeded {
    folder = mkdtempSync(join(tmpdir(), 'porchlight-i18n-'));

    constructor() { cpSync(join(root, 'assets/translations'), this.folder, { recursive: true }); }

    path(tag) { return join(this.folder, `${tag}.po`); }
    // Where the fault must be told to be: the line on which this text stands.
    line(tag, text) { return readFileSync(this.path(tag), 'utf8').split('\n').indexOf(text) + 1; }
    // Gives the line of the first letter that changes.
    change(tag, from, to) {
        const before = readFileSync(this.path(tag), 'utf8');
        const after = before.replace(from, to);
        assert.notEqual(before, after, `nothing to seed in ${tag}.po`);
        writeFileSync(this.path(tag), after);
        const at = [...before].findIndex((letter, index) => letter !== after[index]);
        return before.slice(0, at).split('\n').length;
    }
    compile() {
        return spawnSync('node', [join(root, 'shell/i18n/compile.mjs'), this.folder, sources, join(this.folder, 'm.h'), join(this.folder, 'm.cpp')], { encoding: 'utf8' });
    }
    glyphs() { return spawnSync('node', [join(root, 'shell/i18n/glyphs.mjs'), this.folder, fonts], { encoding: 'utf8' }); }
    remove() { rmSync(this.folder, { recursive: true }); }
}

function check(what, body) {
    const seeded = new Seeded();
    try {
        body(seeded);
        passed += 1;
        console.log(`ok: ${what}`);
    } catch (error) {
        failed += 1;
        console.log(`FAILED: ${what}\n    ${error.message.replaceAll('\n', '\n    ')}`);
    } finally {
        seeded.remove();
    }
}

// One fault, at this place, in one sentence.
function refused(seeded, run, tag, line, sentence) {
    assert.equal(run.status, 1, run.stderr);
    const told = run.stderr.trimEnd().split('\n');
    assert.equal(told.length, 1, run.stderr);
    assert.ok(told[0].startsWith(`${seeded.path(tag)}:${line}: `), `${told[0]}\n(not at line ${line})`);
    assert.match(told[0], sentence);
}

const entry = (name) => new RegExp(`(?:#.*\\n)*msgctxt "${name.replaceAll('.', '\\.')}"\\n(?:msg.*\\n)+\\n?`);

check('the files as they are compile, and their glyphs are shipped', (seeded) => {
    const run = seeded.compile();
    assert.equal(run.status, 0, run.stderr);
    assert.match(readFileSync(join(seeded.folder, 'm.h'), 'utf8'), /\bname_question,/);
    const glyphs = seeded.glyphs();
    assert.equal(glyphs.status, 0, glyphs.stderr);
});
check('a missing message', (seeded) => {
    seeded.change('pl', entry('name.question'), '');
    refused(seeded, seeded.compile(), 'pl', 1, /name\.question is missing \(.*en\.po:\d+\)\.$/);
});
check('a message that is not translated', (seeded) => {
    const line = seeded.change('fr', /(msgctxt "name\.question"\nmsgid .*\n)msgstr ".+"/, '$1msgstr ""');
    refused(seeded, seeded.compile(), 'fr', line, /name\.question is not translated\.$/);
});
check('an unused message', (seeded) => {
    for (const tag of ['en', 'es', 'pl', 'fr', 'zh', 'ar', 'fil', 'uk'])
        writeFileSync(seeded.path(tag), `${readFileSync(seeded.path(tag), 'utf8')}\nmsgctxt "name.nobody"\nmsgid "Hello"\nmsgstr "Hello"\n`);
    refused(seeded, seeded.compile(), 'en', seeded.line('en', 'msgctxt "name.nobody"'), /name\.nobody is unused: no file of .*src\/intake names it\.$/);
});
check('a message that only a translation has', (seeded) => {
    writeFileSync(seeded.path('uk'), `${readFileSync(seeded.path('uk'), 'utf8')}\nmsgctxt "name.nobody"\nmsgid "Hello"\nmsgstr "Hello"\n`);
    refused(seeded, seeded.compile(), 'uk', seeded.line('uk', 'msgctxt "name.nobody"') + 2, /name\.nobody is not a message of en\.po\.$/);
});
check('a message that the program names and no file has', (seeded) => {
    for (const tag of ['en', 'es', 'pl', 'fr', 'zh', 'ar', 'fil', 'uk']) seeded.change(tag, entry('name.question'), '');
    const run = seeded.compile();
    assert.equal(run.status, 1);
    assert.match(run.stderr, /^[^\n]*src\/intake\/[^\n:]+:\d+: Message::name_question is missing in [^\n]*en\.po\.\n$/);
});
check('a wrong placeholder', (seeded) => {
    const line = seeded.change('ar', /(msgctxt "step\.line"\nmsgid .*\nmsgstr ".*)\{step\}/, '$1{steps}');
    refused(seeded, seeded.compile(), 'ar', line, /step\.line has .*\{steps\}.* where the English text has \{name\}, \{step\}, \{total\}\.$/);
});
check('a missing plural form', (seeded) => {
    const first = seeded.change('uk', /(msgid_plural "In \{count\}.*\n(?:msgstr\[[01]\].*\n)+)msgstr\[2\].*\n(msgstr\[3\].*\n)?/, '$1');
    const line = seeded.line('uk', 'msgctxt "timeout.lead"') + 3;
    assert.ok(first > line);
    refused(seeded, seeded.compile(), 'uk', line, /timeout\.lead lacks its plural form 2 \(many\)\.$/);
});
check('a header with too few plural forms', (seeded) => {
    seeded.change('ar', /nplurals=6/, 'nplurals=2');
    refused(seeded, seeded.compile(), 'ar', 4, /CLDR has 6 plural forms \(zero, one, two, few, many, other\), the header 2\.$/);
});
check('a header whose rule is not CLDR’s', (seeded) => {
    seeded.change('pl', /n\s*==\s*1/, 'n==2');
    refused(seeded, seeded.compile(), 'pl', 4, /by CLDR the number 1 takes form 0, by the header form \d\.$/);
});
check('a translation of another English text', (seeded) => {
    const line = seeded.change('fil', /(msgctxt "name\.question"\n)msgid ".*"/, '$1msgid "Who?"');
    refused(seeded, seeded.compile(), 'fil', line + 1, /name\.question translates another English text than en\.po has\.$/);
});
check('a translation that is marked as doubtful', (seeded) => {
    seeded.change('zh', /(?=msgctxt "name\.question")/, '#, fuzzy\n');
    refused(seeded, seeded.compile(), 'zh', seeded.line('zh', 'msgctxt "name.question"') + 2, /name\.question is marked fuzzy/);
});
check('a glyph that no shipped font has', (seeded) => {
    const line = seeded.change('fr', /(msgctxt "name\.question"\nmsgid .*\nmsgstr ")/, '$1\u{13080}');
    assert.equal(seeded.compile().status, 0);
    refused(seeded, seeded.glyphs(), 'fr', line, /name\.question needs the glyph .* \(U\+13080\), which no shipped font has\.$/);
});

console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
