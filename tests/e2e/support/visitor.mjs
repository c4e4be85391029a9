// Asks the bridge for what it serves, as the kiosk's browser would, and remembers it by hash.
import { createHash } from 'node:crypto';

export class Visitor {
    // A new one is let in, and the one before, or a browser, is not any more.
    static async enter(stack) {
        const visitor = new Visitor();
        const answer = await fetch(stack.address(), { redirect: 'manual' });
        visitor.cookie = answer.headers.get('set-cookie').split(';')[0];
        visitor.url = stack.kioskUrl;
        return visitor;
    }

    async get(path) {
        const answer = await fetch(`${this.url}${path}`, { headers: { Cookie: this.cookie } });
        return { status: answer.status, body: Buffer.from(await answer.arrayBuffer()) };
    }

    // { path: status and hash } of each.
    async look(paths) {
        const out = {};
        for (const path of paths) {
            const { status, body } = await this.get(path);
            out[path] = `${status} ${createHash('sha256').update(body).digest('hex')}`;
        }
        return out;
    }
}
