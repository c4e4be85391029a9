// A server with a desk and nothing else: for what happens between people and their desk.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { createHmac, createPrivateKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { blake2b } from '@noble/hashes/blake2.js';
import { allowed } from '../../custody/reasons.mjs';
import { freePort, run, start, stop, until } from './processes.mjs';
import { native, program, programme, root } from './stack.mjs';

export const kSite = programme.demo.site;

export class DeskServer {
    // What is sealed is not looked at here: the programme keeps no records.
    static async create(overrides = {}) {
        const server = new DeskServer();
        server.dir = mkdtempSync(join(tmpdir(), 'porchlight-desk-'));
        server.data = join(server.dir, 'server');
        // A passkey belongs to a name, not to an address.
        server.port = await freePort();
        server.url = `http://localhost:${server.port}`;
        const city = join(server.dir, 'city');
        run(program('porchlight-custody'), allowed(['create', '--dir', city, '--city', programme.city]));
        run(program('porchlight-server'), ['init', '--data', server.data, '--keys', city]);
        const [source, manifest] = ['programme.json', 'manifest.json'].map((name) => join(server.dir, name));
        writeFileSync(source, JSON.stringify({ ...programme, records: 'none', ...overrides }));
        run(program('porchlight-custody'), allowed(['sign-manifest', '--dir', city, '--programme', source, '--serial', '1', '--out', manifest]));
        server.command('import-manifest', manifest);
        await server.start();
        return server;
    }

    command(name, ...args) {
        return run(program('porchlight-server'), [name, '--data', this.data, ...args]);
    }

    // An account with a password alone. A server that runs knows it within seconds, one that starts at once.
    async addDemo({ librarian, password }) {
        run(program('porchlight-server'), ['add-staff', '--demo', '--data', this.data, '--name', librarian, '--site', kSite, '--role', 'librarian'],
            { input: `${password}\n` });
        await this.restart();
    }

    async start() {
        this.process = start(program('porchlight-server'), ['serve', '--data', this.data, '--port', String(this.port),
            '--desk', join(native, 'desk')], { log: join(this.dir, 'server.log') });
        await until('the server', () => fetch(`${this.url}/healthz`).then((answer) => answer.ok, () => false));
    }

    async restart() {
        await stop(this.process);
        await this.start();
    }

    // An account, and the code of its invitation, which the server knows within seconds.
    async invite(name, role = 'librarian') {
        const said = this.command('add-staff', '--name', name, '--site', kSite, '--role', role);
        const code = /: ((?:[2-9A-Z]{4}-){3}[2-9A-Z]{4})/.exec(said)[1];
        await until('the account', async () => (await this.post('invitation', { name, code })).status === 200, { every: 1000 });
        return code;
    }

    post(path, body) {
        return fetch(`${this.url}/desk/api/${path}`, { method: 'POST', body: JSON.stringify(body),
            headers: { 'content-type': 'application/json', origin: this.url } });
    }

    async close() {
        await stop(this.process);
        rmSync(this.dir, { recursive: true, force: true });
    }
}

const hash = (value, options = {}) => blake2b(value, { dkLen: 32, ...options });
const wordList = readFileSync(join(root, 'src/protocol/words.txt'), 'utf8').split('\n').filter(Boolean);

// A kiosk as the server sees it: one that asks for a card of a class and waits.
export class PlainKiosk {
    constructor(server, name) {
        const { publicKey, privateKey } = generateKeyPairSync('ed25519');
        this.server = server;
        this.name = name;
        this.key = createPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' }));
        const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x, 'base64url');
        this.id = Buffer.from(hash(raw)).subarray(0, 16);
        server.command('add-kiosk', '--name', name, '--site', kSite, '--key', raw.toString('hex'));
    }

    // The words of a new issuance, once the server has it. path: its number in the protocol.
    async ask(cardClass, path = 0) {
        this.path = path;
        this.request = randomBytes(16);
        this.cardClass = cardClass;
        this.payloadHash = randomBytes(32);
        await until(`${this.name} waits`, async () => (await this.post()).status === 200, { every: 1000 });
        const words = hash(Buffer.concat([this.id, this.request, this.payloadHash, Buffer.alloc(1024), Buffer.from([cardClass])]),
            { key: Buffer.from('porchlight words v1') });
        return [...words.slice(0, 3)].map((index) => wordList[index]);
    }

    // Its name, and the two bytes that go with it; asking is also how a kiosk says that it is there.
    async answer() {
        const answer = Buffer.from(await (await this.post()).arrayBuffer());
        return [['waiting', 'approved', 'denied', 'cancelled', 'sent back', 'ended'][answer[4]], answer[5], answer[6]];
    }

    async state() { return (await this.answer())[0]; }

    async post() {
        const challenge = Buffer.from(await (await fetch(`${this.server.url}/v1/challenge`)).arrayBuffer());
        const body = Buffer.concat([Buffer.from('PLK1'), Buffer.from([1, this.cardClass, 0, this.path]), this.id, this.request, challenge,
            this.payloadHash, Buffer.alloc(1024 + 96)]);
        const context = Buffer.from('porchlight kiosk request v1');
        const signature = sign(null, Buffer.concat([Buffer.from([context.length]), context, body]), this.key);
        return fetch(`${this.server.url}/v1/kiosk`, { method: 'POST', body: Buffer.concat([body, signature]),
            headers: { 'content-type': 'application/octet-stream' } });
    }
}

// The code of an app, RFC 6238, a step ahead of the clock: one that a server takes which has just started.
export function appCode(base32, ahead = 1) {
    const symbols = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
    const bits = [...base32.replaceAll(' ', '')].map((symbol) => symbols.indexOf(symbol).toString(2).padStart(5, '0')).join('');
    const secret = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
    const counter = Buffer.alloc(8);
    counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + ahead));
    const mac = createHmac('sha1', secret).update(counter).digest();
    return String((mac.readUInt32BE(mac[19] & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
