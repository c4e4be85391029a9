// Browser checks of the kiosk page alone, against a stand-in for the bridge.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, test } from 'node:test';
import sodium from 'libsodium-wrappers';
import { PageKiosk as Kiosk, epoch, kRoot } from './support/page_kiosk.mjs';

const kFirstViewBytes = 600 * 1024;
const kRequestBytes = 350720;

function openedRecord(request) {
    const sealed = request.subarray(4096 + 16, 4096 + 1024);
    const plain = sodium.crypto_box_seal_open(sealed, epoch.publicKey, epoch.privateKey);
    return JSON.parse(sodium.to_string(sodium.unpad(plain.slice(16), 944)));
}

const checks = {
    async 'The first view is at most 600 KB'() {
        const kiosk = await Kiosk.open();
        assert.ok(kiosk.bridge.sent > 100 * 1024 && kiosk.bridge.sent <= kFirstViewBytes, `${kiosk.bridge.sent} bytes`);
        await kiosk.close();
    },
    async 'A still screen with a focused field draws nothing for five seconds'() {
        const kiosk = await Kiosk.open();
        await kiosk.toName('Ana');
        await kiosk.field('Full name').focus();
        await kiosk.page.waitForTimeout(500);
        assert.ok(await kiosk.page.evaluate(() => globalThis.draws) > 0);
        assert.equal(await kiosk.frames(5000), 0);
        await kiosk.close();
    },
    async 'What is typed is drawn in the next frame'() {
        const kiosk = await Kiosk.open();
        await kiosk.toName('');
        await kiosk.field('Full name').focus();
        await kiosk.page.waitForTimeout(300);
        const draws = await kiosk.page.evaluate(() => new Promise((done) => {
            const input = document.getElementById('name');
            requestAnimationFrame(() => {
                const before = globalThis.draws;
                input.value = 'x';
                input.dispatchEvent(new Event('input', { bubbles: true }));
                requestAnimationFrame(() => requestAnimationFrame(() => done(globalThis.draws - before)));
            });
        }));
        assert.ok(draws > 0, `${draws} draws`);
        await kiosk.close();
    },
    async 'Where the focus goes when a screen changes is drawn at once, not with the next thing that happens'() {
        const kiosk = await Kiosk.open();
        await kiosk.toName('');
        await kiosk.page.keyboard.press('Tab');
        await kiosk.field('Full name').focus();
        await kiosk.page.keyboard.press('Enter');
        await kiosk.page.waitForFunction(() => document.activeElement?.id === 'error');
        await kiosk.page.waitForTimeout(1000);
        const drawn = await kiosk.page.screenshot();
        await kiosk.page.evaluate(() => dispatchEvent(new Event('resize')));
        await kiosk.page.waitForTimeout(500);
        assert.ok(drawn.equals(await kiosk.page.screenshot()));
        await kiosk.close();
    },
    async 'An applicant reaches a card, and the sealed record opens to what was typed'() {
        const kiosk = await Kiosk.open();
        await kiosk.toReview('Zoe\u0308  O’Neill-Núñez');
        await kiosk.toWords();
        assert.deepEqual(await kiosk.page.getByRole('listitem').allTextContents(), ['apple', 'river', 'stone']);
        const [request] = kiosk.bridge.requests;
        assert.equal(request.length, kRequestBytes);
        assert.deepEqual(openedRecord(request), { v: 1, epoch: 7, name: 'Zoë O’Neill-Núñez', dob: '1990-03-12' });
        const content = JSON.parse(request.subarray(8, 8 + request.readUInt32BE(4)));
        assert.equal(content.gender, 'X');
        assert.equal(new Set(request.subarray(5120)).size > 2, true, 'the photo has a picture');
        kiosk.bridge.say({ issuance: { state: 'printing', page: 2, pages: 2 } });
        await kiosk.page.getByRole('progressbar', { name: 'Printing' }).waitFor();
        kiosk.bridge.say({ issuance: { state: 'printed' } });
        await kiosk.question('Your card is ready');
        await kiosk.press('Done');
        await kiosk.page.waitForURL(`http://127.0.0.1:${kiosk.bridge.port}/bye`);
        assert.equal(kiosk.bridge.leaves >= 1, true);
        await kiosk.close();
    },
    async 'Back, languages and large text lose nothing that was typed'() {
        const kiosk = await Kiosk.open();
        await kiosk.toName('Nguyễn Thị Ánh');
        await kiosk.press('Continue');
        await kiosk.question('What is your date of birth?');
        await kiosk.press('Back');
        assert.equal(await kiosk.field('Full name').inputValue(), 'Nguyễn Thị Ánh');
        await kiosk.press('Language: English');
        await kiosk.press('Español');
        await kiosk.question('¿Cómo se llama?');
        assert.equal(await kiosk.page.evaluate(() => document.documentElement.lang), 'es');
        assert.equal(await kiosk.field('Nombre completo').inputValue(), 'Nguyễn Thị Ánh');
        await kiosk.press('Aa: texto y colores');
        await kiosk.page.getByRole('radio', { name: '200 %' }).check();
        await kiosk.press('Cerrar');
        assert.equal(await kiosk.field('Nombre completo').inputValue(), 'Nguyễn Thị Ánh');
        await kiosk.close();
    },
    async 'promise_5: A text field is nothing to a browser that it suggests, checks, or keeps as the name of a user'() {
        const kiosk = await Kiosk.open();
        await kiosk.toName('Ana');
        const attributes = await kiosk.field('Full name').evaluate((field) =>
            ['autocomplete', 'spellcheck', 'autocorrect', 'name'].map((name) => field.getAttribute(name)));
        assert.deepEqual(attributes, ['off', 'false', 'off', 'search']);
        const alone = await kiosk.field('Full name').evaluate(({ form }) => [form.elements.length, new URL(form.action).pathname]);
        assert.deepEqual(alone, [1, '/search']);
        await kiosk.close();
    },
    async 'An error takes the focus, is announced, and is tied to its field'() {
        const kiosk = await Kiosk.open();
        await kiosk.toName('');
        await kiosk.press('Continue');
        const error = 'Your name is not here yet. Type the name for your card.';
        await kiosk.page.getByRole('alert').filter({ hasText: error }).waitFor({ state: 'attached' });
        assert.equal(await kiosk.page.evaluate(() => document.activeElement.id), 'error');
        assert.equal(await kiosk.field('Full name').getAttribute('aria-invalid'), 'true');
        assert.match(await kiosk.field('Full name').getAttribute('aria-describedby'), /^error /);
        await kiosk.close();
    },
    async 'The keyboard alone reaches and works everything, and is never trapped'() {
        const kiosk = await Kiosk.open();
        const seen = new Set();
        for (let i = 0; i < 16; ++i) {
            await kiosk.page.keyboard.press('Tab');
            seen.add(await kiosk.page.evaluate(() => document.activeElement.id));
        }
        for (const id of ['language', 'look', 'leave', 'start']) assert.ok(seen.has(id), id);
        assert.ok(!seen.has('canvas'));
        await kiosk.page.getByRole('button', { name: 'Start' }).focus();
        await kiosk.page.keyboard.press('Enter');
        await kiosk.question('What do we keep, and what not?');
        await kiosk.page.getByRole('button', { name: 'Continue' }).press('Enter');
        await kiosk.question('What do you need today?');
        await kiosk.page.getByRole('radio', { name: 'My first card' }).press('ArrowDown');
        await kiosk.page.locator('#path-renewal:checked').waitFor();
        await kiosk.page.getByRole('button', { name: 'Continue' }).press('Enter');
        await kiosk.page.getByRole('button', { name: 'Skip this' }).press('Enter');
        await kiosk.question('What is your name?');
        await kiosk.page.waitForFunction(() => document.activeElement.id === 'question');
        await kiosk.page.keyboard.press('Tab');
        await kiosk.page.keyboard.type('Ana Ö');
        await kiosk.page.keyboard.press('Backspace');
        await kiosk.page.keyboard.type('B');
        assert.equal(await kiosk.field('Full name').inputValue(), 'Ana B');
        await kiosk.page.keyboard.press('Enter');
        await kiosk.question('What is your date of birth?');
        await kiosk.close();
    },
    async 'A double click goes on by one screen and sends one request'() {
        const kiosk = await Kiosk.open();
        await kiosk.page.getByRole('button', { name: 'Start' }).dblclick();
        await kiosk.question('What do we keep, and what not?');
        await kiosk.page.waitForTimeout(200);
        assert.equal(await kiosk.page.locator('#error').count(), 0);
        await kiosk.context.close();
        await kiosk.bridge.stop();
        const other = await Kiosk.open();
        await other.toReview();
        await other.page.getByRole('button', { name: 'Ready for the librarian' }).dblclick();
        await other.page.getByRole('listitem').first().waitFor();
        assert.equal(other.bridge.requests.length, 1);
        await other.close();
    },
    async 'A change after ready is taken back, and asks for new words'() {
        const kiosk = await Kiosk.open();
        await kiosk.toReview();
        await kiosk.toWords();
        kiosk.bridge.answer.body.words = ['new', 'other', 'words'];
        await kiosk.press('Change my answers');
        await kiosk.question('Is everything right?');
        await kiosk.press('Change name');
        await kiosk.field('Full name').fill('Ana Núñez Gil');
        await kiosk.press('Continue');
        await kiosk.question('Is everything right?');
        await kiosk.toWords();
        assert.equal(kiosk.bridge.cancels, 1);
        assert.deepEqual(await kiosk.page.getByRole('listitem').allTextContents(), ['new', 'other', 'words']);
        assert.equal(openedRecord(kiosk.bridge.requests[1]).name, 'Ana Núñez Gil');
        await kiosk.close();
    },
    async 'A refused request, a lost printer and a gone bridge are each explained, and nothing is lost'() {
        const kiosk = await Kiosk.open();
        await kiosk.toReview();
        kiosk.bridge.answer = { status: 503, body: { error: 'server_gone' } };
        await kiosk.press('Ready for the librarian');
        await kiosk.question('We could not finish your card yet');
        await kiosk.page.getByText('The city’s computer does not answer.').first().waitFor();
        kiosk.bridge.answer = { status: 422, body: { error: 'name_does_not_fit' } };
        await kiosk.press('Try again');
        await kiosk.question('What is your name?');
        assert.equal(await kiosk.field('Full name').inputValue(), 'Ana Núñez');
        await kiosk.press('Continue');
        kiosk.bridge.answer = { status: 200, body: { words: ['apple', 'river', 'stone'] } };
        await kiosk.toWords();
        kiosk.bridge.say({ issuance: { state: 'failed', error: 'printer_needs' }, printer: { state: 'needs', needs: 'ribbon' } });
        await kiosk.page.getByText('The printer needs a new ribbon.').first().waitFor();
        await kiosk.press('Check my answers');
        await kiosk.bridge.stop();
        await kiosk.press('Ready for the librarian');
        await kiosk.page.getByText('This kiosk lost touch with its printing program.').first().waitFor();
        await kiosk.press('Check my answers');
        await kiosk.page.getByText('Ana Núñez').first().waitFor();
        await kiosk.context.close();
    },
    async 'A damaged card is printed again from the same bytes with its reason, after an answer that got lost'() {
        const kiosk = await Kiosk.open();
        await kiosk.toReview();
        await kiosk.toWords();
        kiosk.bridge.say({ issuance: { state: 'printing', page: 1, pages: 2 } });
        await kiosk.question('Your card is being printed');
        kiosk.bridge.say({ issuance: { state: 'tray' } });
        await kiosk.question('What lies in the printer’s tray?');
        kiosk.bridge.foundAnswer = { status: 500, body: { error: 'internal' } };
        await kiosk.press('A damaged card');
        await kiosk.page.getByRole('alert').filter({ hasText: 'The kiosk could not write the answer down.' }).waitFor({ state: 'attached' });
        kiosk.bridge.foundAnswer = { status: 204 };
        await kiosk.press('A damaged card');
        await kiosk.page.getByText('Your card came out damaged.').first().waitFor();
        await kiosk.press('Print the card again');
        await kiosk.page.getByRole('listitem').first().waitFor();
        assert.deepEqual(kiosk.bridge.found, ['spoiled', 'spoiled']);
        assert.deepEqual(kiosk.bridge.again, [null, 'spoiled']);
        const [first, second] = kiosk.bridge.requests;
        assert.ok(first.equals(second), 'the same bytes: record, number and photo');
        await kiosk.close();
    },
    async 'A question about a card of somebody before is asked before anyone starts, whole screen and by name'() {
        const kiosk = await Kiosk.open();
        kiosk.bridge.say({ issuance: { state: 'tray' } });
        await kiosk.page.reload();
        await kiosk.question('What lies in the printer’s tray?');
        assert.equal(await kiosk.page.getByRole('button', { name: 'Start' }).count(), 0);
        for (const answer of ['A good card', 'No card', 'A damaged card'])
            assert.equal(await kiosk.page.getByRole('button', { name: answer, exact: true }).count(), 1, answer);
        await kiosk.page.getByRole('button', { name: 'A damaged card', exact: true }).focus();
        await kiosk.page.evaluate(readFileSync(`${kRoot}/node_modules/axe-core/axe.min.js`, 'utf8'));
        const broken = await kiosk.page.evaluate(async () => (await globalThis.axe.run({ rules: { 'color-contrast': { enabled: false } } })).violations
            .map(({ id, nodes }) => `${id}: ${nodes[0].html}`));
        assert.deepEqual(broken, []);
        await kiosk.page.keyboard.press('Enter');
        await kiosk.question('Welcome. Shall we make your city card?');
        assert.deepEqual(kiosk.bridge.found, ['spoiled']);
        await kiosk.close();
    },
    async 'promise_9: A librarian\'s name and code are asked for in the applicant\'s language, kept by no browser, and gone after each try'() {
        const kiosk = await Kiosk.open();
        kiosk.bridge.codes = true;
        await kiosk.toReview();
        await kiosk.press('Ready for the librarian');
        await kiosk.question('Is a librarian here with you?');
        await kiosk.press('Language: English');
        await kiosk.press('Español');
        await kiosk.question('¿Está un bibliotecario con usted?');
        const [name, code] = [kiosk.field('Nombre del bibliotecario'), kiosk.field('Código de un solo uso')];
        for (const field of [name, code])
            assert.deepEqual(await field.evaluate((input) => ['autocomplete', 'spellcheck'].map((its) => input.getAttribute(its))), ['off', 'false']);
        assert.equal(await code.getAttribute('inputmode'), 'none', 'no keyboard of the system, which would learn it');
        await name.fill('ana');
        await code.fill('012345');
        await code.press('Enter');
        const error = 'Este nombre y este código no van juntos';
        await kiosk.page.getByRole('alert').filter({ hasText: error }).waitFor({ state: 'attached' });
        assert.deepEqual(kiosk.bridge.typed, [{ librarian: 'ana', code: '012345' }]);
        assert.deepEqual([await name.inputValue(), await code.inputValue()], ['ana', '']);
        assert.match(await code.getAttribute('aria-describedby'), /^error hint$/);
        await kiosk.page.evaluate(readFileSync(`${kRoot}/node_modules/axe-core/axe.min.js`, 'utf8'));
        const broken = await kiosk.page.evaluate(async () => (await globalThis.axe.run({ rules: { 'color-contrast': { enabled: false } } })).violations
            .map(({ id, nodes }) => `${id}: ${nodes[0].html}`));
        assert.deepEqual(broken, []);
        kiosk.bridge.codeAnswer = { status: 200, body: { result: 'first' } };
        await code.fill('111111');
        await kiosk.press('Aprobar');
        await kiosk.page.getByRole('group').filter({ hasText: 'También debe aprobar un segundo bibliotecario' }).waitFor();
        assert.deepEqual([await name.inputValue(), await code.inputValue()], ['', '']);
        // A site that has a desk after all: nothing is asked here.
        kiosk.bridge.say({ issuance: { state: 'waiting', words: ['apple', 'river', 'stone'] } });
        await kiosk.question('¿Ve el bibliotecario sus tres palabras?');
        assert.equal(await kiosk.page.getByRole('textbox').count(), 0);
        await kiosk.close();
    },
    async 'promise_9: News that comes together is all said, and what is over is not'() {
        const kiosk = await Kiosk.open();
        const said = (...texts) => kiosk.page.waitForFunction((wanted) => {
            const lines = [...document.getElementById('polite').children].map((line) => line.textContent);
            return lines.length === wanted.length && wanted.every((text) => lines.some((line) => line.includes(text)));
        }, texts);
        const [server, printer] = ['The city’s computer does not answer', 'A card is stuck in the printer'];
        kiosk.bridge.say({ server: 'gone', printer: { state: 'needs', needs: 'jam' } });
        await said(server, printer);
        kiosk.bridge.say({ server: 'ok' });
        await said(printer);
        kiosk.bridge.say({ printer: { state: 'ready' } });
        await said();
        await kiosk.close();
    },
    async 'A camera that is refused is explained and can be tried again'() {
        const kiosk = await Kiosk.open();
        await kiosk.page.evaluate(() => {
            const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
            let refused = true;
            navigator.mediaDevices.getUserMedia = (wish) => {
                if (refused) { refused = false; return Promise.reject(new DOMException('', 'NotAllowedError')); }
                return real(wish);
            };
        });
        await kiosk.toName('Ana');
        await kiosk.press('Continue');
        for (const [part, value] of [['Month', '3'], ['Day', '12'], ['Year', '1990']]) await kiosk.field(part).fill(value);
        await kiosk.press('Continue');
        await kiosk.question('Do you want a gender on your card?');
        await kiosk.press('Continue');
        await kiosk.toPhoto();
        await kiosk.page.getByText('This page may not use the camera.').first().waitFor();
        await kiosk.press('Try again');
        await kiosk.page.locator('#photo-take[aria-disabled=false]').waitFor();
        await kiosk.close();
    },
    async 'A session that stands still is warned, goes on at any key, and else is erased'() {
        const kiosk = await Kiosk.open({ session: { warning_after_s: 10, warning_lasts_s: 20 } });
        await kiosk.toName('Ana');
        await kiosk.page.getByRole('heading', { name: 'Are you still there?' }).waitFor({ timeout: 13000 });
        await kiosk.page.keyboard.press('Shift');
        await kiosk.page.getByRole('heading', { name: 'Are you still there?' }).waitFor({ state: 'detached' });
        assert.equal(await kiosk.field('Full name').inputValue(), 'Ana');
        await kiosk.page.waitForURL(/\/bye$/, { timeout: 35000 });
        await kiosk.close();
    },
    async 'The mirror has no element that is see-through, unnamed, or outside its button’s picture'() {
        const kiosk = await Kiosk.open();
        await kiosk.toReview();
        const faults = await kiosk.page.evaluate(() => [...document.querySelectorAll('#mirror .at')].filter((element) => {
            const style = getComputedStyle(element);
            const box = element.getBoundingClientRect();
            return style.opacity !== '1' || style.pointerEvents === 'none' || (element.matches('button, input') && (box.width < 24 || box.height < 24));
        }).map((element) => element.id));
        assert.deepEqual(faults, []);
        assert.deepEqual(await kiosk.page.evaluate(() => globalThis.violations), []);
        await kiosk.page.evaluate(readFileSync(`${kRoot}/node_modules/axe-core/axe.min.js`, 'utf8'));
        const broken = await kiosk.page.evaluate(async () => (await globalThis.axe.run({ rules: { 'color-contrast': { enabled: false } } })).violations
            .map(({ id, nodes }) => `${id}: ${nodes[0].html}`));
        assert.deepEqual(broken, []);
        await kiosk.close();
    },
};

for (const [name, check] of Object.entries(checks)) test(name, { timeout: 90_000 }, check);
after(() => Kiosk.endAll());
