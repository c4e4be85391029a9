// Stands between a bridge and its server, and may change what the server answers: a server that was taken over.
import { createServer, request } from 'node:http';

const bodyOf = async (message) => {
    const parts = [];
    for await (const part of message) parts.push(part);
    return Buffer.concat(parts);
};

export class Relay {
    // Gives another { status, body } instead of the one to a kiosk's request, or the same.
    alter = (answer) => answer;
    target; // the server's address
    #server = createServer((asked, answer) => this.#pass(asked, answer).catch(() => answer.destroy()));

    static async open() {
        const relay = new Relay();
        await new Promise((resolve) => relay.#server.listen(0, '127.0.0.1', resolve));
        relay.url = `http://127.0.0.1:${relay.#server.address().port}`;
        return relay;
    }

    async #pass(asked, answer) {
        const body = await bodyOf(asked);
        const { status, headers, content } = await this.#askServer(asked, body, answer);
        const isKiosk = asked.method === 'POST' && asked.url === '/v1/kiosk';
        const changed = isKiosk ? this.alter({ status, body: content }) : { status, body: content };
        answer.writeHead(changed.status, { ...headers, 'content-length': changed.body.length });
        answer.end(changed.body);
    }

    // Ends with whoever asked.
    #askServer({ method, url, headers }, body, answer) {
        return new Promise((resolve, reject) => {
            const { host } = new URL(this.target);
            const asked = request(this.target + url, { method, headers: { ...headers, host }, agent: false }, async (message) => {
                resolve({ status: message.statusCode, headers: message.headers, content: await bodyOf(message) });
            });
            asked.on('error', reject);
            answer.on('close', () => asked.destroy());
            asked.end(body);
        });
    }

    close() {
        this.#server.closeAllConnections();
        return new Promise((resolve) => this.#server.close(resolve));
    }
}
