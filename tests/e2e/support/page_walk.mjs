// The kiosk's page against a stand-in for its bridge, and a walk through all of its screens that knows no step by name:
// fields are filled by id, and each screen is left by its way on.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sodium from 'libsodium-wrappers';
import { StandInBridge, manifestFor } from './intake_bridge.mjs';
import { root } from './stack.mjs';

const kMostScreens = 40;
const release = process.env.PORCHLIGHT_RELEASE ?? join(root, 'build/wasm/release');
const programme = JSON.parse(readFileSync(join(root, 'assets/programs/lakehaven.json'), 'utf8'));
await sodium.ready;
const epoch = sodium.crypto_box_keypair();

export const kTyped = { name: 'José Ñandú Ortíz', month: '3', day: '12', year: '1990' };

// The applicant's day is always the same one, so that what a screen says of it is, too.
function stopClock(today) {
    const Real = Date;
    globalThis.Date = class extends Real {
        constructor(...given) { super(...(given.length ? given : [today])); }
    };
}

export class PageWalk {
    static async open(browser, { change = {}, makeHand, today = '2026-11-23T12:00:00', ...options } = {}) {
        const walk = new PageWalk();
        walk.bridge = new StandInBridge(release, manifestFor({ ...programme, ...change }, sodium.to_hex(epoch.publicKey)));
        const address = await walk.bridge.start();
        walk.context = await browser.newContext({ locale: 'en-US', viewport: { width: 1080, height: 1920 }, permissions: ['camera'], ...options });
        walk.page = await walk.context.newPage();
        walk.page.setDefaultTimeout(60_000);
        await walk.context.addInitScript(stopClock, today);
        walk.errors = [];
        walk.page.on('pageerror', (error) => walk.errors.push(error.message));
        walk.hand = await makeHand?.(walk.page);
        await walk.page.goto(address);
        await walk.on('welcome');
        return walk;
    }

    async close() {
        assert.deepEqual(this.errors, []);
        await this.context.close();
        await this.bridge.stop();
    }

    screen() { return this.page.evaluate(() => document.getElementById('main').dataset.screen); }
    on(screen) { return this.page.locator(`#main[data-screen="${screen}"]`).waitFor(); }
    has(id) { return this.page.evaluate((name) => document.getElementById(name) !== null, id); }

    async #onward() {
        for (const id of ['ready', 'continue', 'start']) if (await this.has(id)) return id;
        return this.page.evaluate(() => [...document.querySelectorAll('#foot button')].findLast(({ id }) => id !== 'back').id);
    }

    async #fill() {
        for (const id of await this.page.evaluate(() => [...document.querySelectorAll('#main input[type=text]')].map((field) => field.id)))
            if (kTyped[id] && await this.page.evaluate((name) => document.getElementById(name).value === '', id)) await this.hand.type(id, kTyped[id]);
    }

    async #photograph(seen) {
        await this.page.locator('#photo-take[aria-disabled=false]').waitFor();
        await seen('photo-live');
        await this.hand.press('photo-take');
        await this.page.locator('#photo-again').waitFor();
    }

    // From the first screen to the review. seen(name) is called on each.
    async toReview(seen = () => {}) {
        for (let i = 0; i < kMostScreens; i++) {
            const here = await this.screen();
            await seen(here);
            if (here === 'review') return;
            await this.#fill();
            if (await this.has('photo-take')) await this.#photograph(seen);
            await this.hand.press(await this.#onward());
            await this.page.waitForFunction((screen) => document.getElementById('main').dataset.screen !== screen, here);
        }
        throw new Error('the way does not end');
    }

    // From the review to the card, and out.
    async toCard(seen = () => {}) {
        await this.hand.press('ready');
        await this.on('approval');
        await this.page.locator('#words').waitFor();
        await seen('approval');
        this.bridge.say({ issuance: { state: 'printing', page: 2, pages: 2 } });
        await this.on('issuing');
        await this.page.locator('#progress').waitFor();
        await seen('issuing');
        this.bridge.say({ issuance: { state: 'printed' } });
        await this.on('done');
        await seen('done');
        await this.hand.press('done');
        await this.page.waitForURL(/\/bye$/);
    }
}
