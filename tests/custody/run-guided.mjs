// The whole ceremony, create to destroy, typed as people would in real terminals: five custodians, an operator, two
// witnesses and an auditor; records sealed by libsodium-wrappers; the printed page read back by ZXing from its PDF.
// PORCHLIGHT_PICTURES=FOLDER keeps screens and the page for the manual. Ends with "N passed, N failed".
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { ed25519 } from '@noble/curves/ed25519.js';
import { blake2b } from '@noble/hashes/blake2.js';
import { exportOf, recordText, sealBySodium, toMontgomery } from '../vectors/sealed_record.mjs';
import { closeTerminals, Terminal } from './terminals.mjs';

const build = resolve(process.env.PORCHLIGHT_BUILD ?? join(import.meta.dirname, '../../build/native'));
const custody = join(build, 'bin/porchlight-custody');
const pictures = process.env.PORCHLIGHT_PICTURES;
const home = mkdtempSync(join(tmpdir(), 'porchlight-guided-'));
const table = join(home, 'stick');
const papers = join(table, 'statements');
const log = join(table, 'log');
const at = (...parts) => join(home, ...parts);
const hex = (bytes) => Buffer.from(bytes).toString('hex');
const today = new Date().toISOString().slice(0, 10);
const because = ['--allow-swap', 'a test', '--allow-core-dumps', 'a test', '--allow-network', 'a test'];
const people = [['Ana Lee', 'City Clerk'], ['Ben Ito', 'Public Library'], ['Cleo Diaz', 'County Bar'], ['Dov Katz', 'University'], ['Eve Moss', 'Press Council']]
    .map(([name, authority], i) => ({ name, authority, index: i + 1, dir: at(`custodian-${i + 1}`), passphrase: `four words of number ${i + 1}` }));

let passed = 0;
let failed = 0;
async function check(what, body) {
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

const by_hand = (...words) => {
    const result = spawnSync(custody, words, { encoding: 'utf8' });
    assert.equal(result.status, 0, `${words[0]}: ${result.stderr}`);
    return result.stdout;
};

// What everybody types where nothing else is said.
const usual = (person) => [
    [/yes, no, or q to leave: $/, 'yes'],
    [/Press Enter to go on, or type q to leave: $/, ''],
    [/Press Enter to look again, or type q to leave: $/, async () => { await new Promise((done) => setTimeout(done, 700)); return ''; }],
    [/Press Enter to try again, or type q to leave: $/, 'q'],
    [/[Pp]assphrase[^\n]*: $/, person.passphrase ?? ''],
    [/Your name[^>]*\n> $/, person.name], [/The authority that you keep[^>]*\n> $/, person.authority],
    [/Who is in the room[^>]*\n> $/, 'five custodians, two witnesses, a clerk for the clock'],
];

const shot = (name, terminal) => { if (pictures) writeFileSync(join(pictures, `${name}.txt`), terminal.screen()); };

// One person, one terminal, one ceremony; what was said there.
async function guided(person, ceremony, answers = [], { more = [], status = 0, onAsk } = {}) {
    const terminal = new Terminal(`${ceremony}-${person.index ?? person.name.replaceAll('.', '-')}`, home);
    terminal.start(custody, 'guide', ceremony, '--dir', relative(home, person.dir), '--table', relative(home, table), ...because, ...more);
    const ended = await terminal.converse([...answers, ...usual(person)], onAsk);
    const said = terminal.said();
    if (onAsk) await onAsk('the end', terminal);
    terminal.close();
    assert.equal(ended, status, `${person.name}, guide ${ceremony}:\n${said.slice(-3000)}`);
    return said;
}

const ask = (person) => [
    [/How many custodians are there in all\?[^>]*\n> $/, '5'], [/Do you write the invitation[^>]*\n> $/, person.index === 1 ? 'yes' : 'no'],
    [/The name of the city[^>]*\n> $/, 'City of Lakehaven'], [/The number of the epoch\.[^>]*\n> $/, '1'],
    [/How many custodians shall open together\?[^>]*\n> $/, '3'], [/The last day[^>]*\n> $/, today], [/The day by which[^>]*\n> $/, today],
    [/Which paper[^>]*\n> $/, person.index === 2 ? 'Letter' : 'A4'],
];

mkdirSync(papers, { recursive: true });
for (const { dir } of people) mkdirSync(dir, { mode: 0o700 });
const minutes = (person, ceremony) => readFileSync(join(person.dir, `guide-${ceremony}.minutes.txt`), 'utf8');
let transcript = '';
let sharing = {};

await check('five custodians make a key, each at a terminal; one leaves and takes it up again', async () => {
    let left = false;
    const leaver = people[1];
    const leave = [[/Step 5 of 11[\s\S]*Press Enter to go on, or type q to leave: $/, () => { left = true; return 'q'; }]];
    const pictured = { onAsk: (text, terminal) => {
        const step = terminal.said().match(/Step (\d+) of 11/g)?.at(-1)?.match(/\d+/)[0];
        if (text === 'the end') shot('create-end', terminal);
        else if (step) shot(`create-${step}`, terminal);
    } };
    await Promise.all(people.map(async (person) => {
        if (person !== leaver) return guided(person, 'create', ask(person), person.index === 1 ? pictured : {});
        await guided(person, 'create', [...leave, ...ask(person)], { status: 1 });
        assert.ok(left);
        const said = await guided(person, 'create', ask(person));
        assert.match(said, /Taken up again: \d steps are done/);
        assert.doesNotMatch(said, /Your name, as it is to stand/);
    }));
    const name = readdirSync(table).find((file) => file.endsWith('.transcript'));
    transcript = readFileSync(join(table, name), 'utf8');
    sharing = JSON.parse(transcript.split('\n')[0]);
    copyFileSync(join(table, name), join(papers, name));
    assert.deepEqual([sharing.k, sharing.custodians.length, sharing.city], [3, 5, 'City of Lakehaven']);
    const spoken = people.map((person) => minutes(person, 'create').match(/transcript: (.*)/)[1]);
    assert.equal(new Set(spoken).size, 1);
    return `all read “${spoken[0]}”`;
});

await check('the minutes say what was done, what was allowed and why', () => {
    const text = minutes(people[0], 'create');
    for (const line of ['Making the key of an epoch: begun', 'done: Everybody commits', 'compared aloud, the same for all: invitation.txt',
        'ceremony-finish: done', 'Making the key of an epoch: finished']) assert.ok(text.includes(line), `${line} in\n${text}`);
    assert.doesNotMatch(text, /four words/);
});

await check('the printed page is read back by ZXing from its PDF, and typed, with a wrong symbol named', async () => {
    const person = people[1];
    const pdf = join(person.dir, 'share-page.pdf');
    execFileSync('pdftoppm', ['-gray', '-singlefile', '-r', '150', pdf, at('page')]);
    const code = execFileSync(join(build, 'tests/read_code'), [at('page.pgm')], { encoding: 'utf8' });
    const share = readFileSync(join(person.dir, `epoch-1-sharing-1-custodian-${person.index}.share`));
    const scanner = new Terminal('scanner');
    scanner.start(custody, 'read-page', '--out', at('scanned.share'));
    assert.equal(await scanner.converse([[/page: $/, code]]), 0, scanner.said());
    assert.ok(readFileSync(at('scanned.share')).equals(share));
    const lines = execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' }).split('\n').map((line) => line.trim().replaceAll(/\s+/g, ' '));
    const typed = lines.filter((line) => /^\d\d [0-9A-Z]{4} /.test(line)).map((line) => line.toLowerCase());
    const word = lines.find((line) => line.startsWith('page '));
    let wrong = typed[3].slice(0, 5) + (typed[3][5] === '7' ? '8' : '7') + typed[3].slice(6);
    const typist = new Terminal('typist');
    typist.start(custody, 'read-page', '--out', at('typed.share'));
    const status = await typist.converse([[/page: $/, word], [/line \d+: $/, (text) => {
        const number = Number(text.match(/\d+/)[0]);
        if (number !== 4 || !wrong) return typed[number - 1];
        const once = wrong;
        wrong = '';
        return once;
    }]], (text, terminal) => shot('read-page', terminal));
    assert.equal(status, 0, typist.said());
    assert.match(typist.said(), /Line 4 does not fit/);
    assert.ok(readFileSync(at('typed.share')).equals(share));
    if (pictures) {
        execFileSync('pdftoppm', ['-png', '-singlefile', '-r', '70', pdf, join(pictures, 'page')]);
    }
    scanner.close();
    typist.close();
});

await check('the operator keeps a public log; two witnesses cosign it, the sharing is in it', async () => {
    const said = by_hand('log-create', '--dir', at('operator'), '--log', log, '--origin', 'lakehaven.example/log');
    const logKey = said.match(/log key: (.*)/)[1];
    const trust = { v: 1, city: 'City of Lakehaven', custodians: { threshold: 3, keys: sharing.custodians.map((one) => one.key) }, releases: { threshold: 1, keys: [sharing.custodians[0].key] } };
    writeFileSync(join(table, 'trust.json'), JSON.stringify(trust));
    by_hand('log-append', '--dir', at('operator'), '--log', log, '--transcript', join(table, 'epoch-1-sharing-1.transcript'));
    const witnesses = ['press.example', 'bar.example'].map((name) => ({ name, dir: at(name) }));
    const keys = [];
    for (const witness of witnesses) {
        mkdirSync(witness.dir, { mode: 0o700 });
        const words = await guided(witness, 'witness', [[/first time that you witness[^>]*\n> $/, 'yes'], [/Your name as a witness[^>]*\n> $/, witness.name], [/The log’s key[^>]*\n> $/, logKey]],
            { onAsk: (text, terminal) => { if (text === 'the end') shot('witness', terminal); } });
        keys.push(words.replaceAll('\n', ' ').match(/witness key: (\S+)/)[1]);
    }
    by_hand('trust-log', '--trust', join(table, 'trust.json'), '--log-key', logKey, '--witnesses', keys.join(','), '--threshold', '2');
    for (const witness of witnesses) by_hand('log-gather', '--log', log, '--trust', join(table, 'trust.json'), '--in', join(witness.dir, 'cosigned-checkpoint.txt'));
    for (const { dir } of people) copyFileSync(join(table, 'trust.json'), join(dir, 'trust.json'));
    people.witnesses = witnesses;
});

const applicants = [['Zoë O’Neil', '1990-03-12'], ['Fatima al-Zahra', '1969-05-20'], ['Nguyễn Thị Ánh Tuyết', '2003-11-23']];
await check('three of five open what libsodium-wrappers sealed', async () => {
    const publicKey = toMontgomery(ed25519.Point.fromHex(sharing.commitments[0]));
    const sealed = applicants.map(([name, dob]) => sealBySodium(recordText(1, name, dob), 1, publicKey));
    writeFileSync(join(table, 'export.plx'), exportOf(sealed, 1));
    const openers = [people[0], people[2], people[4]];
    const said = await Promise.all(openers.map((person) => guided(person, 'open', [
        [/By which order[^>]*\n> $/, 'CV-2031-2'], [/The name of the export[^>]*\n> $/, 'export.plx'], [/Do you write the request[^>]*\n> $/, person.index === 1 ? 'yes' : 'no'],
        [/Which records[^>]*\n> $/, 'all'], [/Do you answer with a share[^>]*\n> $/, 'yes'], [/How many custodians answer\?[^>]*\n> $/, '3'],
    ], person.index === 1 ? { onAsk: (text, terminal) => shot(text === 'the end' ? 'open-end' : 'open', terminal) } : {})));
    for (const [name, dob] of applicants) assert.ok(said[0].includes(name) && said[0].includes(dob), `${name} in\n${said[0].slice(-2500)}`);
    for (const words of said.slice(1)) assert.ok(!words.includes('O’Neil'), 'only who combines sees the names');
});

const hold = (kind, person, first) => guided(person, 'hold', [
    [/A new hold, or the release[^>]*\n> $/, kind], [/Are you the first[^>]*\n> $/, first ? 'yes' : 'no'], [/epoch that is to be kept[^>]*\n> $/, '1'],
    [/The id of the order[^>]*\n> $/, 'CV-2033-7'], [/Whose order[^>]*\n> $/, 'County court'], [/id of the paper that lifts[^>]*\n> $/, 'CV-2034-19'], [/Whose paper[^>]*\n> $/, 'County court']]);
const destroy = (person, status) => guided(person, 'destroy', [
    [/How many printed pages[^>]*\n> $/, 'one; shredded here'], [/Who saw it\?[^>]*\n> $/, 'a witness'], [/epoch whose share you destroy[^>]*\n> $/, '1'],
    [/approved retention schedule, as on[^>]*\n> $/, 'RS-2026-14']], { status, onAsk: person.index === 1 ? (text, terminal) => shot(status ? 'destroy-held' : 'destroy', terminal) : undefined });
const shareOf = (person) => join(person.dir, `epoch-1-sharing-1-custodian-${person.index}.share`);

await check('a hold that three sign stops the destruction, until three release it', async () => {
    for (const [i, person] of people.slice(0, 3).entries()) await hold('hold', person, i === 0);
    const file = readdirSync(table).find((name) => name.startsWith('hold-'));
    copyFileSync(join(table, file), join(papers, file));
    const said = await destroy(people[0], 1);
    assert.match(said, /hold/);
    assert.ok(existsSync(shareOf(people[0])));
    for (const [i, person] of people.slice(2).entries()) await hold('release', person, i === 0);
    const release = readdirSync(table).find((name) => name.startsWith('release-'));
    copyFileSync(join(table, release), join(papers, release));
});

await check('three destroy their shares, and the epoch is destroyed', async () => {
    for (const person of people.slice(0, 3)) {
        await destroy(person, 0);
        assert.ok(!existsSync(shareOf(person)));
        copyFileSync(join(person.dir, `destruction-epoch-1-${today}.json`), join(papers, `destruction-${person.index}.json`));
    }
    const said = await guided(people[3], 'status', [], { onAsk: (text, terminal) => { if (text === 'the end') shot('status', terminal); } });
    assert.match(said, /destroyed/);
});

await check('after that, two shares that are left open nothing', () => {
    const word = (person) => { const file = at(`word-${person.index}`); writeFileSync(file, person.passphrase, { mode: 0o600 }); return file; };
    const answers = people.slice(3).map((person) => {
        const out = at(`late-${person.index}.answer`);
        by_hand('answer', '--dir', person.dir, '--share', shareOf(person), '--transcript', join(table, 'epoch-1-sharing-1.transcript'), '--request', join(table, 'opening-request.json'),
            '--in', join(table, 'export.plx'), '--out', out, '--passphrase-file', word(person));
        return out;
    });
    const result = spawnSync(custody, ['combine', '--transcript', join(table, 'epoch-1-sharing-1.transcript'), '--request', join(table, 'opening-request.json'), '--in', join(table, 'export.plx'),
        '--answers', answers.join(',')], { encoding: 'utf8' });
    assert.notEqual(result.status, 0);
    assert.match(result.stderr, /too_few_answers/);
});

await check('all of it goes into the log, and an auditor finds it there', async () => {
    for (const file of readdirSync(papers)) if (file.endsWith('.json')) by_hand('log-append', '--dir', at('operator'), '--log', log, '--statement', join(papers, file));
    for (const file of readdirSync(papers)) if (!file.endsWith('.json')) rmSync(join(papers, file));
    for (const witness of people.witnesses) {
        await guided(witness, 'witness', [[/first time that you witness[^>]*\n> $/, 'no']]);
        by_hand('log-gather', '--log', log, '--trust', join(table, 'trust.json'), '--in', join(witness.dir, 'cosigned-checkpoint.txt'));
    }
    const auditor = { name: 'auditor', dir: at('auditor') };
    const said = await guided(auditor, 'audit', [], { onAsk: (text, terminal) => { if (text === 'the end') shot('audit', terminal); } });
    assert.match(said, /5 statements looked for[\s\S]*Nothing is wrong/);
});

closeTerminals();
rmSync(home, { recursive: true, force: true });
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
