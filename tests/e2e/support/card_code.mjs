// A card's code, read back and checked without any code of ours: ZXing, base45, @noble.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { ed25519 } from '@noble/curves/ed25519.js';
import { argon2id } from '@noble/hashes/argon2.js';
import { blake2b } from '@noble/hashes/blake2.js';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

const require = createRequire(import.meta.url);
const wasm = join(dirname(require.resolve('zxing-wasm/reader')), '../../reader/zxing_reader.wasm');
prepareZXingModule({ overrides: { wasmBinary: readFileSync(wasm) } });

const isOfCard = (text) => text.startsWith('PLC1:');

export async function readCode(png) {
    const all = await readBarcodes(new Blob([readFileSync(png)]), { formats: ['QRCode'], tryHarder: true });
    const found = all.filter(({ text }) => isOfCard(text));
    if (found.length !== 1) throw new Error(`${found.length} codes on ${png}`);
    return found[0].text;
}

// The other codes of a card: {symbology, text} as the programme names them, without a Codabar's start and stop.
export async function readServices(png) {
    const symbologies = { Codabar: 'codabar', Code128: 'code128', QRCode: 'qr' };
    const found = await readBarcodes(new Blob([readFileSync(png)]), { formats: Object.keys(symbologies), tryHarder: true });
    return found.filter(({ text }) => !isOfCard(text)).map(({ format, text }) => ({
        symbology: symbologies[format], text: format === 'Codabar' ? text.replace(/^[A-D]|[A-D]$/g, '') : text,
    }));
}

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
export function fromBase45(text) {
    const out = [];
    for (let i = 0; i < text.length; i += 3) {
        const [a, b, c] = [...text.slice(i, i + 3)].map((symbol) => alphabet.indexOf(symbol));
        const value = a + 45 * b + 45 * 45 * (c ?? 0);
        out.push(...(c === undefined ? [value] : [value >> 8, value & 255]));
    }
    return Uint8Array.from(out);
}

const hash = (bytes) => blake2b(bytes, { dkLen: 32 });
const text = (value) => new TextEncoder().encode(value);

// {expiry, salt, commitment} of a genuine code; throws otherwise.
export function checkCode(code, issuerPublicKey) {
    if (!code.startsWith('PLC1:')) throw new Error(`not a card's code: ${code.slice(0, 8)}`);
    const bytes = fromBase45(code.slice(5));
    if (bytes.length !== 119 || bytes[0] !== 1) throw new Error('wrong size or version');
    const unsigned = bytes.slice(0, 55);
    const context = text('porchlight card v1');
    const signed = Uint8Array.from([context.length, ...context, ...hash(unsigned)]);
    if (!ed25519.verify(bytes.slice(55), signed, issuerPublicKey)) throw new Error('altered');
    return { expiryDays: bytes[5] * 256 + bytes[6], salt: bytes.slice(7, 23), commitment: bytes.slice(23, 55), bytes };
}

// The commitment of somebody: what a checker computes, and an attacker would have to guess.
export function commitmentOf(name, dob, number, salt) {
    const comparable = text(name.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{M}\p{N}]/gu, ''));
    const message = Uint8Array.from([comparable.length >> 8, comparable.length & 255, ...comparable, ...text(dob), ...text(number)]);
    return argon2id(message, salt, { t: 2, m: 19456, p: 1, dkLen: 32 });
}
