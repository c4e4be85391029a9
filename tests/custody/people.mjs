// People of a ceremony, each at a laptop of their own: a folder that has their things and the stick, and a terminal into
// which they type. PORCHLIGHT_PICTURES=FOLDER keeps screens for the manual.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { allowed } from './reasons.mjs';
import { closeTerminals, Terminal } from './terminals.mjs';

export const build = resolve(process.env.PORCHLIGHT_BUILD ?? join(import.meta.dirname, '../../build/native'));
export const custody = join(build, 'bin/porchlight-custody');
export const pictures = process.env.PORCHLIGHT_PICTURES;
const clock = join(build, 'tests/custody/libcustody_other_day.so');
assert.ok(existsSync(clock), `build custody_other_day first: ${clock}`);

const home = mkdtempSync(join(tmpdir(), 'porchlight-guided-'));
export const at = (...parts) => join(home, ...parts);
export const shot = (name, terminal) => { if (pictures) writeFileSync(join(pictures, `${name}.txt`), terminal.screen()); };

// What all laptops' clocks say: so many days after today.
let ahead = 0;
export const go_to = (days) => { ahead = days; };
export const day = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

export const pause = (ms) => new Promise((done) => setTimeout(done, ms));

export class Person {
    // folder: of their own things, on their laptop. Sticks are carried around: all laptops have the same.
    constructor(name, folder, more = {}) {
        Object.assign(this, { name, folder, laptop: at(name.toLowerCase().replaceAll(/[^a-z]+/g, '-')) }, more);
        this.dir = join(this.laptop, folder);
        this.passphrase = `four words of ${name}`;
        mkdirSync(this.dir, { recursive: true, mode: 0o700 });
    }
    has(stick) {
        mkdirSync(at(stick), { recursive: true });
        if (!existsSync(join(this.laptop, stick))) symlinkSync(at(stick), join(this.laptop, stick));
    }
    own(pattern) { return readdirSync(this.dir).filter((name) => pattern.test(name)).map((name) => join(this.dir, name)); }
    minutes(ceremony) { return readFileSync(join(this.dir, `guide-${ceremony}.minutes.txt`), 'utf8'); }

    // Types a command and answers what it asks; what was said. picture: a name, of its screen at the end.
    async types(words, { answers = [], status = 0, onAsk, picture } = {}) {
        const terminal = new Terminal(`${words.slice(0, 2).join('-').replaceAll(/[^a-z-]/g, '')}-${this.name.replaceAll(/[^A-Za-z]/g, '-')}`, this.laptop,
            { LD_PRELOAD: clock, PORCHLIGHT_DAYS_AHEAD: ahead });
        terminal.start(custody, ...allowed(words));
        const ended = await terminal.converse([...answers, ...this.usual()], onAsk);
        const said = terminal.said();
        if (picture) shot(picture, terminal);
        terminal.close();
        assert.equal(ended, status, `${this.name}, ${words.join(' ')}:\n${said.slice(-3000)}`);
        return said;
    }
    guided(ceremony, { table = 'stick', more = [], ...rest } = {}) {
        this.has(table);
        return this.types(['guide', ceremony, '--dir', this.folder, '--table', table, ...more], rest);
    }
    // What everybody types where nothing else is said.
    usual() {
        return [
            [/yes, no, or q to leave: $/, 'yes'],
            [/Press Enter to go on, or type q to leave: $/, ''],
            [/Press Enter to look again, or type q to leave: $/, async () => { await pause(500); return ''; }],
            [/Press Enter to try again, or type q to leave: $/, 'q'],
            [/[Pp]assphrase[^\n]*: $/, this.passphrase],
            [/Your name[^>]*\n> $/, this.name], [/The authority that you keep[^>]*\n> $/, this.authority],
            [/Who is in the room[^>]*\n> $/, this.present ?? 'five custodians, two witnesses, a clerk for the clock'],
            [/Which paper[^>]*\n> $/, 'A4'],
        ];
    }
}

let passed = 0;
let failed = 0;
export async function check(what, body) {
    if (failed) return; // each goes on from the one before
    const started = performance.now();
    try {
        const said = await body();
        passed += 1;
        console.log(`ok   ${what}${said ? `: ${said}` : ''} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
    } catch (error) {
        failed += 1;
        console.log(`FAIL ${what}: ${error.stack}`);
    }
}
export function finish() {
    closeTerminals();
    rmSync(home, { recursive: true, force: true });
    console.log(`${passed} passed, ${failed} failed`);
    process.exit(failed === 0 && passed > 0 ? 0 : 1);
}
