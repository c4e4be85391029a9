// The vectors of openings by a quorum (custody/FORMAT.md, Opening by a quorum), with the helpers of make.mjs: a sharing
// of 2 of 3 that a dealer makes here, requests, sought names, partials with proofs, and answers.
import { ed25519 } from '@noble/curves/ed25519.js';
import { blake2b } from '@noble/hashes/blake2.js';
import { sha512 } from '@noble/hashes/sha2.js';

const { Point } = ed25519;
const { Fn, Fp } = Point;
const text = (value) => new TextEncoder().encode(value);
const hex = (value) => Buffer.from(value).toString('hex');
const concat = (...parts) => Uint8Array.from(Buffer.concat(parts.map((part) => Buffer.from(part))));
const be = (value, size) => Uint8Array.from(Buffer.from(BigInt(value).toString(16).padStart(2 * size, '0'), 'hex'));
const little = (bytes) => BigInt(`0x${hex(Uint8Array.from(bytes).reverse())}`);
const scalarBytes = (scalar) => be(scalar, 32).reverse();
const hash = (value, options = {}) => blake2b(value, { dkLen: 32, ...options });

export const pointBytes = (point) => point.toBytes();
export const pointOf = (bytes) => Point.fromBytes(bytes);
export const lift = (u) => pointOf(be(Fp.mul(Fp.sub(u, Fp.ONE), Fp.inv(Fp.add(u, Fp.ONE))), 32).reverse());
export const ephemeralOf = (envelope) => lift(little(envelope.slice(16, 48)));

// The value at an index of the polynomial with these coefficients, from the constant up.
export const shareAt = (coefficients, index) => coefficients.reduceRight((sum, one) => Fn.create(sum * BigInt(index) + one), 0n);

const proofContext = (sharing, digest) => concat(text('porchlight opening proof v1'), sharing, digest);
const challengeOf = (context, points) => Fn.create(little(sha512(concat([context.length], context, ...points.map(pointBytes)))));

// P = share·E and the proof of it, with the given 32 random bytes.
export function partialOf({ sharing, digest, share, ephemeral, random }) {
    const verification = Point.BASE.multiply(share);
    const partial = ephemeral.multiply(share);
    const context = proofContext(sharing, digest);
    const seed = hash(concat(text('porchlight opening nonce v1'), random), { key: scalarBytes(share) });
    const points = [verification, ephemeral, partial];
    const nonce = Fn.create(little(blake2b(concat(context, ...points.map(pointBytes)), { dkLen: 64, key: seed })));
    const challenge = challengeOf(context, [...points, Point.BASE.multiply(nonce), ephemeral.multiply(nonce)]);
    const response = Fn.create(nonce + challenge * share);
    return { partial: pointBytes(partial), proof: concat(scalarBytes(challenge), scalarBytes(response)) };
}

export function isProved({ sharing, digest, verification, ephemeral, partial, proof }) {
    const [challenge, response] = [little(proof.slice(0, 32)), little(proof.slice(32))];
    const given = pointOf(partial);
    const overBase = Point.BASE.multiply(response).subtract(verification.multiply(challenge));
    const overEphemeral = ephemeral.multiply(response).subtract(given.multiply(challenge));
    return challengeOf(proofContext(sharing, digest), [verification, ephemeral, given, overBase, overEphemeral]) === challenge;
}

// records: [{digest, partial, proof}], in the order of digests; seed: of custodian.key.
export function answerOf({ epoch, sharing, request, index, proofs, records, seed, count = records.length }) {
    const body = concat(text('PLQ1'), be(epoch, 4), sharing, request, [index, proofs ? 1 : 0], new Uint8Array(6), be(count, 8),
        ...records.map(({ digest, partial, proof }) => concat(digest, partial, proofs ? proof : [])));
    const context = text('porchlight opening answer v1');
    return concat(body, ed25519.sign(concat([context.length], context, hash(body)), seed));
}

export const requestText = ({ id, epoch, sharing, records }) =>
    `${JSON.stringify({ v: 1, kind: 'opening-request', id: hex(id), epoch, sharing: hex(sharing), records })}\n`;

function writeRequests({ write, seedOf, sharing, digests, exported }) {
    const good = { id: seedOf('request id').slice(0, 16), epoch: 7, sharing, records: { digests } };
    const whole = { export: hex(hash(exported)), count: 1 };
    const sought = { ...whole, sought: hex(seedOf('sought')) };
    const request = (change = {}) => requestText({ ...good, ...change });
    const requests = {
        'ok-digests': [request(), ''],
        'ok-export': [request({ records: whole }), ''],
        'ok-sought': [request({ records: sought }), ''],
        'no-digest': [request({ records: { digests: [] } })],
        'digests-fall': [request({ records: { digests: [...digests].reverse() } })],
        'digest-twice': [request({ records: { digests: [digests[0], digests[0]] } })],
        'digest-short': [request({ records: { digests: [digests[0].slice(2)] } })],
        'digest-capital': [request({ records: { digests: [digests[0].toUpperCase()] } })],
        'digest-no-text': [request({ records: { digests: [7] } })],
        'digests-no-list': [request({ records: { digests: { length: 1 } } })],
        'digests-and-export': [request({ records: { digests, ...whole } })],
        'count-zero': [request({ records: { ...whole, count: 0 } })],
        'count-too-large': [request({ records: { ...whole, count: 4294967296 } })],
        'count-fraction': [request().replace(/"records".*/, `"records":{"export":"${whole.export}","count":1.0}}`)],
        'export-short': [request({ records: { ...whole, export: whole.export.slice(2) } })],
        'sought-short': [request({ records: { ...sought, sought: '00' } })],
        'sought-null': [request({ records: { ...whole, sought: null } })],
        'records-missing': [request().replace(/,"records".*/, '}')],
        'records-text': [request({ records: 'all' })],
        'unknown-member': [request({ records: { digests, reason: 'an order' } })],
        'other-order': [request().replace('"v":1,"kind":"opening-request"', '"kind":"opening-request","v":1')],
        'spaced': [request().replace(':7,', ': 7,')],
        'no-line-end': [request().trimEnd()],
        'two-lines': [`${request()}\n`],
        'version': [request().replace('"v":1', '"v":2')],
        'kind': [request().replace('opening-request', 'opening')],
        'epoch-zero': [request({ epoch: 0 })],
        'id-short': [request({ id: good.id.slice(1) })],
        'member-twice': [request().replace('"epoch":7', '"epoch":7,"epoch":7')],
        'truncated': [request().slice(0, 100)],
        'empty': [''],
    };
    for (const [name, [input, error = 'request_malformed']] of Object.entries(requests))
        write('request', name, { about: name, kind: 'request', input: hex(text(input)), error, output: error ? '' : hex(hash(text(input))) });
    return request();
}

function writeSought({ write, seedOf }) {
    const salt = seedOf('salt of the sought');
    const form = (change = {}) => `${JSON.stringify({ v: 1, kind: 'sought', salt: hex(salt), name: 'Zoë O’Neil', dob: '1990-03-12', ...change })}\n`;
    const commitment = (name, dob) => hash(concat(be(text(name).length, 2), text(name), text(dob)), { key: salt });
    const sought = {
        'ok': [form(), 'Zoë O’Neil'],
        'ok-quotes': [form({ name: 'Ana "Ani" Lee' }), 'Ana "Ani" Lee'],
        'name-not-canonical': [form({ name: 'Zoe\u0308' })],
        'name-empty': [form({ name: '' })],
        'no-such-day': [form({ dob: '1990-02-30' })],
        'salt-short': [form({ salt: '00' })],
        'unknown-member': [form({ sex: 'F' })],
        'version': [form({ v: 2 })],
        'kind': [form({ kind: 'record' })],
        'spaced': [form().replace(',', ', ')],
        'no-line-end': [form().trimEnd()],
        'truncated': [form().slice(0, 90)],
    };
    for (const [name, [input, found]] of Object.entries(sought))
        write('sought', name, { about: name, kind: 'sought', input: hex(text(input)), error: found ? '' : 'sought_malformed',
            output: found ? hex(commitment(found, '1990-03-12')) : '' });
}

const flip = (bytes, at) => Uint8Array.from(bytes, (byte, i) => (i === at ? byte ^ 1 : byte));

function writePartials({ write, seedOf, sharing, digest, ephemeral, share, other }) {
    const random = seedOf('randomness of the proof');
    const good = partialOf({ sharing, digest, share, ephemeral, random });
    const torsion = pointOf(Uint8Array.from(Buffer.from('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a', 'hex')));
    const notReduced = scalarBytes(little(good.proof.slice(32)) + Fn.ORDER);
    const partials = {
        'ok': [good],
        'other-share': [{ ...good, partial: partialOf({ sharing, digest, share: other, ephemeral, random }).partial }, 'partial_false'],
        'proof-of-other-share': [partialOf({ sharing, digest, share: other, ephemeral, random }), 'partial_false'],
        'negated': [{ ...good, partial: good.partial.map((byte, i) => (i === 31 ? byte ^ 0x80 : byte)) }, 'partial_false'],
        'other-record': [partialOf({ sharing, digest: seedOf('other record'), share, ephemeral, random }), 'partial_false'],
        'other-sharing': [partialOf({ sharing: seedOf('other sharing'), digest, share, ephemeral, random }), 'partial_false'],
        'with-torsion': [{ ...good, partial: pointBytes(pointOf(good.partial).add(torsion)) }, 'partial_false'],
        'identity': [{ ...good, partial: Uint8Array.from([1, ...new Uint8Array(31)]) }, 'partial_false'],
        'not-on-the-curve': [{ ...good, partial: Uint8Array.from([2, ...new Uint8Array(31)]) }, 'partial_false'],
        'not-canonical': [{ ...good, partial: new Uint8Array(32).fill(255) }, 'partial_false'],
        'challenge-changed': [{ ...good, proof: flip(good.proof, 0) }, 'partial_false'],
        'response-changed': [{ ...good, proof: flip(good.proof, 32) }, 'partial_false'],
        'response-not-reduced': [{ ...good, proof: concat(good.proof.slice(0, 32), notReduced) }, 'partial_false'],
        'challenge-zero': [{ ...good, proof: concat(new Uint8Array(32), good.proof.slice(32)) }, 'partial_false'],
        'response-zero': [{ ...good, proof: concat(good.proof.slice(0, 32), new Uint8Array(32)) }, 'partial_false'],
        'proof-zero': [{ ...good, proof: new Uint8Array(64) }, 'partial_false'],
    };
    const verification = hex(pointBytes(Point.BASE.multiply(share)));
    for (const [name, [{ partial, proof }, error = '']] of Object.entries(partials))
        write('partial', name, { about: name, kind: 'partial', sharing: hex(sharing), digest: hex(digest), share: hex(scalarBytes(share)), verification,
            ephemeral: hex(pointBytes(ephemeral)), random: hex(random), input: hex(concat(partial, proof)), error });
    return good;
}

function writeAnswers({ write, seedOf, sharing, request, entry }) {
    const signer = seedOf('custodian of index 2');
    const given = { epoch: 7, sharing, request: hash(text(request)), index: 2, proofs: true, records: [entry], seed: signer };
    const good = answerOf(given);
    const changed = (at, ...bytes) => concat(good.slice(0, at), bytes, good.slice(at + bytes.length));
    const answers = {
        'ok-proofs': [good, ''],
        'ok-no-proofs': [answerOf({ ...given, proofs: false }), ''],
        'magic': [changed(3, 0x32)],
        'epoch-zero': [changed(4, 0, 0, 0, 0)],
        'index-zero': [changed(72, 0)],
        'index-too-large': [changed(72, 17)],
        'proofs-two': [changed(73, 2)],
        'not-zero': [changed(79, 1)],
        'count-zero': [answerOf({ ...given, records: [] })],
        'count-too-large': [changed(80, 0, 0, 0, 1, 0, 0, 0, 0)],
        'count-overflow': [changed(80, 0x80)],
        'header-short': [good.slice(0, 87)],
        'empty': [new Uint8Array()],
        'one-more-than-there-are': [changed(87, 2), 'answer_size'],
        'proofs-left-out': [changed(73, 0), 'answer_size'],
        'truncated': [good.slice(0, -1), 'answer_size'],
        'one-byte-more': [concat(good, [0]), 'answer_size'],
        'entry-changed': [flip(good, 130), 'answer_signature'],
        'header-changed': [flip(good, 41), 'answer_signature'],
        'signature-changed': [flip(good, good.length - 1), 'answer_signature'],
        'signed-by-another': [answerOf({ ...given, seed: seedOf('stranger') }), 'answer_signature'],
    };
    for (const [name, [input, error = 'answer_malformed']] of Object.entries(answers))
        write('opening_answer', name, { about: name, kind: 'opening_answer', custodian: hex(ed25519.getPublicKey(signer)), input: hex(input), error });
    return good;
}

// envelope: the good one of make.mjs; scalar: of its epoch's key, which is here the secret of a polynomial.
export function writeOpenings({ write, seedOf, envelope, exported, scalar }) {
    const sharing = seedOf('transcript of the sharing');
    const digest = hash(envelope);
    const coefficients = [scalar, Fn.create(little(seedOf('coefficient')))];
    const digests = [hex(digest), hex(seedOf('another digest'))].sort();
    const request = writeRequests({ write, seedOf, sharing, digests, exported });
    writeSought({ write, seedOf });
    const ephemeral = ephemeralOf(envelope);
    const [share, other] = [shareAt(coefficients, 2), shareAt(coefficients, 3)];
    const good = writePartials({ write, seedOf, sharing, digest, ephemeral, share, other });
    writeAnswers({ write, seedOf, sharing, request, entry: { digest, ...good } });
}
