// The bytes that an issuance needs (src/protocol/PROTOCOL.md): signatures by node:crypto, BLAKE2b by libsodium itself.
import { createPrivateKey, createPublicKey, randomInt, sign, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sodium from 'sodium-native';

const kRequestBytes = 1280;
const kSignatureAt = 1216;
const kReceiptLife_s = 15 * 60;
const kSeedHead = Buffer.from('302e020100300506032b657004220420', 'hex'); // RFC 8410, PKCS #8
const kKeyHead = Buffer.from('302a300506032b6570032100', 'hex'); // RFC 8410, SPKI
const kZeros = Buffer.alloc(96);
const kWordsKey = Buffer.from('porchlight words v1');
const kWords = readFileSync(join(import.meta.dirname, '../../../../src/protocol/words.txt'), 'utf8').trim().split('\n');

export const kApproved = 1;

const contextOf = (text) => Buffer.concat([Buffer.from([text.length]), Buffer.from(text)]);
const kRequestContext = contextOf('porchlight kiosk request v1');
const kReceiptContext = contextOf('porchlight receipt v1');
const kCardContext = contextOf('porchlight card v1');

export const signingKey = (seed) => createPrivateKey({ key: Buffer.concat([kSeedHead, seed]), format: 'der', type: 'pkcs8' });
export const publicKey = (raw) => createPublicKey({ key: Buffer.concat([kKeyHead, raw]), format: 'der', type: 'spki' });

export function hash(data, key) {
    const out = Buffer.alloc(32);
    sodium.crypto_generichash(out, data, key);
    return out;
}

export const kioskId = (key) => hash(key).toString('hex', 0, 16);

const isZero = (part) => part.equals(kZeros.subarray(0, part.length));

// null: not an issue of the stated form.
export function readIssue(bytes) {
    if (!Buffer.isBuffer(bytes) || bytes.length !== kRequestBytes || bytes.latin1Slice(0, 4) !== 'PLK1' || bytes[4] !== 1 || bytes[5] === 255 ||
        bytes[6] > 3 || bytes[7] !== 0 || !isZero(bytes.subarray(1120, kSignatureAt))) return null;
    return { bytes, cardClass: bytes[5], again: bytes[6], kiosk: bytes.hexSlice(8, 24), id: bytes.hexSlice(24, 40), challenge: bytes.subarray(40, 64),
        payloadHash: bytes.subarray(64, 96), sealed: bytes.subarray(96, 1120) };
}

export const isSignedBy = ({ bytes }, key) =>
    verify(null, Buffer.concat([kRequestContext, bytes.subarray(0, kSignatureAt)]), key, bytes.subarray(kSignatureAt));

// The same issuance, though perhaps signed with another challenge.
export const isSame = (a, b) => a.bytes.compare(b.bytes, 0, 40, 0, 40) === 0 && a.bytes.compare(b.bytes, 64, 1120, 64, 1120) === 0;

export const isForEpoch = ({ sealed }, header) => sealed.subarray(0, 16).equals(header);

export const requestKey = (dayKey, { bytes, sealed }) => hash(Buffer.concat([bytes.subarray(5, 7), bytes.subarray(8, 40), bytes.subarray(64, 96), hash(sealed)]), dayKey);

export function wordsOf({ bytes }) {
    const digest = hash(Buffer.concat([bytes.subarray(8, 40), bytes.subarray(64, 1120), bytes.subarray(5, 6)]), kWordsKey);
    return [kWords[digest[0]], kWords[digest[1]], kWords[digest[2]]];
}

// The right three and two others, in random order; no word is in two of them.
export function choicesWith(right) {
    const taken = new Set(right);
    const choices = [right, [], []];
    for (const choice of choices.slice(1))
        while (choice.length < 3) {
            const word = kWords[randomInt(kWords.length)];
            if (!taken.has(word)) choice.push(word);
            taken.add(word);
        }
    const at = randomInt(3);
    [choices[0], choices[at]] = [choices[at], choices[0]];
    return choices;
}

export function answerOf(state) {
    const out = Buffer.alloc(256);
    out.write('PLA1', 0, 'latin1');
    out[4] = state;
    return out;
}

export function approvalOf({ bytes, payloadHash, sealed }, keys) {
    const out = answerOf(kApproved);
    const receipt = out.subarray(8, 184);
    receipt.write('PLR1', 0, 'latin1');
    receipt[4] = bytes[5];
    bytes.copy(receipt, 8, 8, 40);
    payloadHash.copy(receipt, 40);
    hash(sealed).copy(receipt, 72);
    receipt.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 1000) + kReceiptLife_s), 104);
    sign(null, Buffer.concat([kReceiptContext, receipt.subarray(0, 112)]), keys.receipt).copy(receipt, 112);
    sign(null, Buffer.concat([kCardContext, payloadHash]), keys.issuer).copy(out, 184);
    return out;
}
