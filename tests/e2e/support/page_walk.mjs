// A walk through all screens of the kiosk's page that knows a step only where something must be chosen: fields are
// filled by id, and each screen is left by its way on.
import { PageKiosk } from './page_kiosk.mjs';

const kMostScreens = 40;

export const kTyped = { name: 'José Ñandú Ortíz', month: '3', day: '12', year: '1990', emergency: '555 0101' };
// A child of the day at which the walk stops the clock.
export const kChild = { ...kTyped, year: '2018' };

// The applicant's day is always the same one, so that what a screen says of it is, too.
function stopClock(today) {
    const Real = Date;
    globalThis.Date = class extends Real {
        constructor(...given) { super(...(given.length ? given : [today])); }
    };
}

export class PageWalk extends PageKiosk {
    // makeHand: of support/hands.mjs. papers: the class whose papers the helper checks; none: it is skipped.
    static async open({ change = {}, makeHand, today = '2026-11-23T12:00:00', typed = kTyped, papers = '', ...context } = {}) {
        return super.open(change, { viewport: { width: 1080, height: 1920 }, ...context }, async (walk) => {
            walk.page.setDefaultTimeout(60_000);
            await walk.context.addInitScript(stopClock, today);
            Object.assign(walk, { typed, papers, hand: await makeHand?.(walk.page) });
        });
    }

    screen() { return this.page.evaluate(() => document.getElementById('main').dataset.screen); }
    has(id) { return this.page.evaluate((name) => document.getElementById(name) !== null, id); }
    isGone(id) { return this.page.locator(`#${id}`).waitFor({ state: 'hidden' }); }
    #leaves(screen) {
        return this.page.waitForFunction((here) => document.getElementById('main').dataset.screen !== here, screen)
            .catch((error) => { throw new Error(`still at ${screen}`, { cause: error }); });
    }

    async #onward() {
        for (const id of ['ready', ...(this.papers ? [] : ['papers-skip']), 'continue', 'start']) if (await this.has(id)) return id;
        return this.page.evaluate(() => [...document.querySelectorAll('#foot button')].findLast(({ id }) => id !== 'back').id);
    }

    async #fill() {
        for (const id of await this.page.evaluate(() => [...document.querySelectorAll('#main input[type=text]')].map((field) => field.id)))
            if (this.typed[id] && await this.page.evaluate((name) => document.getElementById(name).value === '', id)) await this.hand.type(id, this.typed[id]);
    }

    // What a screen asks for beside text; what comes up by that is seen too.
    async #choose(screen, seen) {
        if (screen === 'age' && this.papers) await this.hand.press(`age-${this.papers}`);
        if (screen === 'papers') await this.hand.press('paper-passport');
        if (screen === 'caretaker') await this.hand.press('caretaker-here');
        if (screen === 'checklist') {
            await this.hand.press('take-along');
            await this.on('take-along');
            await seen('take-along');
            await this.hand.press('back');
            await this.on('checklist');
        }
        if (screen === 'photo') {
            await this.hand.press('photo-take');
            await this.page.locator('#photo-again').waitFor();
            await seen('photo-taken');
        }
    }

    // Until it stands still: camera and picture of the card come by themselves.
    async #settles(screen) {
        if (screen === 'photo') await this.page.locator('#photo-take[aria-disabled=false]').waitFor();
        if (screen === 'review') await this.page.locator('#card-back').waitFor();
    }

    // From the first screen to the review. seen(name) is called on each.
    async toReview(seen = () => {}) {
        for (let i = 0; i < kMostScreens; i++) {
            const here = await this.screen();
            await this.#settles(here);
            await seen(here);
            if (here === 'review') return;
            await this.#fill();
            await this.#choose(here, seen);
            await this.hand.press(await this.#onward());
            await this.#leaves(here);
        }
        throw new Error('the way does not end');
    }

    // By nobody's hand, where only the screen itself matters.
    async hurryTo(screen) {
        for (let i = 0; i < kMostScreens; i++) {
            const here = await this.screen();
            if (here === screen) return;
            await this.page.evaluate((id) => document.getElementById(id).click(), await this.#onward());
            await this.#leaves(here);
        }
        throw new Error(`no way leads to ${screen}`);
    }

    async toApproval() {
        await this.hand.press('ready');
        await this.on('approval');
        await this.page.locator('#words').waitFor();
    }

    async toIssuing() {
        this.bridge.say({ issuance: { state: 'printing', page: 2, pages: 2 } });
        await this.on('issuing');
        await this.page.locator('#progress').waitFor();
    }

    // From the review to the card, and out.
    async toCard(seen = () => {}) {
        await this.toApproval();
        await seen('approval');
        await this.toIssuing();
        await seen('issuing');
        this.bridge.say({ issuance: { state: 'printed' } });
        await this.on('done');
        await seen('done');
        await this.hand.press('done');
        await this.page.waitForURL(/\/bye$/);
    }
}
