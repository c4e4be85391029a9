// Other implementations against ours: node tests/vectors/run-independent.mjs [BUILD]
// libsodium-wrappers seals what our custodian opens; @noble opens what we seal, recomputes commitments and words, and
// verifies signatures of custody, bridge and server. Ends with "N passed, N failed".
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ed25519 } from '@noble/curves/ed25519.js';
import { argon2id } from '@noble/hashes/argon2.js';
import { blake2b } from '@noble/hashes/blake2.js';
import { allowed } from '../custody/reasons.mjs';
import { exportOf, little, openByNoble, recordText, sealBySodium, toMontgomery } from './sealed_record.mjs';

const root = join(import.meta.dirname, '../..');
const wordlist = readFileSync(join(root, 'src/protocol/words.txt'), 'utf8').trim().split('\n');
const build = resolve(process.argv[2] ?? process.env.PORCHLIGHT_BUILD ?? join(root, 'build/native'));
const folder = mkdtempSync(join(tmpdir(), 'porchlight-independent-'));
const keys = join(folder, 'keys');
const program = (name) => join(build, name === 'porchlight-custody' ? 'bin' : 'tests', name);
const custody = (...words) => execFileSync(program('porchlight-custody'), allowed(words), { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

let passed = 0;
let failed = 0;
function check(what, holds) {
    if (holds) { passed += 1; return; }
    failed += 1;
    console.log(`FAILED: ${what}`);
}
async function group(what, body) {
    const before = passed;
    try {
        await body();
        console.log(`${what}: ${passed - before}`);
    } catch (error) {
        check(`${what}: ${error.stack}`, false);
    }
}

const text = (value) => new TextEncoder().encode(value);
const hex = (value) => Buffer.from(value).toString('hex');
const unhex = (value) => Uint8Array.from(Buffer.from(value, 'hex'));
const concat = (...parts) => Uint8Array.from(Buffer.concat(parts.map((part) => Buffer.from(part))));
const be = (value, size) => unhex(BigInt(value).toString(16).padStart(2 * size, '0'));
const hash = (value, options = {}) => blake2b(value, { dkLen: 32, ...options });
const same = (a, b) => hex(a) === hex(b);
const verify = (context, message, signature, key) =>
    ed25519.verify(signature, concat([context.length], text(context), message), key, { zip215: false });

const people = [
    ['María-José Núñez Álvarez', '1987-06-05'], ['Siobhán O’Neill-Byrne', '2004-02-29'], ['𠮷野 家', '1999-12-31'],
    ['فاطمة الزهراء', '1969-05-20'], ['Nguyễn Thị Ánh Tuyết', '2026-11-23'], ['Олександр Ґудзь', '1916-11-23'],
    ['Suharto', '1950-01-01'], ['क'.repeat(100), '2012-07-07'], ['می‌خواهم', '1978-03-21'], ['Ana "Ani" \\ Lee', '2000-01-01'],
];

function open(envelopes) {
    writeFileSync(join(folder, 'export'), exportOf(envelopes, 1));
    const { status, stdout, stderr } = spawnSync(program('porchlight-custody'),
        allowed(['open', '--dir', keys, '--in', join(folder, 'export'), '--format', 'jsonl']), { encoding: 'utf8' });
    return { status, records: stdout.split('\n').filter(Boolean).map((line) => JSON.parse(line)), stderr };
}

// --- the checks --------------------------------------------------------------------------------------------
custody('create', '--dir', keys, '--city', 'City of Lakehaven');
const keyFile = (name) => JSON.parse(readFileSync(join(keys, name), 'utf8'));
const share = keyFile('epoch.share');
const epochKey = unhex(share.public);
const scalar = little(unhex(share.scalar));

await group('Key files hold what @noble computes', () => {
    for (const name of ['custodian', 'release', 'issuer', 'receipt']) {
        const key = keyFile(`${name}.key`);
        check(`${name}.key`, key.kind === name && same(ed25519.getPublicKey(unhex(key.seed)), unhex(key.public)));
    }
    check('the scalar is reduced', scalar > 0n && scalar < ed25519.Point.Fn.ORDER);
    check('the epoch key is its Montgomery form', same(toMontgomery(ed25519.Point.BASE.multiply(scalar)), epochKey));
});

await group('libsodium-wrappers seals, our custodian opens', () => {
    const { status, records } = open(people.map((person) => sealBySodium(recordText(1, ...person), 1, epochKey)));
    check('exit status', status === 0);
    check('as many as sealed', records.length === people.length);
    for (const [name, dob] of people)
        check(name, records.some((record) => record.name === name.normalize('NFC') && record.dob === dob));
});

await group('A record that was harmed is named, the others open', () => {
    const envelopes = people.map((person) => sealBySodium(recordText(1, ...person), 1, epochKey));
    envelopes[3][700] ^= 1;
    const { status, records, stderr } = open(envelopes);
    check('exit status', status === 1);
    check('the others', records.length === people.length - 1);
    check('its digest and code', stderr.includes(`record ${hex(hash(envelopes[3]))}: envelope_corrupt\n`));
});

await group('We seal, @noble opens', () => {
    const seen = new Set();
    for (const person of people) {
        const content = recordText(1, ...person);
        const sealed = unhex(execFileSync(program('seal_record'), ['1', share.public], { input: content, encoding: 'utf8' }).trim());
        check(`1,024 bytes for ${person[0]}`, sealed.length === 1024);
        check(`content of ${person[0]}`, openByNoble(sealed, scalar, epochKey) === content);
        seen.add(hex(sealed.slice(16, 48)));
    }
    check('every ephemeral key is another', seen.size === people.length);
});

const base45Alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
function unbase45(value) {
    const out = [];
    for (let i = 0; i < value.length; i += 3) {
        const group = [...value.slice(i, i + 3)].map((symbol) => base45Alphabet.indexOf(symbol));
        const number = group.reduce((sum, digit, at) => sum + digit * 45 ** at, 0);
        if (group.length === 3) out.push(number >> 8);
        out.push(number & 255);
    }
    return Uint8Array.from(out);
}

const dob = '1990-03-12';
const messages = JSON.parse(execFileSync(program('sign_messages'), ['Zoë O’Neil', dob], { encoding: 'utf8' }));
const request = unhex(messages.request);
const receipt = unhex(messages.receipt);
const answer = unhex(messages.answer);

await group('A code of ours, read and recomputed', () => {
    const { text: code, issuer, comparable_name: name, number } = messages.code;
    check('prefix and length', code.startsWith('PLC1:') && code.length === 184);
    const bytes = unbase45(code.slice(5));
    const payload = bytes.slice(0, 55);
    check('size and version', bytes.length === 119 && bytes[0] === 1);
    check('issuer key id', same(bytes.slice(1, 5), hash(unhex(issuer)).slice(0, 4)));
    check('expiry', new Date(Date.UTC(2000, 0, 1) + (bytes[5] * 256 + bytes[6]) * 864e5).toISOString().startsWith('2031-01-01'));
    check('signature', verify('porchlight card v1', hash(payload), bytes.slice(55), unhex(issuer)));
    check('the comparison form', name === 'zoëoneil');
    const commit = (day, typed = number) => argon2id(concat(be(text(name).length, 2), text(name), text(day), text(typed)), bytes.slice(7, 23), { t: 2, m: 19456, p: 1, dkLen: 32 });
    check('commitment', same(commit(dob), bytes.slice(23, 55)));
    check('another day', !same(commit('1990-03-13'), bytes.slice(23, 55)));
    check('without the number', !same(commit(dob, ''), bytes.slice(23, 55)));
});

await group('Messages of bridge and server, verified', () => {
    check('kiosk request', verify('porchlight kiosk request v1', request.slice(0, 1216), request.slice(1216), unhex(messages.kiosk)));
    check('kiosk id', same(request.slice(8, 24), hash(unhex(messages.kiosk)).slice(0, 16)));
    check('receipt', verify('porchlight receipt v1', receipt.slice(0, 112), receipt.slice(112), unhex(messages.receipt_key)));
    check('not under another context', !verify('porchlight card v1', receipt.slice(0, 112), receipt.slice(112), unhex(messages.receipt_key)));
    check('receipt is of the request', same(receipt.slice(8, 72), concat(request.slice(8, 40), request.slice(64, 96))) && same(receipt.slice(72, 104), hash(request.slice(96, 1120))));
    check('answer', same(answer.slice(8, 184), receipt) && answer.length === 256 && answer[4] === 1);
    check('issuer signature', verify('porchlight card v1', request.slice(64, 96), answer.slice(184, 248), unhex(messages.code.issuer)));
    const digest = hash(concat(request.slice(8, 40), request.slice(64, 1120), request.slice(5, 6)), { key: text('porchlight words v1') });
    check('words', messages.words.join() === [...digest.slice(0, 3)].map((index) => wordlist[index]).join());
});

await group('Documents of the custodian, verified', () => {
    const web = join(folder, 'web');
    mkdirSync(join(web, 'fonts'), { recursive: true });
    writeFileSync(join(web, 'index.html'), '<p>hello</p>');
    writeFileSync(join(web, 'index.html.br'), 'short');
    writeFileSync(join(web, 'fonts/a.ttf'), 'font');
    custody('sign-release', '--dir', keys, '--root', web, '--serial', '4', '--out', join(folder, 'release.json'));
    custody('sign-manifest', '--dir', keys, '--programme', join(root, 'assets/programs/lakehaven.json'), '--serial', '3', '--out', join(folder, 'manifest.json'));
    const read = (name, context, signer) => {
        const document = JSON.parse(readFileSync(join(folder, name), 'utf8'));
        const payload = Buffer.from(document.payload, 'base64');
        const [entry] = document.signatures;
        check(`${name} is signed`, entry.key === keyFile(signer).public && verify(context, payload, Buffer.from(entry.signature, 'base64'), unhex(entry.key)));
        return JSON.parse(payload);
    };
    const release = read('release.json', 'porchlight release v1', 'release.key');
    check('files of the release', release.serial === 4 && release.files.map((file) => file.path).join() === 'fonts/a.ttf,index.html');
    check('hashes of the release', release.files[1].hash === hex(hash(text('<p>hello</p>'))) && release.files[1].brotli.hash === hex(hash(text('short'))));
    const manifest = read('manifest.json', 'porchlight manifest v1', 'custodian.key');
    check('keys of the manifest', manifest.epoch.public_key === share.public && manifest.issuers[0].public_key === keyFile('issuer.key').public);
});

await group('A key that others can read is refused', () => {
    chmodSync(join(keys, 'epoch.share'), 0o644);
    const { status, stderr, records } = open([]);
    check('refused', status === 3 && stderr.includes('key_open_to_others') && records.length === 0);
});

rmSync(folder, { recursive: true, force: true });
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
