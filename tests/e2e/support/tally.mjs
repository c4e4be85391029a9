// What came of the sessions so far, counted where it lies: at the bridge's way to the server, in the server's
// database, at the printer and in its tray.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { read } from './database.mjs';
import { until } from './processes.mjs';

export const slowTray = join(import.meta.dirname, 'slow_tray');

const kIssue = 1;
export const isIssue = (post) => post[4] === kIssue;
const requestId = (post) => post.toString('hex', 24, 40);

export class Tally {
    #had;

    // Of a stack with the slow tray, whose bridge knows the server by `between`.
    constructor(stack, between) {
        this.stack = stack;
        this.between = between;
        this.#had = this.now();
    }

    #jobs() {
        const noted = join(this.stack.dir, 'jobs');
        return existsSync(noted) ? readFileSync(noted, 'utf8').split('\n').length - 1 : 0;
    }

    now() {
        const counted = (outcome) => read(this.stack, `SELECT coalesce(sum(n), 0) FROM counts WHERE outcome = '${outcome}'`)[0][0];
        return {
            issuances: new Set(this.between.posts.filter(isIssue).map(requestId)).size,
            approvals: counted('approved'),
            approvedAgain: counted('approved_again'),
            records: this.stack.open().length,
            jobs: this.#jobs(),
            cards: this.stack.cards().length,
        };
    }

    // So many more than when this was last asked: what comes late is found by the next question.
    grew(by) {
        const now = this.now();
        const more = Object.fromEntries(Object.entries(now).map(([name, count]) => [name, count - this.#had[name]]));
        this.#had = now;
        assert.deepEqual(more, { issuances: 0, approvals: 0, approvedAgain: 0, records: 0, jobs: 0, cards: 0, ...by });
    }

    stopTray() { writeFileSync(join(this.stack.dir, 'stopped'), ''); }
    startTray() { rmSync(join(this.stack.dir, 'stopped'), { force: true }); }
    jobArrives() { return until('a job at the printer', () => this.#jobs() > this.#had.jobs); }
    cardFalls() { return until('a card in the tray', () => this.stack.cards().length > this.#had.cards); }
}
