// A sharing of an epoch's key, dealt here without any code of ours (@noble, libsodium-wrappers): transcript, share
// files and custodian keys, each custodian's in a folder of their own. And @noble as a custodian who answers.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ed25519 } from '@noble/curves/ed25519.js';
import { argon2id } from '@noble/hashes/argon2.js';
import { blake2b } from '@noble/hashes/blake2.js';
import { randomBytes } from '@noble/hashes/utils.js';
import sodium from 'libsodium-wrappers';
import { answerOf, ephemeralOf, isProved, partialOf, pointBytes, shareAt } from '../vectors/make_opening.mjs';
import { envelopesOf, little, toMontgomery } from '../vectors/sealed_record.mjs';

await sodium.ready;

const { Point } = ed25519;
const { Fn } = Point;
export const text = (value) => new TextEncoder().encode(value);
export const hex = (value) => Buffer.from(value).toString('hex');
export const hash = (value, options = {}) => blake2b(value, { dkLen: 32, ...options });
export const passphrase = 'nine geese over the north branch';
const concat = (...parts) => Uint8Array.from(Buffer.concat(parts.map((part) => Buffer.from(part))));
const be = (value, size) => Uint8Array.from(Buffer.from(BigInt(value).toString(16).padStart(2 * size, '0'), 'hex'));
const scalarBytes = (scalar) => be(scalar, 32).reverse();
export const sign = (context, message, seed) => ed25519.sign(concat([context.length], text(context), message), seed);

export const randomScalar = () => Fn.create(little(randomBytes(64)));

const people = [['Ana Lee', 'City Clerk'], ['Ben Okafor', 'Library Board'], ['Chiara Rossi', 'Legal Aid'], ['Dmytro Koval', 'Ombudsman'], ['Eve Park', 'University']];

function transcriptOf(city) {
    const line = `${JSON.stringify({ v: 1, kind: 'sharing', city: 'City of Lakehaven', epoch: city.epoch, sharing: city.number,
        previous: city.number === 1 ? '00'.repeat(32) : 'ab'.repeat(32), end: '2027-11-27', destroy: '2034-11-27', k: city.coefficients.length,
        custodians: city.custodians.map(({ name, authority, seed }) => ({ name, authority, key: hex(ed25519.getPublicKey(seed)) })),
        contributions: 'cd'.repeat(32), commitments: city.coefficients.map((one) => hex(pointBytes(Point.BASE.multiply(one)))) })}\n`;
    const signatures = city.custodians.map(({ seed }, i) => `signature ${i + 1} ${hex(sign('porchlight sharing v1', text(line), seed))}\n`);
    return { line, whole: line + signatures.join('') };
}

// Argon2id at its cheapest, so that tests are quick.
function shareFile(city, index, share) {
    const salt = randomBytes(16);
    const key = argon2id(text(passphrase), salt, { t: 1, m: 8, p: 1, dkLen: 32 });
    const { state, header } = sodium.crypto_secretstream_xchacha20poly1305_init_push(key);
    const head = concat(text('PLS1'), be(city.epoch, 4), be(city.number, 4), be(index, 4), city.sharing, be(1, 4), be(8, 4), salt, header);
    return concat(head, sodium.crypto_secretstream_xchacha20poly1305_push(state, scalarBytes(share), head, sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL));
}

const writeSecret = (path, bytes) => writeFileSync(path, bytes, { mode: 0o600 });

// k of five; `secret` is known here alone, and only because this is a test. seed: of the first custodian's key.
export function deal(folder, { epoch = 7, number = 1, k = 3, secret = randomScalar(), seed = randomBytes(32) } = {}) {
    const city = { epoch, number, secret, coefficients: [secret, ...Array.from({ length: k - 1 }, randomScalar)] };
    city.custodians = people.map(([name, authority], i) => ({ index: i + 1, name, authority, seed: i === 0 ? seed : randomBytes(32), share: shareAt(city.coefficients, i + 1), folder: join(folder, `custodian-${i + 1}`) }));
    const { line, whole } = transcriptOf(city);
    city.sharing = hash(text(line));
    city.epochKey = toMontgomery(Point.BASE.multiply(secret));
    city.transcript = join(folder, 'transcript');
    mkdirSync(folder, { recursive: true });
    writeFileSync(city.transcript, whole);
    for (const custodian of city.custodians) {
        mkdirSync(custodian.folder);
        writeSecret(join(custodian.folder, 'share'), shareFile(city, custodian.index, custodian.share));
        writeSecret(join(custodian.folder, 'passphrase'), `${passphrase}\n`);
        writeSecret(join(custodian.folder, 'custodian.key'), `{"v":1,"kind":"custodian","seed":"${hex(custodian.seed)}","public":"${hex(ed25519.getPublicKey(custodian.seed))}"}\n`);
    }
    return city;
}

// What an independent custodian answers to a request for these envelopes; `change` makes a cheat of them.
export function independentAnswer(city, index, request, envelopes, { proofs = true, change = (entry) => entry } = {}) {
    const { seed, share } = city.custodians[index - 1];
    const records = envelopes.map((envelope, i) => {
        const digest = hash(envelope);
        return change({ digest, ...partialOf({ sharing: city.sharing, digest, share, ephemeral: ephemeralOf(envelope), random: randomBytes(32) }) }, i);
    });
    return answerOf({ epoch: city.epoch, sharing: city.sharing, request: hash(request), index, proofs, records, seed });
}

// What is wrong with an answer of our program, as an independent reader sees it; nothing if it is good.
export function faultsOf(city, answer, request, exported) {
    const envelopes = envelopesOf(exported);
    const index = answer[72];
    const faults = [];
    const expect = (what, holds) => { if (!holds) faults.push(what); };
    expect('size', answer.length === 88 + 128 * envelopes.length + 64);
    const key = ed25519.getPublicKey(city.custodians[index - 1].seed);
    const context = text('porchlight opening answer v1');
    expect('signature', ed25519.verify(answer.slice(-64), concat([context.length], context, hash(answer.slice(0, -64))), key, { zip215: false }));
    expect('request', hex(answer.slice(40, 72)) === hex(hash(request)) && hex(answer.slice(8, 40)) === hex(city.sharing));
    const verification = Point.BASE.multiply(city.custodians[index - 1].share);
    envelopes.forEach((envelope, i) => {
        const entry = answer.slice(88 + 128 * i, 88 + 128 * (i + 1));
        const digest = entry.slice(0, 32);
        expect(`digest ${i}`, hex(digest) === hex(hash(envelope)));
        expect(`proof ${i}`, isProved({ sharing: city.sharing, digest, verification, ephemeral: ephemeralOf(envelope), partial: entry.slice(32, 64), proof: entry.slice(64) }));
    });
    return faults;
}
