// What the server answers to the pages of a browser is what src/protocol/openapi.json describes (tests/support).
import assert from 'node:assert/strict';
import { checkAnswer, pathItem } from '../../support/server_answers.mjs';

const kServers = /^\/(desk|admin|verify|v1)\//; // and no path of a bridge's

export class AnswerWatch {
    #wrong = [];
    #pending = new Set();
    checked = 0;

    constructor(context) {
        context.on('requestfinished', (request) => {
            const { pathname, search } = new URL(request.url());
            // Nobody is shown what a service worker asks for.
            if (!kServers.test(pathname) || !pathItem(pathname) || request.serviceWorker()) return;
            const check = this.#check(request, pathname + search).finally(() => this.#pending.delete(check));
            this.#pending.add(check);
        });
    }

    async #check(request, target) {
        let answer;
        try {
            const response = await request.response();
            answer = { status: response.status(), headers: await response.allHeaders(), body: await response.body() };
        } catch {
            return; // The page has left, and its answers with it.
        }
        try {
            checkAnswer(request.method(), target, answer);
            this.checked++;
        } catch (error) {
            this.#wrong.push(error.message);
        }
    }

    async settle() { await Promise.all(this.#pending); }

    expectGood() { assert.deepEqual(this.#wrong, []); }
}
