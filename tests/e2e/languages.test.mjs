// Every language from the first screen to the three words, by role and name, in real Chromium against a stand-in for
// the bridge; and what a language costs before a name can be typed. The long run goes through all, the short one
// through the two that differ most.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { languages, messages } from './support/messages.mjs';
import { PageKiosk } from './support/page_kiosk.mjs';

const isLong = Boolean(process.env.PORCHLIGHT_LONG);
const kToNameField = 700 * 1024;
const kWithChineseName = 1.5 * 1024 * 1024;
const kBirthDate = { day: '12', month: '3', year: '1990' };
const kMostScreens = 30;

class Kiosk extends PageKiosk {
    static async open(tag) {
        const kiosk = await super.open({}, { locale: tag, viewport: { width: 1080, height: 1920 } });
        kiosk.tag = tag;
        kiosk.words = messages(tag);
        await kiosk.question('welcome.question');
        return kiosk;
    }

    say(message) { return this.words.get(message); }
    question(message) { return this.page.getByRole('heading', { name: this.say(message), exact: true }).waitFor(); }
    button(message) { return this.page.getByRole('button', { name: this.say(message), exact: true }); }
    field(message) { return this.page.getByRole('textbox', { name: this.say(message), exact: true }); }

    // What each screen asks for; one that asks for nothing goes on.
    async answer(question, name) {
        const is = (message) => question === this.say(message);
        if (is('welcome.question')) return this.button('button.start').click();
        if (is('age.question')) return this.button('papers.skip').click();
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

    toName() { return this.#goTo('name.question'); }
    toWords(name) { return this.#goTo('approval.question', name); }

    // Gives the questions on the way. Each screen is in the language and reads its way.
    async #goTo(last, name) {
        const seen = [];
        const direction = this.tag === 'ar' ? 'rtl' : 'ltr';
        while (seen.length < kMostScreens) {
            const question = await this.page.locator('#question').innerText();
            const page = await this.page.evaluate(() => ({ lang: document.documentElement.lang, dir: document.documentElement.dir }));
            assert.deepEqual(page, { lang: this.tag, dir: direction });
            assert.ok([...this.words.values()].includes(question), `${this.tag} has no message “${question}”`);
            seen.push(question);
            if (question === this.say(last)) return seen;
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
    await kiosk.toName();
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
        await kiosk.toName();
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

after(() => PageKiosk.endAll());
