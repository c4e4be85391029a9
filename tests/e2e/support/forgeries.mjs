// Answers to a kiosk's request as a server that was taken over would give them (protocol/PROTOCOL.md, Answer).
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ed25519 } from '@noble/curves/ed25519.js';

const kReceiptAt = 8;
const kKioskAt = kReceiptAt + 8;
const kPayloadHashAt = kReceiptAt + 40;
const kExpiryAt = kReceiptAt + 104;
const kSignatureAt = kReceiptAt + 112;
const kIssuerAt = 184;
const kContext = Buffer.from('porchlight receipt v1');

const flipped = (at) => (body) => {
    const out = Buffer.from(body);
    out[at] ^= 1;
    return out;
};

// Signed by this key, whatever it says.
function signed(body, seed) {
    const out = Buffer.from(body);
    const message = Buffer.concat([Buffer.of(kContext.length), kContext, out.subarray(kReceiptAt, kSignatureAt)]);
    Buffer.from(ed25519.sign(message, seed)).copy(out, kSignatureAt);
    return out;
}

const expired = (body) => {
    const out = Buffer.from(body);
    out.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 1000) - 1), kExpiryAt);
    return out;
};

// [what, forge(body, the approval before it), the bridge's word for it]; city: the folder with the true keys.
export function forgeries(city) {
    const { seed } = JSON.parse(readFileSync(join(city, 'receipt.key'), 'utf8'));
    const own = Buffer.from(seed, 'hex');
    return [
        ['signed with another key', (body) => signed(body, ed25519.utils.randomSecretKey()), 'receipt_signature'],
        ['with a flipped bit in its signature', flipped(kSignatureAt + 9), 'receipt_signature'],
        ['with a flipped bit in its content', flipped(kPayloadHashAt + 3), 'receipt_signature'],
        ['that has expired', (body) => signed(expired(body), own), 'receipt_expired'],
        ['for other content', (body) => signed(flipped(kPayloadHashAt)(body), own), 'receipt_other'],
        ['for another kiosk', (body) => signed(flipped(kKioskAt)(body), own), 'receipt_other'],
        ['that was given before', (body, earlier) => earlier, 'receipt_other'],
        ['whose issuer has not signed the card', flipped(kIssuerAt), 'issuer_signature'],
    ];
}
