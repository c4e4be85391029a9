// Three ways to use the kiosk's page: keys alone, a finger alone with the keyboard on the screen, and what assistive
// technology does. Each presses an element and types into a field, by id, and by nothing that the others use.
import assert from 'node:assert/strict';
import { sleep } from './processes.mjs';

const kTabs = 120; // more than any screen has
const kSamePlace_px = 50;
const kDoubleTap_ms = 1000;
const plain = (letter) => letter.normalize('NFD')[0];

class Hand {
    constructor(page) { this.page = page; }

    // Counts, from before the page's first script, what must not happen.
    async forbid(...types) {
        await this.page.context().addInitScript((names) => {
            globalThis.foreign = [];
            for (const name of names) addEventListener(name, ({ type, isTrusted }) => { if (isTrusted) globalThis.foreign.push(type); }, true);
        }, types);
    }

    async foreign() { return this.page.evaluate(() => globalThis.foreign); }
}

export class Keys extends Hand {
    static async of(page) {
        const hand = new Keys(page);
        await hand.forbid('pointerdown', 'mousedown', 'touchstart');
        return hand;
    }

    async #reach(id) {
        for (let i = 0; i < kTabs; i++) {
            const focus = await this.page.evaluate(() => ({ id: document.activeElement.id, isSeen: document.activeElement.matches(':focus-visible') }));
            if (focus.id === id) return assert.ok(focus.isSeen, `the focus is seen on ${id}`);
            await this.page.keyboard.press('Tab');
        }
        throw new Error(`no Tab leads to ${id}`);
    }

    async press(id) {
        await this.#reach(id);
        await this.page.keyboard.press('Enter');
    }

    async type(id, text) {
        await this.#reach(id);
        await this.page.keyboard.type(text);
    }
}

export class Finger extends Hand {
    lastPress = { x: 0, y: 0, when: 0 };

    static async of(page) {
        const hand = new Finger(page);
        await hand.forbid('keydown', 'wheel');
        hand.session = await page.context().newCDPSession(page);
        return hand;
    }

    async #at(id) {
        const box = await this.page.evaluate((name) => {
            const element = document.getElementById(name);
            const { x, y, width, height } = element.getBoundingClientRect();
            const [cx, cy] = [x + width / 2, y + height / 2];
            return { x: cx, y: cy, hit: element.contains(document.elementFromPoint(cx, cy)) };
        }, id);
        assert.ok(box.hit, `a finger hits ${id}`);
        return { x: box.x, y: box.y };
    }

    async down(id, at) { await this.session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [at ?? await this.#at(id)] }); }
    async up() {
        await this.session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
        // The keys may be others now: a finger finds the next one when it is seen. Or the page has gone, with its session.
        const drawn = this.page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); }));
        await drawn.catch((error) => { if (!error.message.includes('because of a navigation')) throw error; });
    }

    // A press is short, however slow the page is: the finger goes without waiting for what it did. The next one on the
    // same place comes when it is no double tap, which is one wish.
    async press(id) {
        const at = await this.#at(id);
        const passed = performance.now() - this.lastPress.when;
        if (Math.hypot(at.x - this.lastPress.x, at.y - this.lastPress.y) < kSamePlace_px && passed < kDoubleTap_ms) await sleep(kDoubleTap_ms - passed);
        await Promise.all([this.down(id, at), this.up()]);
        this.lastPress = { ...at, when: performance.now() };
    }

    async type(id, text) {
        await this.press(id);
        await this.page.locator('#keyboard').waitFor();
        let typed = '';
        for (const letter of text) {
            await this.#letter(letter);
            typed += letter;
            await this.page.waitForFunction(([name, value]) => document.getElementById(name).value === value, [id, typed]);
        }
        assert.equal(await this.page.evaluate(() => document.activeElement.id), id, 'the focus stays in the field');
        await this.press('key-hide');
        await this.page.locator('#keyboard').waitFor({ state: 'hidden' });
    }

    #key(letter) {
        return this.page.evaluate((text) => [...document.querySelectorAll('#keyboard button')].find((key) => key.textContent === text)?.id, letter);
    }

    async #letter(letter) {
        if (letter === ' ') return this.press('key-space');
        const there = await this.#key(letter);
        if (there) return this.press(there);
        const other = letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase();
        if (await this.#key(other) || await this.#key(plain(other))) {
            await this.press('key-shift');
            await this.page.waitForFunction((text) => [...document.querySelectorAll('#keyboard button')].some((key) => key.textContent === text),
                await this.#key(letter) ? letter : plain(letter));
            return this.#letter(letter);
        }
        // A long press: its accents come while the finger rests.
        await this.down(await this.#key(plain(letter)));
        await this.page.locator(`#keyboard button:text-is("${letter}")`).waitFor();
        await this.up();
        await this.press(await this.#key(letter));
    }
}

export class Assistive extends Hand {
    static async of(page) {
        const hand = new Assistive(page);
        await hand.forbid('pointerdown', 'mousedown', 'touchstart', 'keydown');
        hand.session = await page.context().newCDPSession(page);
        await hand.session.send('Accessibility.enable');
        return hand;
    }

    // The element as the accessibility tree has it: with a role and a name, or it is not there for anyone.
    async #node(id) {
        const { result } = await this.session.send('Runtime.evaluate', { expression: `document.getElementById(${JSON.stringify(id)})` });
        const { nodes } = await this.session.send('Accessibility.getPartialAXTree', { objectId: result.objectId, fetchRelatives: false });
        assert.ok(!nodes[0].ignored && nodes[0].name.value, `${id} is in the accessibility tree, by a name`);
        return result.objectId;
    }

    async #call(id, functionDeclaration, ...values) {
        const objectId = await this.#node(id);
        await this.session.send('Runtime.callFunctionOn', { objectId, functionDeclaration, arguments: values.map((value) => ({ value })) });
    }

    press(id) { return this.#call(id, 'function () { this.focus(); this.click(); }'); }

    type(id, text) {
        return this.#call(id, 'function (text) { this.focus(); this.value = text; this.dispatchEvent(new Event("input", { bubbles: true })); }', text);
    }
}
