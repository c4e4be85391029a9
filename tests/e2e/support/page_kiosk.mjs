// The kiosk's page alone in a browser, against a stand-in for the bridge. PORCHLIGHT_RELEASE names another folder than
// build/wasm/release.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sodium from 'libsodium-wrappers';
import { chromium } from 'playwright-core';
import { StandInBridge, manifestFor } from './intake_bridge.mjs';

export const kRoot = fileURLToPath(new URL('../../..', import.meta.url));
const kChromium = ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update',
    '--disable-sync', '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];

await sodium.ready;
export const epoch = sodium.crypto_box_keypair();
export const programme = JSON.parse(readFileSync(`${kRoot}/assets/programs/lakehaven.json`, 'utf8'));
const release = process.env.PORCHLIGHT_RELEASE ?? `${kRoot}/build/wasm/release`;
export const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: kChromium });

// Counts what WebGL draws, from before the page's first script.
function countDraws() {
    globalThis.draws = 0;
    const { drawElements } = WebGL2RenderingContext.prototype;
    WebGL2RenderingContext.prototype.drawElements = function (...all) {
        ++globalThis.draws;
        return drawElements.apply(this, all);
    };
    globalThis.violations = [];
    addEventListener('securitypolicyviolation', (event) => globalThis.violations.push(event.violatedDirective));
}

export class PageKiosk {
    static #opened = new Set();

    // At the first screen. change: of the programme; prepare(kiosk): before the page is asked for.
    static async open(change = {}, context = {}, prepare = () => {}) {
        const kiosk = new this();
        PageKiosk.#opened.add(kiosk);
        kiosk.bridge = new StandInBridge(release, manifestFor({ ...programme, ...change }, sodium.to_hex(epoch.publicKey)));
        const address = await kiosk.bridge.start();
        kiosk.context = await browser.newContext({ locale: 'en-US', viewport: { width: 1080, height: 1200 }, permissions: ['camera'], ...context });
        await kiosk.context.addInitScript(countDraws);
        kiosk.page = await kiosk.context.newPage();
        kiosk.page.setDefaultTimeout(40_000);
        kiosk.errors = [];
        kiosk.page.on('pageerror', (error) => kiosk.errors.push(error.message));
        await prepare(kiosk);
        await kiosk.page.goto(address);
        await kiosk.on('welcome');
        return kiosk;
    }

    async close() {
        assert.deepEqual(this.errors, []);
        await this.#end();
    }

    async #end() {
        PageKiosk.#opened.delete(this);
        await this.context?.close();
        await this.bridge.stop();
    }

    // What a check that failed has left open would keep its file running.
    static async endAll() {
        for (const kiosk of PageKiosk.#opened) await kiosk.#end();
        await browser.close();
    }

    // A screen by its name in src/intake/screens/step_names.cpp, whatever the language.
    on(screen) { return this.page.locator(`#main[data-screen="${screen}"]`).waitFor(); }
    question(name) { return this.page.getByRole('heading', { name }).waitFor(); }
    press(name) { return this.page.getByRole('button', { name, exact: true }).click(); }
    field(name) { return this.page.getByRole('textbox', { name, exact: true }); }

    async toPath() {
        await this.press('Start');
        await this.question('What do we keep, and what not?');
        await this.press('Continue');
        await this.question('What do you need today?');
    }

    async toName(name) {
        await this.toPath();
        await this.press('Continue');
        await this.press('Skip this');
        await this.question('What is your name?');
        if (name !== undefined) await this.field('Full name').fill(name);
    }

    async toReview(name = 'Ana Núñez') {
        await this.toName(name);
        await this.fromNameToReview();
    }

    async fromNameToReview() {
        await this.press('Continue');
        await this.question('What is your date of birth?');
        for (const [part, value] of [['Month', '3'], ['Day', '12'], ['Year', '1990']]) await this.field(part).fill(value);
        await this.press('Continue');
        await this.question('Do you want a gender on your card?');
        await this.page.getByRole('radio', { name: 'X', exact: true }).check();
        await this.press('Continue');
        await this.fromExtrasToReview();
    }

    async fromExtrasToReview() {
        await this.toPhoto();
        await this.page.locator('#photo-take[aria-disabled=false]').waitFor();
        await this.press('Take photo');
        await this.press('Take it now');
        await this.question('Do you like this photo?');
        await this.press('Continue');
        await this.question('Is everything right?');
    }

    // From the gender.
    async toPhoto() {
        await this.question('What else should your card show?');
        await this.press('Continue');
        await this.question('Which services do you want on your card?');
        await this.press('Continue');
        await this.question('Ready for your photo?');
    }

    async toWords() {
        await this.press('Ready for the librarian');
        await this.page.getByRole('listitem').first().waitFor();
    }

    frames(wait) {
        return this.page.evaluate(async (milliseconds) => {
            const before = globalThis.draws;
            await new Promise((done) => setTimeout(done, milliseconds));
            return globalThis.draws - before;
        }, wait);
    }
}
