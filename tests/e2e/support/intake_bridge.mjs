// Stands in for the bridge where only the kiosk's page is looked at: serves a release with a bridge's headers and
// answers its messages by hand. The whole line, with the real bridge, is the other tests' matter.
import { createServer } from 'node:http';
import { existsSync, readFileSync } from 'node:fs';
import { extname, join, normalize } from 'node:path';

const kTypes = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml',
    '.wasm': 'application/wasm', '.ttf': 'font/ttf', '.index': 'text/plain; charset=utf-8' };
const kPolicy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self'; " +
    "media-src 'self' blob:; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

export class StandInBridge {
    requests = [];
    previews = []; // the bodies
    previewAnswer = { status: 200, body: Buffer.alloc(2 * 506 * 319 * 3, 0xc0) };
    again = []; // of each request, as its query said
    found = []; // the answers about the tray
    foundAnswer = { status: 204, body: null };
    codes = false; // does a librarian approve at this kiosk?
    typed = []; // what librarians typed
    codeAnswer = { status: 401, body: { error: 'code' } };
    cancels = 0;
    leaves = 0;
    sent = 0; // bytes of bodies served
    answer = { status: 200, body: { words: ['apple', 'river', 'stone'] } };
    cancelAnswer = { status: 204, body: null };
    state = { issuance: { state: 'idle' }, server: 'ok', printer: { state: 'ready' } };
    #listeners = new Set();
    #server;

    constructor(release, manifest) {
        this.release = release;
        this.manifest = manifest;
        this.#server = createServer((request, response) => this.#serve(request, response));
    }

    async start(port = 0) {
        await new Promise((done) => this.#server.listen(port, '127.0.0.1', done));
        this.port = this.#server.address().port;
        return `http://localhost:${this.port}/`;
    }

    stop() {
        this.#server.closeAllConnections();
        return new Promise((done) => this.#server.close(done));
    }

    say(change) {
        Object.assign(this.state, change);
        for (const listener of this.#listeners) this.#send(listener);
    }

    #send(listener) { listener.write(`data: ${JSON.stringify(this.state)}\n\n`); }

    async #serve(request, response) {
        const { pathname: path, searchParams } = new URL(request.url, 'http://localhost');
        if (path === '/bye') return this.#reply(response, 200, 'text/html', '<!doctype html><title>Bye</title><h1>Goodbye</h1>');
        if (path === '/api/manifest') return this.#reply(response, 200, 'application/json', this.manifest);
        if (path === '/api/events') return this.#events(response);
        if (request.method === 'POST') return this.#post(path, searchParams, request, response);
        this.#file(path === '/' ? '/index.html' : path, response);
    }

    #events(response) {
        response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
        this.#listeners.add(response);
        response.on('close', () => this.#listeners.delete(response));
        this.#send(response);
    }

    async #post(path, query, request, response) {
        const parts = [];
        for await (const part of request) parts.push(part);
        if (path === '/api/issuance') {
            this.requests.push(Buffer.concat(parts));
            this.again.push(query.get('again'));
            if (this.answer.status === 200) this.state.issuance = { state: 'waiting', words: this.answer.body.words, codes: this.codes };
            this.#reply(response, this.answer.status, 'application/json', JSON.stringify(this.answer.body));
            return this.say({});
        }
        if (path === '/api/preview') {
            this.previews.push(Buffer.concat(parts));
            const { status, body } = this.previewAnswer;
            return this.#reply(response, status, Buffer.isBuffer(body) ? 'application/octet-stream' : 'application/json', Buffer.isBuffer(body) ? body : JSON.stringify(body));
        }
        if (path === '/api/cancel') {
            this.cancels++;
            if (this.cancelAnswer.status === 204) this.state.issuance = { state: 'cancelled' };
            return this.#reply(response, this.cancelAnswer.status, 'application/json', JSON.stringify(this.cancelAnswer.body ?? ''));
        }
        if (path === '/api/approve') {
            this.typed.push(JSON.parse(Buffer.concat(parts)));
            return this.#reply(response, this.codeAnswer.status, 'application/json', JSON.stringify(this.codeAnswer.body));
        }
        if (path === '/api/tray') {
            const { found } = JSON.parse(Buffer.concat(parts));
            this.found.push(found);
            const { status, body } = this.foundAnswer;
            if (status === 204)
                this.state.issuance = found === 'card' ? { state: 'printed' } : { state: 'failed', error: found === 'spoiled' ? 'spoiled' : 'no_card' };
            this.#reply(response, status, 'application/json', JSON.stringify(body ?? ''));
            return this.say({});
        }
        this.leaves++;
        this.#reply(response, 204, 'application/json', '');
    }

    #file(path, response) {
        const file = join(this.release, normalize(path));
        if (!existsSync(file)) return this.#reply(response, 404, 'application/json', '{"error":"not_found"}');
        const brotli = existsSync(`${file}.br`);
        const body = readFileSync(brotli ? `${file}.br` : file);
        this.#reply(response, 200, kTypes[extname(file)], body, brotli ? { 'Content-Encoding': 'br' } : {});
    }

    #reply(response, status, type, body, headers = {}) {
        if (status === 204) {
            response.writeHead(204);
            return response.end();
        }
        const bytes = Buffer.from(body ?? '');
        this.sent += bytes.length;
        response.writeHead(status, { 'Content-Type': type, 'Content-Security-Policy': kPolicy, 'Referrer-Policy': 'no-referrer',
            'X-Content-Type-Options': 'nosniff', 'Cross-Origin-Opener-Policy': 'same-origin', 'Permissions-Policy': 'camera=(self)', ...headers });
        response.end(bytes);
    }
}

// A manifest payload with the demo programme and a key that nobody opens with.
export function manifestFor(programme, epochKey) {
    const key = 'ab'.repeat(32);
    return JSON.stringify({ v: 1, type: 'manifest', city: programme.city, serial: 1, expires: 4102444800, programme,
        epoch: { id: 7, public_key: epochKey, end: '2027-01-01', destroy: '2034-01-01' },
        issuers: [{ public_key: key, withdrawn: false }], receipts: [{ public_key: key }] });
}
