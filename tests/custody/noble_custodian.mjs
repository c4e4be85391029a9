// A custodian written anew after custody/FORMAT.md, on @noble alone: takes part in generation beside ours, honestly or
// not. Messages are objects in the order of their members; files are their two lines.
import { randomBytes } from 'node:crypto';
import { xsalsa20poly1305 } from '@noble/ciphers/salsa.js';
import { ed25519 } from '@noble/curves/ed25519.js';
import { blake2b } from '@noble/hashes/blake2.js';
import { sha512 } from '@noble/hashes/sha2.js';

const { Point } = ed25519;
const L = Point.Fn.ORDER;
const B = Point.BASE;

export const text = (value) => new TextEncoder().encode(value);
export const hex = (value) => Buffer.from(value).toString('hex');
export const unhex = (value) => Uint8Array.from(Buffer.from(value, 'hex'));
export const concat = (...parts) => Uint8Array.from(Buffer.concat(parts.map((part) => Buffer.from(part))));
export const hash = (value) => blake2b(value, { dkLen: 32 });
export const little = (bytes) => BigInt(`0x${hex(Uint8Array.from(bytes).reverse())}`);
export const scalarBytes = (value) => unhex(value.toString(16).padStart(64, '0')).reverse();
export const be4 = (value) => unhex(value.toString(16).padStart(8, '0'));
export const mod = (value) => ((value % L) + L) % L;
export const pointOf = (digits) => {
    const point = Point.fromHex(digits);
    if (!point.isTorsionFree() || point.is0()) throw new Error('no point of the group');
    return point;
};
export const montgomery = (point) => {
    const { Fp } = Point;
    const { y } = point.toAffine();
    return scalarBytes(Fp.mul(Fp.add(Fp.ONE, y), Fp.inv(Fp.sub(Fp.ONE, y))));
};
// Any scalar, 0 and the identity too.
export const times = (point, scalar) => point.multiplyUnsafe(mod(scalar));
// The vectors have theirs from a fixed seed.
export const chance = { bytes: randomBytes };
export const randomScalar = () => 1n + mod(little(chance.bytes(64)) % (L - 1n));

const context = (name, message) => concat([name.length], text(name), text(message));
export const signWith = (seed, name, line) => ed25519.sign(context(name, line), seed);
export const isSigned = (key, name, line, by) => ed25519.verify(unhex(by), context(name, line), unhex(key), { zip215: false });
const lineOf = (message) => `${JSON.stringify(message)}\n`;
export const linesOf = (files) => files.map((file) => file.slice(0, file.indexOf('\n') + 1)).join('');
export const read = (file) => JSON.parse(file.slice(0, file.indexOf('\n')));

const kCeremony = 'porchlight ceremony v1';
export const fileOf = (seed, message) => `${lineOf(message)}signature ${hex(signWith(seed, kCeremony, lineOf(message)))}\n`;

// P = x·B, and Q = x·G where G and Q are there.
const challenge = (bound, points) =>
    mod(little(sha512(concat([bound.length], bound, ...points.map((point) => point.toBytes())))));
export function prove(bound, x, P, G, Q) {
    const t = randomScalar();
    const c = challenge(bound, G ? [P, G, Q, times(B, t), times(G, t)] : [P, times(B, t)]);
    return concat(scalarBytes(c), scalarBytes(mod(t + c * x)));
}
export function proves(bound, proof, P, G, Q) {
    const [c, z] = [little(proof.slice(0, 32)), little(proof.slice(32))];
    const T = times(B, z).subtract(times(P, c));
    return challenge(bound, G ? [P, G, Q, T, times(G, z).subtract(times(Q, c))] : [P, T]) === c;
}

export const valueAt = (coefficients, x) => coefficients.reduceRight((sum, c) => mod(sum * BigInt(x) + c), 0n);
export const committedAt = (points, x) => points.reduceRight((sum, point) => times(sum, BigInt(x)).add(point), Point.ZERO);
export const weightAtZero = (i, indices) => indices.filter((j) => j !== i).reduce((product, j) =>
    mod(product * BigInt(j) * Point.Fn.inv(mod(BigInt(j) - BigInt(i)))), 1n);

const pairKey = (ceremony, from, to, R, Q, K) =>
    hash(concat(text('porchlight pair share v1'), unhex(ceremony), be4(from), be4(to), R.toBytes(), Q.toBytes(), K.toBytes()));
const box = (key) => xsalsa20poly1305(key, new Uint8Array(24));

export function introductionOf(seed, name, authority) {
    const line = lineOf({ v: 1, kind: 'introduction', name, authority, key: hex(ed25519.getPublicKey(seed)) });
    return `${line}signature ${hex(signWith(seed, 'porchlight introduction v1', line))}\n`;
}

export class NobleCustodian {
    constructor(invitationLine, index, seed) {
        Object.assign(this, { index, seed, invitation: JSON.parse(invitationLine), q: randomScalar(), r: randomScalar() });
        this.ceremony = hex(hash(text(invitationLine)));
        this.coefficients = Array.from({ length: this.invitation.k }, randomScalar);
    }
    file(kind, members, seen) {
        const begun = { v: 1, kind, ceremony: this.ceremony, ...(seen ? { seen: hex(hash(text(linesOf(seen)))) } : {}) };
        return fileOf(this.seed, { ...begun, from: this.index, ...members });
    }
    commitments() { return this.coefficients.map((c) => times(B, c)); }
    join() { return this.file('join', { box: hex(times(B, this.q).toBytes()) }); }
    commit(joins) {
        const points = concat(...this.commitments().map((point) => point.toBytes()));
        return this.file('commit', { commitment: hex(hash(concat(text('porchlight dealing v1'), unhex(this.ceremony), be4(this.index), points))) }, joins);
    }
    // alter: what a cheat does to the members before signing them.
    deal(joins, commits, alter = (members) => members) {
        const R = times(B, this.r);
        const bound = concat(text('porchlight ephemeral v1'), unhex(this.ceremony), be4(this.index));
        return this.file('deal', alter({
            commitments: this.commitments().map((point) => hex(point.toBytes())), ephemeral: hex(R.toBytes()),
            proof: hex(prove(bound, this.r, R)), shares: joins.map((join, i) => this.sealed(join, i + 1, valueAt(this.coefficients, i + 1))),
        }), commits);
    }
    sealed(join, to, share) {
        const Q = pointOf(read(join).box);
        return hex(box(pairKey(this.ceremony, this.index, to, times(B, this.r), Q, times(Q, this.r))).encrypt(scalarBytes(share)));
    }
    // Every share for this custodian, checked; throws where ours would complain.
    shares(deals) {
        return deals.map((file) => {
            const { from, ephemeral, proof, commitments, shares } = read(file);
            const [R, Q] = [pointOf(ephemeral), times(B, this.q)];
            if (!proves(concat(text('porchlight ephemeral v1'), unhex(this.ceremony), be4(from)), unhex(proof), R)) throw new Error(`proof of ${from}`);
            const share = little(box(pairKey(this.ceremony, from, this.index, R, Q, times(R, this.q))).decrypt(unhex(shares[this.index - 1])));
            if (!times(B, share).equals(committedAt(commitments.map(pointOf), this.index))) throw new Error(`share of ${from}`);
            return share;
        });
    }
    // The line that all sign.
    sharing(deals) {
        const { city, epoch, sharing, previous, end, destroy, k, custodians } = this.invitation;
        const commitments = Array.from({ length: k }, (_, j) =>
            hex(deals.map((file) => pointOf(read(file).commitments[j])).reduce((sum, point) => sum.add(point)).toBytes()));
        return lineOf({ v: 1, kind: 'sharing', city, epoch, sharing, previous, end, destroy, k, custodians,
            contributions: hex(hash(text(linesOf(deals)))), commitments });
    }
    agree(deals, line = this.sharing(deals)) {
        this.share = mod(this.shares(deals).reduce((sum, share) => sum + share));
        return this.file('agree', { signature: hex(signWith(this.seed, 'porchlight sharing v1', line)) }, deals);
    }
    complain(deals, against) {
        const R = pointOf(read(deals[against - 1]).ephemeral);
        const [Q, K] = [times(B, this.q), times(R, this.q)];
        const bound = concat(text('porchlight complaint v1'), unhex(this.ceremony), be4(this.index), be4(against));
        return this.file('complaint', { against, shared: hex(K.toBytes()), proof: hex(prove(bound, this.q, Q, R, K)) }, deals);
    }
}
