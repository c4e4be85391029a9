// Every body: the whole way to a card by keys alone, by a finger alone, and by what assistive technology does; what
// Chromium's accessibility tree says on each screen, as reviewed files; axe; and nobody is cut off at work.
//
//     PORCHLIGHT_RENEW=1 node tests/e2e/run-e2e.mjs bodies     writes tests/golden/accessibility anew, to be reviewed
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { accessibilityTree } from './support/accessibility_tree.mjs';
import { Assistive, Finger, Keys } from './support/hands.mjs';
import { languages } from './support/messages.mjs';
import { PageKiosk } from './support/page_kiosk.mjs';
import { PageWalk, kChild, kTyped } from './support/page_walk.mjs';
import { root } from './support/stack.mjs';

const golden = join(root, 'tests/golden/accessibility');
const axe = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');
const isLong = Boolean(process.env.PORCHLIGHT_LONG);
after(() => PageKiosk.endAll());

const check = (name, work, timeout = 180_000) => test(name, { timeout }, work);

// All colours of the mirror are transparent: what is drawn is judged by tests/looks/contrast_test.cpp.
const violations = (page) => page.evaluate(async () => (await globalThis.axe.run({
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], rules: { 'color-contrast': { enabled: false } },
})).violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`));

// Those that a walk could pass by without a word.
const kScreens = ['dialog-language', 'dialog-look', 'dialog-leave', 'welcome', 'kept', 'path', 'age', 'papers', 'checklist', 'take-along', 'name',
    'name-error', 'name-keyboard', 'birth-date', 'caretaker', 'emergency', 'gender', 'extras', 'services', 'photo', 'photo-taken', 'review',
    'approval', 'issuing', 'tray', 'trouble', 'trouble-denied', 'done'];

async function chooseLanguage(walk, tag) {
    if (tag === 'en') return;
    await walk.hand.press('language');
    await walk.page.locator('#dialog').waitFor();
    await walk.hand.press(`language-${tag}`);
    await walk.page.locator('#dialog').waitFor({ state: 'hidden' });
    await walk.page.waitForFunction((wanted) => document.documentElement.lang === wanted, tag);
}

async function seeDialogs(walk, seen) {
    const { hand, page } = walk;
    for (const id of ['language', 'look', 'leave']) {
        await hand.press(id);
        await page.locator('#dialog').waitFor();
        await seen(`dialog-${id}`);
        await hand.press(id === 'leave' ? 'leave-stay' : 'close');
        await walk.isGone('dialog');
    }
}

async function seeErrorAndKeyboard(walk, seen) {
    const { hand, page } = walk;
    await hand.press('continue');
    await page.locator('#error').waitFor();
    await seen('name-error');
    await hand.press('keyboard-show');
    await page.locator('#keyboard').waitFor();
    await seen('name-keyboard');
    await hand.press('key-hide');
    await walk.isGone('keyboard');
}

// From the review: a damaged card, a no, and back at the review.
async function seeTroubles(walk, seen) {
    await walk.toApproval();
    await walk.toIssuing();
    walk.bridge.say({ issuance: { state: 'tray' } });
    await walk.on('tray');
    await seen('tray');
    await walk.hand.press('tray-spoiled');
    await walk.on('trouble');
    await seen('trouble');
    await walk.hand.press('check-answers');
    await walk.on('review');
    await walk.toApproval();
    walk.bridge.say({ issuance: { state: 'denied', reason: 'papers', missing: ['residency'] } });
    await walk.on('trouble');
    await seen('trouble-denied');
    await walk.hand.press('check-answers');
    await walk.on('review');
}

// Every screen that an applicant may come to: a child sees the most. seen(name) is called on each.
async function seeAll(walk, seen) {
    await seeDialogs(walk, seen);
    await walk.toReview(async (screen) => {
        await seen(screen);
        if (screen === 'name') await seeErrorAndKeyboard(walk, seen);
    });
    await seeTroubles(walk, seen);
    await walk.toCard(seen);
}

const openForAll = () => PageWalk.open({ makeHand: Assistive.of, typed: kChild, papers: 'child' });

// Nothing that another body does, up to the last press.
const foreignAtTheEnd = (walk) => async (screen) => { if (screen === 'done') assert.deepEqual(await walk.hand.foreign(), []); };

check('promise_9: An applicant reaches a card by keys alone, focus seen all the way', async () => {
    const walk = await PageWalk.open({ makeHand: Keys.of });
    await walk.toReview();
    await walk.toCard(foreignAtTheEnd(walk));
    await walk.close();
});

check('promise_9: An applicant reaches a card by a finger alone, accents by long presses on the keyboard of the screen', async () => {
    const walk = await PageWalk.open({ makeHand: Finger.of, hasTouch: true });
    await walk.toReview();
    const review = await walk.page.locator('#main').innerText();
    assert.ok(review.includes(kTyped.name), review);
    await walk.toCard(foreignAtTheEnd(walk));
    await walk.close();
});

check('promise_9: An applicant reaches a card by assistive technology alone, the papers looked at, without one event of pointer or key', async () => {
    const walk = await PageWalk.open({ makeHand: Assistive.of, papers: 'adult' });
    const screens = [];
    await walk.toReview((screen) => { screens.push(screen); });
    for (const screen of ['papers', 'checklist', 'take-along']) assert.ok(screens.includes(screen), screen);
    await walk.toCard(foreignAtTheEnd(walk));
    await walk.close();
});

check('control: What another body does is seen', async () => {
    const walk = await PageWalk.open({ makeHand: Assistive.of });
    await walk.page.keyboard.press('Tab');
    await walk.page.mouse.click(1, 1);
    assert.deepEqual([...new Set(await walk.hand.foreign())], ['keydown', 'pointerdown', 'mousedown']);
    await walk.close();
});

check('promise_9: What Chromium tells assistive technology on each screen is as reviewed', async () => {
    const walk = await openForAll();
    if (process.env.PORCHLIGHT_RENEW) mkdirSync(golden, { recursive: true });
    await seeAll(walk, async (name) => {
        const file = join(golden, `${name}.txt`);
        const now = await accessibilityTree(walk.page);
        if (process.env.PORCHLIGHT_RENEW) return writeFileSync(file, now);
        assert.ok(existsSync(file), `${file} is missing: PORCHLIGHT_RENEW=1 writes it, to be reviewed`);
        assert.equal(now, readFileSync(file, 'utf8'), `${name}: PORCHLIGHT_RENEW=1 writes it anew, to be reviewed`);
    });
    await walk.close();
});

async function losesALabel(page) {
    const label = await page.evaluate(() => {
        const field = document.getElementById('name');
        const said = field.ariaLabel;
        field.ariaLabel = null;
        document.getElementById('name-label').htmlFor = '';
        return said;
    });
    assert.match((await violations(page)).join(), /label/, 'control: a field that lost its label is found');
    await page.evaluate((said) => {
        document.getElementById('name').ariaLabel = said;
        document.getElementById('name-label').htmlFor = 'name';
    }, label);
}

for (const tag of isLong ? languages : ['ar'])
    check(`promise_9: axe finds nothing against WCAG 2.2 A or AA on any screen (${tag}), and would`, async () => {
        const walk = await openForAll();
        await chooseLanguage(walk, tag);
        await walk.page.evaluate(axe);
        const seen = new Set();
        await seeAll(walk, async (screen) => {
            seen.add(screen);
            assert.deepEqual(await violations(walk.page), [], screen);
            if (screen === 'name') await losesALabel(walk.page);
        });
        for (const screen of kScreens) assert.ok(seen.has(screen), `${screen} was looked at`);
        await walk.close();
    });

check('promise_9: The keyboard on the screen never covers its field, and is reached or passed over by Tab', async () => {
    const walk = await PageWalk.open({ makeHand: Finger.of, hasTouch: true, viewport: { width: 360, height: 740 } });
    const { page, hand } = walk;
    await walk.hurryTo('name');
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
    for (const id of ['key-accents', 'key-n', 'key-ñ']) {
        await page.locator(`[id="${id}"]`).focus();
        await page.keyboard.press('Enter');
    }
    // The accent's key is gone with its choice: the focus is not.
    await page.waitForFunction(() => document.getElementById('name').value === 'Nñ' && document.activeElement.id === 'key-accents');
    await page.keyboard.press('Escape');
    await page.locator('#keyboard').waitFor({ state: 'hidden' });
    assert.equal(await page.evaluate(() => document.activeElement.id), 'name', 'what hides does not take the focus with it');
    await walk.close();
});

check('promise_9: A finger that rests is at work: no warning comes, and one that comes gives the focus back', async () => {
    const walk = await PageWalk.open({ makeHand: Finger.of, hasTouch: true, change: { session: { warning_after_s: 10, warning_lasts_s: 20 } } });
    const { page, hand } = walk;
    await walk.hurryTo('name');
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
