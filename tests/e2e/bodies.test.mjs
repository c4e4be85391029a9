// Every body: the whole way to a card by keys alone, by a finger alone, and by what assistive technology does; what
// Chromium's accessibility tree says on each screen, as reviewed files; axe; and nobody is cut off at work.
//
//     PORCHLIGHT_RENEW=1 node tests/e2e/run-e2e.mjs bodies     writes tests/golden/accessibility anew, to be reviewed
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { chromium } from 'playwright-core';
import { accessibilityTree } from './support/accessibility_tree.mjs';
import { Assistive, Finger, Keys } from './support/hands.mjs';
import { languages } from './support/messages.mjs';
import { PageWalk, kTyped } from './support/page_walk.mjs';
import { root } from './support/stack.mjs';

const golden = join(root, 'tests/golden/accessibility');
const axe = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');
const isLong = Boolean(process.env.PORCHLIGHT_LONG);
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync', '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'] });
after(() => browser.close());

const check = (name, work, timeout = 180_000) => test(name, { timeout }, work);

// All colours of the mirror are transparent: what is drawn is judged by tests/looks/contrast_test.cpp.
const violations = (page) => page.evaluate(async () => (await globalThis.axe.run({
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], rules: { 'color-contrast': { enabled: false } },
})).violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`));

async function chooseLanguage(walk, tag) {
    if (tag === 'en') return;
    await walk.hand.press('language');
    await walk.page.locator('#dialog').waitFor();
    await walk.hand.press(`language-${tag}`);
    await walk.page.locator('#dialog').waitFor({ state: 'hidden' });
    await walk.page.waitForFunction((wanted) => document.documentElement.lang === wanted, tag);
}

check('promise_9: An applicant reaches a card by keys alone, focus seen all the way', async () => {
    const walk = await PageWalk.open(browser, { makeHand: Keys.of });
    await walk.toReview();
    await walk.toCard();
    assert.deepEqual(walk.errors, []);
    await walk.close();
});

check('promise_9: An applicant reaches a card by a finger alone, accents by long presses on the keyboard of the screen', async () => {
    const walk = await PageWalk.open(browser, { makeHand: Finger.of, hasTouch: true });
    const names = [];
    await walk.toReview(async (screen) => {
        if (screen === 'birth-date') assert.deepEqual(await walk.hand.foreign(), []);
        if (screen === 'review') names.push(await walk.page.locator('#main').innerText());
    });
    assert.ok(names[0].includes(kTyped.name), names[0]);
    await walk.toCard();
    await walk.close();
});

check('promise_9: An applicant reaches a card by assistive technology alone, without one event of pointer or key', async () => {
    const walk = await PageWalk.open(browser, { makeHand: Assistive.of });
    await walk.toReview();
    assert.deepEqual(await walk.hand.foreign(), []);
    await walk.toCard();
    await walk.close();
});

check('promise_9: What Chromium tells assistive technology on each screen is as reviewed', async () => {
    const walk = await PageWalk.open(browser, { makeHand: Assistive.of });
    if (process.env.PORCHLIGHT_RENEW) mkdirSync(golden, { recursive: true });
    const compare = async (name) => {
        const file = join(golden, `${name}.txt`);
        const now = await accessibilityTree(walk.page);
        if (process.env.PORCHLIGHT_RENEW) return writeFileSync(file, now);
        assert.ok(existsSync(file), `${file} is missing: PORCHLIGHT_RENEW=1 writes it, to be reviewed`);
        assert.equal(now, readFileSync(file, 'utf8'), `${name}: PORCHLIGHT_RENEW=1 writes it anew, to be reviewed`);
    };
    for (const id of ['language', 'look', 'leave']) {
        await walk.hand.press(id);
        await walk.page.locator('#dialog').waitFor();
        await compare(`dialog-${id}`);
        await walk.hand.press(id === 'leave' ? 'leave-stay' : 'close');
        await walk.page.locator('#dialog').waitFor({ state: 'hidden' });
    }
    await walk.toReview(async (screen) => {
        await compare(screen);
        if (screen !== 'name') return;
        await walk.hand.press('continue');
        await walk.page.locator('#error').waitFor();
        await compare('name-error');
        await walk.hand.press('keyboard-show');
        await walk.page.locator('#keyboard').waitFor();
        await compare('name-keyboard');
        await walk.hand.press('key-hide');
        await walk.page.locator('#keyboard').waitFor({ state: 'hidden' });
    });
    await walk.toCard(compare);
    await walk.close();
});

for (const tag of isLong ? languages : ['es'])
    check(`promise_9: axe finds nothing against WCAG 2.2 A or AA on any screen (${tag}), and would`, async () => {
        const walk = await PageWalk.open(browser, { makeHand: Assistive.of });
        await chooseLanguage(walk, tag);
        await walk.page.evaluate(axe);
        const look = async (screen) => assert.deepEqual(await violations(walk.page), [], screen);
        await walk.toReview(async (screen) => {
            await look(screen);
            if (screen !== 'name') return;
            await walk.hand.press('keyboard-show');
            await walk.page.locator('#keyboard').waitFor();
            await look('the keyboard');
            await walk.hand.press('key-hide');
            await walk.page.locator('#keyboard').waitFor({ state: 'hidden' });
            const label = await walk.page.evaluate(() => {
                const field = document.getElementById('name');
                const said = field.ariaLabel;
                field.ariaLabel = null;
                document.getElementById('name-label').htmlFor = '';
                return said;
            });
            assert.match((await violations(walk.page)).join(), /label/, 'control: a field that lost its label is found');
            await walk.page.evaluate((said) => {
                document.getElementById('name').ariaLabel = said;
                document.getElementById('name-label').htmlFor = 'name';
            }, label);
        });
        await walk.toCard(look);
        await walk.close();
    });

check('promise_9: The keyboard on the screen never covers its field, and is reached or passed over by Tab', async () => {
    const walk = await PageWalk.open(browser, { makeHand: Finger.of, hasTouch: true, viewport: { width: 360, height: 740 } });
    const { page, hand } = walk;
    while (!await walk.has('name')) {
        const here = await walk.screen();
        await page.evaluate(() => ['continue', 'start'].map((id) => document.getElementById(id)).find(Boolean).click());
        await page.waitForFunction((screen) => document.getElementById('main').dataset.screen !== screen, here);
    }
    await page.locator('#name').scrollIntoViewIfNeeded();
    await hand.press('name');
    await page.locator('#keyboard').waitFor();
    await page.waitForFunction(() => {
        const field = document.getElementById('name').getBoundingClientRect();
        return field.top >= document.getElementById('main').getBoundingClientRect().top - 1
            && field.bottom <= document.getElementById('keyboard').getBoundingClientRect().top + 1;
    });
    const reached = new Set();
    for (let i = 0; i < 60; i++) {
        await page.keyboard.press('Tab');
        reached.add(await page.evaluate(() => document.activeElement.id));
    }
    for (const id of ['continue', 'key-a', 'key-space', 'language']) assert.ok(reached.has(id), id);
    await page.locator('#key-n').focus();
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.getElementById('name').value === 'N');
    await page.keyboard.press('Escape');
    await page.locator('#keyboard').waitFor({ state: 'hidden' });
    await walk.close();
});

check('promise_9: A finger that rests is at work: no warning comes, and one that comes gives the focus back', async () => {
    const walk = await PageWalk.open(browser, { makeHand: Finger.of, hasTouch: true, change: { session: { warning_after_s: 10, warning_lasts_s: 20 } } });
    const { page, hand } = walk;
    while (!await walk.has('name')) {
        const here = await walk.screen();
        await page.evaluate(() => ['continue', 'start'].map((id) => document.getElementById(id)).find(Boolean).click());
        await page.waitForFunction((screen) => document.getElementById('main').dataset.screen !== screen, here);
    }
    await hand.down('name');
    const rested = Date.now();
    await page.waitForFunction((from) => !document.getElementById('dialog').hidden || performance.now() - from > 13_000, await page.evaluate(() => performance.now()));
    assert.ok(await page.evaluate(() => document.getElementById('dialog').hidden), `a warning after ${Date.now() - rested} ms`);
    await hand.up();
    await page.locator('#name').focus();
    await page.getByRole('heading', { name: 'Are you still there?' }).waitFor();
    await page.waitForFunction(() => document.activeElement.id === 'dialog-question');
    assert.match(await page.evaluate(() => document.getElementById('urgent').textContent), /\d/, 'the warning is said');
    await page.keyboard.press('a');
    await page.locator('#dialog').waitFor({ state: 'hidden' });
    await page.waitForFunction(() => document.activeElement.id === 'name');
    assert.equal(await page.evaluate(() => document.getElementById('name').value), '', 'the key that asks for time types nothing');
    await walk.close();
});
