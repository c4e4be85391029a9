// A server with a programme, a librarian and one kiosk that asks as a bridge does, without bridge, page or printer.
import { blake2b } from '@noble/hashes/blake2.js';
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { allowed } from '../custody/reasons.mjs';
import { askServer as ask } from '../support/server_answers.mjs';
import { freePort, run, start, stop, until } from '../e2e/support/processes.mjs';
import { native, program, programme, root } from '../e2e/support/stack.mjs';
import { Desk } from './desk.mjs';

const kWords = readFileSync(join(root, 'src/protocol/words.txt'), 'utf8').split('\n');
const kContext = Buffer.from('porchlight kiosk request v1');
const kStates = ['waiting', 'approved', 'denied', 'cancelled'];
const kAdult = 2;

// PROTOCOL.md, Kiosk request.
class Kiosk {
    constructor(url) {
        const pair = generateKeyPairSync('ed25519');
        this.url = url;
        this.secret = pair.privateKey;
        this.key = Buffer.from(pair.publicKey.export({ format: 'jwk' }).x, 'base64url');
    }

    // header: the first bytes of an envelope to the epoch's key. What it holds, nobody here looks at.
    request(header) {
        const out = Buffer.alloc(1280);
        out.write('PLK1');
        out.set([1, kAdult, 0, 0], 4);
        out.set(blake2b(this.key, { dkLen: 32 }).subarray(0, 16), 8);
        out.set(randomBytes(16), 24);
        out.set(randomBytes(32), 64);
        out.set(Buffer.concat([header, randomBytes(1024 - header.length)]), 96);
        return out;
    }

    // With a fresh challenge.
    async sign(request) {
        const { body: challenge } = await ask(this.url, { path: '/v1/challenge' });
        request.set(challenge, 40);
        const signed = Buffer.concat([Buffer.of(kContext.length), kContext, request.subarray(0, 1216)]);
        request.set(sign(null, signed, this.secret), 1216);
    }

    // Where the request stands.
    async post(request, wait = 0) {
        await this.sign(request);
        return this.send(request, wait);
    }

    async send(request, wait) {
        const answer = await ask(this.url, { method: 'POST', path: '/v1/kiosk', body: request,
            headers: { 'content-type': 'application/octet-stream', prefer: `wait=${wait}` } });
        return { ...answer, state: answer.status === 200 ? kStates[answer.body[4]] : undefined };
    }
}

export const wordsOf = (request) => {
    const said = Buffer.concat([request.subarray(8, 40), request.subarray(64, 1120), request.subarray(5, 6)]);
    return [...blake2b(said, { key: Buffer.from('porchlight words v1'), dkLen: 32 }).subarray(0, 3)].map((index) => kWords[index]);
};

export class SmallCity {
    // options: further ones of `serve`. prefix: a command that starts the server in its turn. data: its folder.
    static async open({ options = [], prefix = [], data } = {}) {
        const city = new SmallCity();
        city.dir = mkdtempSync(join(tmpdir(), 'porchlight-city-'));
        city.data = data ?? join(city.dir, 'server');
        city.serverUrl = `http://127.0.0.1:${await freePort()}`;
        city.programme = programme;
        city.kiosk = new Kiosk(city.serverUrl);
        city.#found();
        await city.start(options, prefix);
        return city;
    }

    #found() {
        const keys = join(this.dir, 'keys');
        const { site, kiosk, librarian, password } = programme.demo;
        const server = (command, args, options) => run(program('porchlight-server'), [command, '--data', this.data, ...args], options);
        mkdirSync(keys, { mode: 0o700 });
        run(program('porchlight-custody'), allowed(['create', '--dir', keys, '--city', programme.city]));
        const source = join(this.dir, 'programme.json');
        const manifest = join(this.dir, 'manifest.json');
        writeFileSync(source, JSON.stringify(programme));
        run(program('porchlight-custody'), allowed(['sign-manifest', '--dir', keys, '--programme', source, '--serial', '1', '--out', manifest]));
        server('init', ['--keys', keys]);
        server('import-manifest', [manifest]);
        server('add-staff', ['--demo', '--name', librarian, '--site', site], { input: `${password}\n` });
        server('add-kiosk', ['--name', kiosk, '--site', site, '--key', this.kiosk.key.toString('hex')]);
        const { epoch } = JSON.parse(Buffer.from(JSON.parse(readFileSync(manifest, 'utf8')).payload, 'base64'));
        this.header = envelopeHeader(epoch);
    }

    launch(options = [], prefix = []) {
        const [command, ...args] = [...prefix, program('porchlight-server'), 'serve', '--data', this.data,
            '--port', new URL(this.serverUrl).port, '--desk', join(native, 'desk'), ...options];
        this.server = start(command, args, { log: this.log });
    }

    async start(options = [], prefix = []) {
        this.launch(options, prefix);
        await until('the server', () => ask(this.serverUrl, { path: '/healthz' }).then(({ status }) => status === 200, () => false));
        this.desk = await Desk.signIn(this);
    }

    get log() { return join(this.dir, 'server.log'); }
    said() { return readFileSync(this.log, 'utf8'); }
    request() { return this.kiosk.request(this.header); }

    // From the first word of the kiosk to the receipt in its hand.
    async issue() {
        const request = this.request();
        const first = await this.kiosk.post(request);
        if (first.state !== 'waiting') return { state: first.state, error: first.error };
        const { result, error } = await this.desk.approveRequest(request.subarray(24, 40).toString('hex'), wordsOf(request));
        return { ...(await this.kiosk.post(request)), result, error };
    }

    async close() {
        await stop(this.server);
        rmSync(this.dir, { recursive: true, force: true });
    }
}

// envelope/FORMAT.md: what an envelope begins with, readable by all.
function envelopeHeader({ id, public_key: key }) {
    const header = Buffer.alloc(16);
    header.write('PLE\x01', 'latin1');
    header.writeUInt32BE(id, 4);
    header.set(blake2b(Buffer.from(key, 'hex'), { dkLen: 32 }).subarray(0, 8), 8);
    return header;
}
