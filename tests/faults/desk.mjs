// The desk without its screens: signs in and approves as a librarian does, over the server's desk interface.
import { askServer as ask } from '../support/server_answers.mjs';
import { until } from '../e2e/support/processes.mjs';

export class Desk {
    static async signIn(stack) {
        const desk = new Desk();
        desk.url = stack.serverUrl;
        const { librarian: name, password } = stack.programme.demo;
        const { headers } = await desk.#post('sign-in', { name, password });
        desk.cookie = headers['set-cookie'][0].split(';')[0];
        return desk;
    }

    #post(path, body) {
        const headers = { origin: this.url, 'content-type': 'application/json', ...(this.cookie && { cookie: this.cookie }) };
        return ask(this.url, { method: 'POST', path: `/desk/api/${path}`, headers, body: JSON.stringify(body) });
    }

    async look() {
        const { body } = await ask(this.url, { path: '/desk/api/waiting?after=0', headers: { cookie: this.cookie } });
        return JSON.parse(body);
    }

    // Of the issuance with these words, once it is there.
    entry(words) {
        const isIt = ({ choices }) => choices.some((choice) => choice.join() === words.join());
        return until(`${words} at the desk`, async () => (await this.look()).waiting.find(isIt), { every: 30 });
    }

    // What the server says to it.
    async approve(words) {
        return this.approveRequest((await this.entry(words)).request, words);
    }

    async approveRequest(request, words) { return JSON.parse((await this.#post('approve', { request, words })).body); }

    deny(request, reason) { return this.#post('deny', { request, reason }); }

    // Until the desk says so of its one kiosk.
    sees(tray) {
        return until(`the desk ${tray ? 'is' : 'is no more'} told to look into the tray`,
            async () => (await this.look()).printers.some((printer) => printer.tray === tray), { every: 50 });
    }
}
