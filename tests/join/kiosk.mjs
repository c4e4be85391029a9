// A kiosk without its screens: signs requests as its bridge does (protocol/PROTOCOL.md, Kiosk request) and asks the
// server itself.
import assert from 'node:assert/strict';
import { createPrivateKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { blake2b } from '@noble/hashes/blake2.js';
import { ask } from '../e2e/support/http.mjs';
import { root } from '../e2e/support/stack.mjs';

const kContext = Buffer.from('porchlight kiosk request v1');
const kWordsKey = Buffer.from('porchlight words v1');
const kWords = readFileSync(join(root, 'src/protocol/words.txt'), 'utf8').split('\n').filter(Boolean);
const kIssue = 1;
const kNumbers = 4;
const kNoClass = 255;
export const kStates = ['waiting', 'approved', 'denied', 'cancelled'];

export const hash = (bytes) => Buffer.from(blake2b(bytes, { dkLen: 32 }));

export function wordsOf(request) {
    const said = Buffer.concat([request.subarray(8, 40), request.subarray(64, 1120), request.subarray(5, 6)]);
    return [...blake2b(said, { dkLen: 32, key: kWordsKey }).slice(0, 3)].map((index) => kWords[index]);
}

export class Kiosk {
    numbers = [];

    constructor(name, site) {
        const { privateKey, publicKey } = generateKeyPairSync('ed25519');
        this.publicKey = Buffer.from(publicKey.export({ format: 'jwk' }).x, 'base64url');
        Object.assign(this, { name, site, privateKey: createPrivateKey(privateKey.export({ format: 'pem', type: 'pkcs8' })),
            id: hash(this.publicKey).subarray(0, 16) });
    }

    #signed({ kind, cardClass = kNoClass, challenge, payloadHash, sealed, request = randomBytes(16) }) {
        const out = Buffer.alloc(1280);
        out.write('PLK1', 'latin1');
        out[4] = kind;
        out[5] = cardClass;
        this.id.copy(out, 8);
        request.copy(out, 24);
        challenge.copy(out, 40);
        payloadHash.copy(out, 64);
        sealed?.copy(out, 96);
        const said = Buffer.concat([Buffer.from([kContext.length]), kContext, out.subarray(0, 1216)]);
        sign(null, said, this.privateKey).copy(out, 1216);
        return out;
    }

    #post(url, path, body) {
        return ask(url, { method: 'POST', path, body, headers: { 'content-type': 'application/octet-stream' } });
    }

    // A request that waits at the desk: { id, words, state() }, which asks what became of it.
    async issue(url, cardClass, sealed) {
        const { body: challenge } = await ask(url, { path: '/v1/challenge' });
        const request = this.#signed({ kind: kIssue, cardClass, challenge, payloadHash: randomBytes(32), sealed });
        const state = async () => {
            const { status, body } = await this.#post(url, '/v1/kiosk', request);
            assert.equal(status, 200, body.toString());
            return kStates[body[4]];
        };
        assert.equal(await state(), 'waiting');
        return { id: request.toString('hex', 24, 40), words: wordsOf(request), state };
    }

    // Fetches and confirms all that was dealt to it; the numbers.
    async fetchNumbers(url) {
        const held = [];
        for (let confirmed = Buffer.alloc(32); ;) {
            const { body: challenge } = await ask(url, { path: '/v1/challenge' });
            const { status, body } = await this.#post(url, '/v1/numbers', this.#signed({ kind: kNumbers, challenge, payloadHash: confirmed }));
            assert.equal(status, 200, body.toString());
            const { blocks } = JSON.parse(body);
            if (blocks.length === 0) return held;
            held.push(...blocks.flatMap(({ numbers }) => numbers));
            confirmed = Buffer.alloc(32);
            blocks.forEach(({ id }, i) => confirmed.write(id, 16 * i, 'hex'));
        }
    }
}
