// Canaries: names that nobody has, typed into real sessions, and looked for in every file and in the memory of every
// process of the line; and so what is chosen besides, ticked in the helper, or found missing. Reads other processes'
// memory, so it runs as the superuser. PORCHLIGHT_LONG adds the ends of a session at every other step, walking away, an
// input method, and a browser that a screen reader listens to.
import assert from 'node:assert/strict';
import { closeSync, mkdtempSync, openSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { blake2b } from '@noble/hashes/blake2.js';
import { Canary, formsOfDenial, missingNeeds } from './support/canary.mjs';
import { Line, kGoneWithinForReaders } from './support/canary_line.mjs';
import { Crash } from './support/crash.mjs';
import { read } from './support/database.mjs';
import { family } from './support/family.mjs';
import { filesBelow, searchFile, unnamedFilesOf } from './support/files.mjs';
import { Holder } from './support/holder.mjs';
import { searchMemory } from './support/memory.mjs';
import { run, stop, until } from './support/processes.mjs';
import { program } from './support/stack.mjs';
import { Finder, formsOfBytes } from './support/traces.mjs';

const kLong = Boolean(process.env.PORCHLIGHT_LONG);

let line;

before(async () => {
    assert.equal(process.getuid(), 0, 'only the superuser reads the memory of other processes: run this test as root');
    line = await Line.open();
});

after(() => line?.close());

test('the search finds each form of a name in memory and in files, and none before it is there', async () => {
    const { forms } = new Canary();
    const finder = new Finder(forms);
    const bytes = Buffer.concat(forms.flatMap((form) => [Buffer.of(1, 2), form.bytes]));
    const names = (hits) => [...new Set(hits.map(({ form }) => form))].toSorted();
    const all = names(forms.map(({ what }) => ({ form: what })));
    assert.equal(all.length, forms.length);
    for (const form of ['UTF-8', 'UTF-16LE', 'Latin-1', 'base64 +2', 'hex', 'HEX']) assert.ok(all.some((what) => what.includes(form)), form);

    const holder = await Holder.start();
    assert.deepEqual(searchMemory(holder.pid, finder).hits, []);
    await holder.hold(bytes);
    assert.deepEqual(names(searchMemory(holder.pid, finder).hits), all, 'in memory');
    await holder.end();

    const folder = mkdtempSync(join(tmpdir(), 'porchlight-canary-'));
    const path = join(folder, 'held');
    // Across the border of what is read at once.
    writeFileSync(path, Buffer.concat([Buffer.alloc((4 << 20) - 500), bytes]));
    assert.deepEqual(names(filesBelow(folder).flatMap((file) => searchFile(file, finder))), all, 'in a file');
    const open = openSync(path, 'r');
    rmSync(folder, { recursive: true });
    const unnamed = unnamedFilesOf(process.pid).filter(({ target }) => target.includes('porchlight-canary-'));
    assert.deepEqual(names(unnamed.flatMap((file) => searchFile(file.path, finder))), all, 'in a file that no folder names');
    closeSync(open);
});

test('promise_2_while_the_session_lives: a name is in the memory of the page\'s process alone once the card is drawn, and in no file', async () => {
    const canary = await line.comes({ helped: true });
    line.rendererHolds(canary);
    line.neverHolds();
    await line.toReview(canary);
    line.words = await line.kiosk.ready();
    line.rendererHolds(canary);
    line.pageHolds(canary.optional, ['emergency contact, UTF-8, plain', 'gender, UTF-8, plain']);
    line.bridgeHoldsNothing();
    line.keepBridgeMemory();
    line.neverHolds();
    line.unnamedFiles({ sessionLives: true });
});

test('promise_5_done: after a card and the last page, no process and no file holds the name', async (context) => {
    const { kiosk, desk, stack, watch, canaries } = line;
    await desk.approve(line.words);
    await kiosk.printed();
    line.bridgeHoldsNothing();
    line.neverHolds();
    await kiosk.done();
    await line.isForgotten(context);
    context.diagnostic(`the photo: in ${line.photoIsGone()} places of the document that arrived, and nowhere after it`);

    for (const part of ['porchlight.db', 'porchlight.db-wal', 'porchlight.db-shm', 'server.log', 'bridge.log', 'printer.log',
        'bridge/journal', 'cups/error', 'cups/access', 'cups/cupsd.out', 'Default/History', 'Default/Preferences'])
        assert.ok([...watch.files].some((path) => path.endsWith(`/${part}`)), `${part} was looked through`);
    assert.equal(stack.cards().length, 1, 'it was a session to the end: a card');
    const [{ name, dob }] = canaries;
    assert.deepEqual(stack.open().map((record) => [record.name, record.dob]), [[name, dob]], 'and a record of this name');
    context.diagnostic(`${(watch.bytes / 1e9).toFixed(1)} GB of memory and ${watch.files.size} files looked through`);
});

test('promise_7_branch: no file of a branch has anything of what the server keeps of its card', () => {
    const { stack, watch } = line;
    const [[key, record]] = read(stack, 'SELECT hex(request_key), hex(sealed) FROM spool').map((row) => row.map((hex) => Buffer.from(hex, 'hex')));
    const finder = new Finder(formsOfBytes({ 'key of the request': key, 'key of the seal': record.subarray(16, 48), 'end of the record': record.subarray(-32),
        'digest of the record': Buffer.from(blake2b(record, { dkLen: 32 })) }));
    const isServers = (path) => path.startsWith(`${stack.serverData}/`);
    const [servers, branch] = [true, false].map((wanted) => [...watch.files].filter((path) => isServers(path) === wanted));
    assert.notDeepEqual(servers.flatMap((path) => searchFile(path, finder)), [], 'they are found in the server\'s files');
    assert.deepEqual(branch.flatMap((path) => searchFile(path, finder)), []);
});

const toWords = async (canary, { kiosk } = line) => {
    await line.toReview(canary);
    const words = await kiosk.ready();
    line.bridgeHoldsNothing();
    return words;
};

const steps = {
    'when a librarian has said no': async (canary) => {
        await line.desk.deny(await toWords(canary), 'papers are missing', missingNeeds);
        await line.kiosk.on('Your card is not approved yet', 30);
        line.pageHolds(formsOfDenial(), ['missing, in words, UTF-8, plain']);
    },
};

const moreSteps = {
    'while the name is typed': async () => {},
    'when the three words are shown': toWords,
    'at the date of birth': async () => {
        await line.kiosk.button('Continue').click();
        await line.kiosk.on('What is your date of birth?');
    },
    'at the review': (canary) => line.toReview(canary),
    'after a change of the answers': async (canary) => {
        await toWords(canary);
        await line.kiosk.button('Change my answers').click();
        await line.kiosk.on('Is everything right?');
    },
    'when the card is printed': async (canary) => {
        await line.desk.approve(await toWords(canary));
        await line.kiosk.printed();
    },
};

for (const [when, go] of Object.entries({ ...steps, ...(kLong ? moreSteps : {}) }))
    test(`promise_5_leave: ${when}, Leave ends the page's process, and nothing of the name is left`, async (context) => {
        const canary = await line.comes();
        await go(canary);
        line.rendererHolds(canary);
        await line.kiosk.leave();
        await line.isForgotten(context);
    });

test('promise_1_disclosure: what a court would get names each file of the kiosk, and no applicant', () => {
    const { stack, finder } = line;
    const out = join(stack.dir, 'disclosure.md');
    assert.match(run(program('porchlight-server'), ['disclose', '--data', stack.serverData, '--out', out]), /is written in/);
    const text = readFileSync(out, 'utf8');
    const records = stack.open().length;
    assert.ok(records > 0 && text.includes(`### spool: ${records} row`), 'it is of this server');
    for (const name of readdirSync(stack.bridgeData)) assert.ok(text.includes(`\`${name}\``), `${name} of the kiosk's folder`);
    assert.deepEqual(searchFile(out, finder), []);
});

test('no error was shown in the console of the kiosk page', () => {
    assert.deepEqual(line.kiosk.problems, []);
});

if (kLong) {
    test('promise_5_input_method: a name that an input method composes is forgotten like a typed one', async (context) => {
        const canary = await line.comes({ composed: true });
        line.rendererHolds(canary);
        await line.kiosk.leave();
        await line.isForgotten(context);
        assert.deepEqual(line.kiosk.problems, []);
    });

    test('promise_5_screen_reader: a browser that a screen reader listens to forgets the name too', async (context) => {
        await line.close();
        line = await Line.open({ flags: ['--force-renderer-accessibility'] });
        const canary = await line.comes();
        await toWords(canary);
        line.rendererHolds(canary);
        await line.kiosk.leave();
        await line.isForgotten(context, kGoneWithinForReaders);
    });

    test('promise_5_walking_away: when nobody is there any more, the session ends by itself, and nothing of the name is left', async (context) => {
        await line.close();
        line = await Line.open({ programmeOverrides: { session: { warning_after_s: 10, warning_lasts_s: 20 } } });
        const typed = await line.comes();
        // Waited for before the search, which may take longer than the last page stays.
        const typedIsOver = line.kiosk.over(300);
        line.rendererHolds(typed);
        await typedIsOver;
        await line.isForgotten(context);
        const waiting = await line.comes();
        await toWords(waiting);
        const waitingIsOver = line.kiosk.over(600); // Waiting for a librarian, the kiosk is ten times as patient.
        line.rendererHolds(waiting);
        await waitingIsOver;
        await line.isForgotten(context);
    });
}

test('a bridge that crashes with the picture of a card in its memory leaves no core file', async () => {
    const { stack } = line;
    await stop(stack.bridge);
    const crash = new Crash(stack.dir);
    await stack.startBridge(undefined, crash.prefix);
    await toWords(await line.comes());
    assert.equal(await Crash.of(stack.bridge, stack.log('bridge')), false, 'a core was dumped');
    assert.deepEqual(readdirSync(crash.dir), []);

    const control = crash.start(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    await until('a program that may dump', () => family(control.pid).length > 1);
    assert.equal(await Crash.of(control, crash.log), true, 'another program dumps one, started in the same way');
    rmSync(crash.dir, { recursive: true });
    line.neverHolds();
});
