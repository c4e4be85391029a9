// Stands between bridge and server, where a network stands: passes what is asked, holds an answer back, cuts what is
// under way, changes it, or answers in the server's stead. Keeps what the bridge has posted.
import { createServer, request as ask } from 'node:http';

async function all(stream) {
    const parts = [];
    for await (const part of stream) parts.push(part);
    return Buffer.concat(parts);
}

export class Between {
    asked = []; // paths, oldest first
    posts = []; // bodies of kiosk requests, oldest first
    instead = new Map(); // path → what is answered in the server's stead
    // Gives another { path, status, body } instead of a server's answer, or the same.
    alter = (answer) => answer;
    #holds = null;
    target; // the server's address
    #server = createServer((request, response) => this.#pass(request, response).catch(() => response.destroy()));

    static async open() {
        const between = new Between();
        await new Promise((done) => between.#server.listen(0, '127.0.0.1', done));
        between.url = `http://127.0.0.1:${between.#server.address().port}`;
        return between;
    }

    // Answers that match ({ path, body }) are held back from now on. Resolves with the first of them.
    hold(matches) {
        return new Promise((held) => { this.#holds = { matches, held }; });
    }

    // Whatever is held or under way never arrives; what is asked from now on passes.
    cut() {
        this.#holds = null;
        this.#server.closeAllConnections();
    }

    async #pass(request, response) {
        const body = await all(request);
        this.asked.push(request.url);
        if (request.method === 'POST') this.posts.push(body);
        const answer = this.instead.has(request.url) ? { status: 200, body: this.instead.get(request.url) }
            : await this.#altered(request, response, body);
        if (this.#holds?.matches({ path: request.url, body: answer.body })) return this.#holds.held(answer.body);
        response.writeHead(answer.status, { 'Content-Type': 'application/octet-stream' }).end(answer.body);
    }

    async #altered(request, response, body) {
        const answer = { path: request.url, ...await this.#askServer(request, response, body) };
        return this.alter(answer);
    }

    #askServer({ method, url: path, headers }, response, body) {
        const { host } = new URL(this.target);
        return new Promise((resolve, reject) => {
            const onward = ask(this.target + path, { method, headers: { ...headers, host } },
                (answer) => all(answer).then((content) => resolve({ status: answer.statusCode, body: content }), reject));
            onward.once('error', reject);
            response.once('close', () => onward.destroy());
            onward.end(body);
        });
    }

    close() {
        this.#server.closeAllConnections();
        return new Promise((done) => this.#server.close(done));
    }
}

// An answer to a kiosk request that says yes (PROTOCOL.md, Answer).
export const isApproval = ({ path, body }) => path === '/v1/kiosk' && body.length === 256 && body[4] === 1;
