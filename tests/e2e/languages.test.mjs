// Every language from the first screen to the three words, by role and name, in real Chromium against a stand-in for
// the bridge; and what a language costs before a name can be typed. The long run goes through all, the short one
// through the two that differ most.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Browser } from './support/browser.mjs';
import { StandInBridge, manifestFor } from './support/intake_bridge.mjs';
import { languages, messages } from './support/messages.mjs';
import { root } from './support/stack.mjs';

const isLong = Boolean(process.env.PORCHLIGHT_LONG);
const programme = JSON.parse(readFileSync(join(root, 'assets/programs/lakehaven.json'), 'utf8'));
const release = process.env.PORCHLIGHT_RELEASE ?? join(root, 'build/wasm/release');
const kToNameField = 700 * 1024;
const kWithChineseName = 1.5 * 1024 * 1024;
const kBirthDate = { day: '12', month: '3', year: '1990' };
const kMostScreens = 30;
// A base point of Curve25519: something to seal to.
const kKey = `09${'00'.repeat(31)}`;

class Kiosk {
    static async open(tag) {
        const kiosk = new Kiosk();
        kiosk.tag = tag;
        kiosk.words = messages(tag);
        kiosk.bridge = new StandInBridge(release, manifestFor(programme, kKey));
        const address = await kiosk.bridge.start();
        kiosk.browser = await Browser.open({ locale: tag });
        kiosk.page = kiosk.browser.firstPage();
        kiosk.errors = [];
        kiosk.page.on('pageerror', (error) => kiosk.errors.push(error.message));
        await kiosk.page.goto(address);
        await kiosk.question('welcome.question');
        return kiosk;
    }

    async close() {
        assert.deepEqual(this.errors, []);
        await this.browser.close();
        await this.bridge.stop();
    }

    say(message) { return this.words.get(message); }
    question(message) { return this.page.getByRole('heading', { name: this.say(message), exact: true }).waitFor(); }
    button(message) { return this.page.getByRole('button', { name: this.say(message), exact: true }); }
    field(message) { return this.page.getByRole('textbox', { name: this.say(message), exact: true }); }

    // What each screen asks for; one that asks for nothing goes on.
    async answer(question, name) {
        const is = (message) => question === this.say(message);
        if (is('welcome.question')) return this.button('button.start').click();
        if (is('name.question')) await this.field('name.label').fill(name);
        if (is('date.question')) for (const part of ['day', 'month', 'year']) await this.field(`date.${part}`).fill(kBirthDate[part]);
        if (is('gender.question')) await this.page.getByRole('radio', { name: this.say('gender.none'), exact: true }).check();
        if (is('photo.question')) {
            await this.page.locator('#photo-take[aria-disabled=false]').waitFor();
            return this.button('photo.take').click();
        }
        if (is('review.question')) return this.button('review.ready').click();
        return this.button('button.continue').click();
    }

    // To the three words. Each screen is in the language and reads its way.
    async toWords(name) {
        const seen = [];
        const direction = this.tag === 'ar' ? 'rtl' : 'ltr';
        while (seen.length < kMostScreens) {
            const question = await this.page.locator('#question').innerText();
            const page = await this.page.evaluate(() => ({ lang: document.documentElement.lang, dir: document.documentElement.dir }));
            assert.deepEqual(page, { lang: this.tag, dir: direction });
            assert.ok([...this.words.values()].includes(question), `${this.tag} has no message “${question}”`);
            seen.push(question);
            if (question === this.say('approval.question')) return seen;
            await this.answer(question, name);
            await this.page.waitForFunction((before) => document.getElementById('question')?.textContent !== before, question);
        }
        throw new Error(`no end after ${seen.join(' | ')}`);
    }
}

const kNames = { ar: 'فاطمة الحدّاد', zh: '王小明', uk: 'Їванна Щербак', pl: 'Żaneta Łąkowska', fr: 'Zoë Lefèvre', fil: 'Niña Macaraeg', es: 'María Núñez', en: 'Anna O’Neill' };

for (const tag of isLong ? languages : ['ar', 'zh'])
    test(`promise_9: In ${tag}, an applicant goes from the first screen to the three words by role and name`, async () => {
        const kiosk = await Kiosk.open(tag);
        const seen = await kiosk.toWords(kNames[tag]);
        assert.ok(seen.length >= 7, seen.join(' | '));
        await kiosk.page.getByRole('list', { name: kiosk.say('approval.words'), exact: true }).waitFor();
        const items = kiosk.page.getByRole('listitem');
        await items.first().waitFor();
        assert.deepEqual(await items.allTextContents(), ['apple', 'river', 'stone']);
        assert.equal(await items.first().getAttribute('lang'), 'en');
        assert.equal(kiosk.bridge.requests.length, 1);
        await kiosk.close();
    });

test('The language changes in the middle of typing, to any other and back, and nothing typed is lost', async () => {
    const kiosk = await Kiosk.open('en');
    await kiosk.answer(kiosk.say('welcome.question'));
    await kiosk.question('name.question');
    const typed = 'Ana محمد 王 Núñez';
    await kiosk.field('name.label').fill(typed);
    const others = languages.filter((tag) => tag !== 'en');
    for (const tag of [...(isLong ? others : ['ar', 'zh']), 'en']) {
        await kiosk.page.locator('#language').click();
        const choice = kiosk.page.locator(`#language-${tag}`);
        assert.equal(await choice.getAttribute('lang'), tag);
        await choice.click();
        kiosk.words = messages(tag);
        await kiosk.question('name.question');
        assert.equal(await kiosk.field('name.label').inputValue(), typed);
        assert.equal(await kiosk.page.evaluate(() => document.documentElement.lang), tag);
    }
    await kiosk.close();
});

for (const tag of ['en', 'zh', 'ar'])
    test(`In ${tag} at most 700 KB are fetched before a name can be typed`, async (context) => {
        const kiosk = await Kiosk.open(tag);
        await kiosk.answer(kiosk.say('welcome.question'));
        await kiosk.question('name.question');
        await kiosk.field('name.label').fill('Anna');
        await kiosk.page.waitForLoadState('networkidle');
        context.diagnostic(`${tag}: ${Math.round(kiosk.bridge.sent / 1024)} KB to the name field`);
        assert.ok(kiosk.bridge.sent <= kToNameField, `${kiosk.bridge.sent} bytes`);
        await kiosk.field('name.label').fill('王小明');
        await kiosk.page.waitForLoadState('networkidle');
        context.diagnostic(`${tag}: ${Math.round(kiosk.bridge.sent / 1024)} KB with a Chinese name`);
        assert.ok(kiosk.bridge.sent <= kWithChineseName, `${kiosk.bridge.sent} bytes`);
        await kiosk.close();
    });
