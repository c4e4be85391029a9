// One applicant at a branch where something goes wrong: hands the same card request over until a card lies in the tray,
// each time with a new approval, as page and librarian do. Throws where a receipt brought two cards, where one was said
// to be printed that does not lie there, or where nobody said anything.
import assert from 'node:assert/strict';
import { until } from '../e2e/support/processes.mjs';

const kMostReceipts = 6;
// The bridge has only just started, or does not see its printer or its server yet.
const kLater = new Set(['gone', 'printer', 'server_gone', 'no_manifest', 'busy']);
const kEnds = new Set(['printed', 'failed', 'tray', 'denied', 'cancelled', 'idle']);
const patiently = { seconds: 60, every: 20 };

export class Visit {
    receipts = 0;
    second = 0; // of these receipts
    questions = 0;
    failures = 0; // told to the applicant
    found = 'nothing';
    #again = '';
    #struck = false;
    #before; // what had been in the tray when this receipt was asked for
    #since; // how many states the page had seen

    constructor(lane, body, fault, random) { Object.assign(this, { lane, page: lane.page, body, fault, random }); }

    async goOn() {
        while (this.found !== 'card') {
            assert.ok(this.receipts < kMostReceipts, `no card after ${this.receipts} receipts`);
            await this.#oneCard();
            if (this.fault.leaves) break;
        }
        await this.beside;
        // A bridge that was killed before it wrote the end down asks of a card that the page had heard of.
        if (this.page.now.state === 'tray') await this.#answer();
        await this.page.leave();
        return this;
    }

    async #oneCard() {
        const { lane, page } = this;
        this.#before = { cards: lane.cards().length, spoiled: lane.spoiled, jobs: lane.jobs };
        const words = await this.#handOver();
        this.#since = page.states.length;
        assert.equal((await lane.desk.entry(words)).again, this.#again, 'the desk is told why it is printed again');
        if (!this.#struck) await this.#strike();
        // A bridge that was killed before the approval knows nothing of the request any more.
        if (!this.#saw('gone', 'idle')) await this.#approve(words);
        const end = this.fault.leaves ? await this.#leave() : await this.#end();
        if (end.state === 'tray') await this.#answer();
        await lane.printerRests();
        this.#judge(end);
    }

    async #handOver() {
        let answer;
        await until('the request is taken', async () => {
            answer = await this.page.submit(this.body, this.#again);
            return answer.words || !kLater.has(answer.error);
        }, patiently);
        assert.ok(answer.words, `the bridge said ${answer.error}`);
        return answer.words;
    }

    async #strike() {
        this.#struck = true;
        this.beside = (await this.fault.strike(this))?.();
        this.beside?.catch(() => {}); // It is awaited later.
    }

    async #approve(words) {
        assert.equal((await this.lane.desk.approve(words)).result, 'approved');
        this.receipts++;
        if (this.#again) this.second++;
    }

    #saw(...wanted) { return this.page.states.slice(this.#since).some(({ state }) => wanted.includes(state)); }

    async #end() {
        const ended = () => this.page.states.slice(this.#since).find(({ state }) => kEnds.has(state));
        await this.page.until('an end', ended);
        return ended();
    }

    // Nobody is there any more: the journal knows how it ended, or whoever comes next is asked.
    async #leave() {
        await until('the job is with the printer', () => this.lane.jobs > this.#before.jobs, patiently);
        await this.page.leave();
        if (this.fault.leaves.asked) await this.page.until('the question', () => this.page.now.state === 'tray');
        return this.page.now;
    }

    // The librarian sees to the printer first, looks when nothing moves in it, and says what lies there until that is
    // durable. Where the bridge dies over the answer, its next start says whether it was.
    async #answer() {
        const { lane, page } = this;
        await lane.desk.sees(true);
        await this.beside;
        await lane.printerRests();
        const found = this.#inTray();
        const dies = this.fault.beforeAnswer?.(this)?.();
        let died = false;
        await until('the answer is taken', async () => {
            const error = await page.answer(found);
            died ||= error === 'gone';
            return error === '' || (died && error === 'no_question');
        }, patiently);
        await dies;
        await lane.desk.sees(false);
        this.questions++;
    }

    // What came of this receipt.
    #inTray() {
        const cards = this.lane.cards().length - this.#before.cards;
        const spoiled = this.lane.spoiled - this.#before.spoiled;
        assert.ok(cards + spoiled <= 1, `${cards + spoiled} cards for one receipt`);
        return cards ? 'card' : spoiled ? 'spoiled' : 'nothing';
    }

    // What was said against what lies there, and for what reason a card is printed again.
    #judge({ state, error }) {
        this.found = this.#inTray();
        if (state === 'tray') {
            this.#again = this.found === 'card' ? '' : this.found;
        } else if (state === 'printed') {
            assert.equal(this.found, 'card', 'no card, and nobody was asked');
        } else if (state === 'failed') {
            assert.equal(this.found, 'nothing', `failed with ${error}, and something lies there`);
            this.failures++;
            this.#again = 'failed';
        } else if (this.fault.leaves) {
            assert.equal(this.found, 'card', 'no card, and nobody was asked');
        } else {
            assert.equal(state, 'idle');
            assert.equal(this.found, 'nothing', 'a card that nobody knows of');
            if (this.#saw('approved')) this.#again = 'failed';
        }
    }
}
