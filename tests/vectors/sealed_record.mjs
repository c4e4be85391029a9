// Sealed records and exports without any code of ours (envelope/FORMAT.md, protocol/PROTOCOL.md): libsodium-wrappers
// seals, @noble opens.
import { xsalsa20poly1305 } from '@noble/ciphers/salsa.js';
import { ed25519 } from '@noble/curves/ed25519.js';
import { blake2b } from '@noble/hashes/blake2.js';
import sodium from 'libsodium-wrappers';
import { hsalsa20 } from './hsalsa20.mjs';

await sodium.ready;

const envelopeBytes = 1024;
const { Fp } = ed25519.Point;
const hex = (value) => Buffer.from(value).toString('hex');
const concat = (...parts) => Uint8Array.from(Buffer.concat(parts.map((part) => Buffer.from(part))));
const be = (value, size) => Uint8Array.from(Buffer.from(BigInt(value).toString(16).padStart(2 * size, '0'), 'hex'));
const hash = (value) => blake2b(value, { dkLen: 32 });

export const little = (bytes) => BigInt(`0x${hex(Uint8Array.from(bytes).reverse())}`);

// A point of Curve25519 as one of edwards25519, and back (RFC 7748, section 4.1).
const lift = (u) => ed25519.Point.fromHex(hex(be(Fp.mul(Fp.sub(u, Fp.ONE), Fp.inv(Fp.add(u, Fp.ONE))), 32).reverse()));
export function toMontgomery(point) {
    const { y } = point.toAffine();
    return be(Fp.mul(Fp.add(Fp.ONE, y), Fp.inv(Fp.sub(Fp.ONE, y))), 32).reverse();
}

export const recordText = (epoch, name, dob) => JSON.stringify({ v: 1, epoch, name: name.normalize('NFC'), dob });

export function sealBySodium(text, epoch, key) {
    const content = new TextEncoder().encode(text);
    const header = concat([0x50, 0x4c, 0x45, 1], be(epoch, 4), hash(key).slice(0, 8));
    const padded = concat(content, [0x80], new Uint8Array(944 - content.length - 1));
    return concat(header, sodium.crypto_box_seal(concat(header, padded), key));
}

// scalar: the custodian's share (k = n = 1), which is not clamped, so that X25519 of a library would not do.
export function openByNoble(envelope, scalar, key) {
    const ephemeral = envelope.slice(16, 48);
    const shared = toMontgomery(lift(little(ephemeral)).multiply(scalar));
    const nonce = blake2b(concat(ephemeral, key), { dkLen: 24 });
    const plain = xsalsa20poly1305(hsalsa20(shared), nonce).decrypt(envelope.slice(48));
    if (hex(plain.slice(0, 16)) !== hex(envelope.slice(0, 16))) throw new Error('the header differs');
    return Buffer.from(plain.slice(16, plain.lastIndexOf(0x80))).toString('utf8');
}

export function exportOf(envelopes, epoch) {
    const sorted = [...envelopes].sort((a, b) => Buffer.compare(hash(a), hash(b)));
    return concat(new TextEncoder().encode('PLX1'), be(epoch, 4), be(sorted.length, 8), ...sorted);
}

export function envelopesOf(file) {
    const count = Number(file.readBigUInt64BE(8));
    if (file.toString('latin1', 0, 4) !== 'PLX1' || file.length !== 16 + count * envelopeBytes) throw new Error('not an export');
    return Array.from({ length: count }, (_, i) => Uint8Array.from(file.subarray(16 + i * envelopeBytes, 16 + (i + 1) * envelopeBytes)));
}
