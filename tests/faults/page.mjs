// The kiosk's page without its screens: speaks to a bridge as the page does (protocol/PROTOCOL.md, The bridge's page
// interface), over restarts of the bridge.
import { get } from 'node:http';
import { ask } from '../e2e/support/http.mjs';
import { until } from '../e2e/support/processes.mjs';

export class Page {
    states = []; // of the issuance, as they were told, oldest first; 'gone' where the bridge did not answer
    #isOver = false;

    static async enter(stack) {
        const page = new Page();
        page.url = stack.kioskUrl;
        const { pathname, search } = new URL(stack.address());
        const { headers } = await ask(page.url, { path: pathname + search });
        page.cookie = headers['set-cookie'][0].split(';')[0];
        page.#listen();
        await page.until('the first event', () => page.states.length > 0);
        return page;
    }

    get now() { return this.states.at(-1); }

    #listen() {
        if (this.#isOver) return;
        const again = () => {
            if (this.now?.state !== 'gone') this.states.push({ state: 'gone' });
            setTimeout(() => this.#listen(), 50);
        };
        this.listening = get(`${this.url}/api/events`, { headers: { cookie: this.cookie }, agent: false }, (stream) => {
            let text = '';
            stream.setEncoding('utf8');
            stream.on('data', (part) => {
                const lines = (text += part).split('\n\n');
                text = lines.pop();
                for (const line of lines.filter((one) => one.startsWith('data: '))) this.states.push(JSON.parse(line.slice(6)).issuance);
            });
            stream.on('error', () => {});
            stream.on('close', again);
        }).on('error', again);
    }

    #post(path, body, type = 'application/octet-stream') {
        return ask(this.url, { method: 'POST', path, body, headers: { origin: this.url, cookie: this.cookie, 'content-type': type } });
    }

    // { words } or { error }; { error: 'gone' } when the bridge ended meanwhile.
    async submit(body, again = '') {
        try {
            const answer = await this.#post(`/api/issuance${again && `?again=${again}`}`, body);
            return JSON.parse(answer.body);
        } catch {
            return { error: 'gone' };
        }
    }

    // '', or the error.
    async answer(found) {
        try {
            const { status, error } = await this.#post('/api/tray', JSON.stringify({ found }), 'application/json');
            return status === 204 ? '' : error;
        } catch {
            return 'gone';
        }
    }

    leave() { return this.#post('/api/leave', '{}', 'application/json'); }

    until(what, condition) { return until(`${what}: ${JSON.stringify(this.states.slice(-6))}`, condition, { seconds: 60, every: 20 }); }

    close() {
        this.#isOver = true;
        this.listening.destroy();
    }
}
