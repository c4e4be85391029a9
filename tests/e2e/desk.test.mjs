// What a librarian does but approving, in real Chromium at a desk, a tablet and a phone, by mouse and by keyboard: which
// papers to look at, what is missing, what is to be corrected, and a session that is ended. The kiosk is a plain one.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { checkAccess } from './support/axe.mjs';
import { Browser } from './support/browser.mjs';
import { Desk } from './support/desk.mjs';
import { DeskServer, PlainKiosk } from './support/desk_server.mjs';
import { expectVisible } from './support/expect.mjs';
import { programme, root } from './support/stack.mjs';

const kChild = 0;
const kAdult = 2;
const kRenewal = 1;
const kSizes = [{ width: 1280, height: 900 }, { width: 820, height: 1180, colorScheme: 'dark' }, { width: 360, height: 740 }];

let server, browser, page, desk, kiosk;
const sent = []; // bodies of what the page posted

before(async () => {
    server = await DeskServer.create();
    await server.addDemo(programme.demo);
    kiosk = new PlainKiosk(server, programme.demo.kiosk);
    browser = await Browser.open({ viewport: kSizes[0] });
    page = await browser.page();
    page.on('request', (request) => { if (request.method() === 'POST') sent.push(request.postData()); });
    desk = new Desk(page, { serverUrl: server.url, programme });
    await desk.open();
});

after(async () => {
    await browser?.close();
    await server?.close();
});

const box = (name) => page.getByRole('checkbox', { name, exact: true });
const radio = (name) => page.getByRole('radio', { name, exact: true });
const toConfirm = async (words) => {
    await desk.check();
    await desk.choose(words);
    await expectVisible(desk.heading(/Have you seen/), 'the papers');
};

test('the check-list has the papers of class and path, and what is ticked is sent nowhere', async () => {
    const words = await kiosk.ask(kAdult, kRenewal);
    await expectVisible(desk.heading('Kiosk 1'), 'who waits');
    await expectVisible(page.getByText('Renewal', { exact: true }), 'the path');
    await checkAccess(page, kSizes);
    await toConfirm(words);
    assert.equal(await page.locator('#confirm-class').innerText(), 'Adult card · Renewal');
    const papers = page.getByRole('list', { name: 'Papers to look at' }).getByRole('checkbox');
    assert.equal(await papers.count(), 4);
    await box('Your card. It may have expired.').check();
    assert.ok(await desk.button('Approve').isDisabled(), 'a list that is ticked is no word of the librarian');
    await page.getByText('Which papers count?').click();
    await expectVisible(page.getByText('Passport of any country').first(), 'a paper that counts');
    await expectVisible(page.getByText(/^Care-of letter\./), 'another way');
    await checkAccess(page, kSizes);
    const before = sent.length;
    for (const name of ['A paper with your photo', 'A paper with your date of birth', 'A paper that shows you live here'])
        await box(name).check();
    await box('I have seen the papers and the person').check();
    await desk.button('Approve').click();
    await desk.result('Approved. The card is being printed.', /comes out/);
    assert.deepEqual(sent.slice(before).map((body) => Object.keys(JSON.parse(body))), [['request', 'words']]);
    assert.equal(await kiosk.state(), 'approved');
});

test('a child comes with a caretaker, and other papers', async () => {
    await toConfirm(await kiosk.ask(kChild));
    await expectVisible(box('A caretaker comes along and shows a photo ID.'), 'the caretaker');
    assert.equal(await box('A paper with your photo').count(), 0);
    await desk.button('Back').click();
    await desk.button('Back').click();
});

test('a denial names what is missing: what was not ticked is offered, nothing is denied without a name', async () => {
    await toConfirm(await kiosk.ask(kAdult));
    await box('A paper with your date of birth').check();
    await desk.button('Deny: papers are missing').click();
    await expectVisible(desk.heading('What is missing?'), 'what is missing');
    assert.deepEqual(await Promise.all(['A paper with your photo', 'A paper with your date of birth', 'A paper that shows you live here']
        .map((name) => page.locator('#missing-needs').getByRole('checkbox', { name }).isChecked())), [true, false, true]);
    await checkAccess(page, kSizes);
    await page.locator('#missing-needs').getByRole('checkbox', { name: 'A paper with your photo' }).uncheck();
    await page.locator('#missing-needs').getByRole('checkbox', { name: 'A paper that shows you live here' }).uncheck();
    await desk.button('Deny').click();
    await expectVisible(page.getByRole('alert').getByText('Tick what is missing'), 'what to do');
    assert.equal(await kiosk.state(), 'waiting');
    await page.locator('#missing-needs').getByRole('checkbox', { name: 'A paper that shows you live here' }).check();
    await desk.button('Deny').click();
    await desk.result(/^Denied/, /tells the applicant why/);
    assert.deepEqual(await kiosk.answer(), ['denied', 1, 0b100]);
});

test('please correct names a field and a reason that goes with it, and no value, by keyboard alone', async () => {
    const words = await kiosk.ask(kAdult);
    await toConfirm(words);
    // Tab until it is there: the order is that of the page.
    const reach = async (name) => {
        for (let i = 0; i < 40; ++i) {
            const at = await page.evaluate(() => document.activeElement.labels?.[0]?.textContent.trim() ?? document.activeElement.textContent.trim());
            if (at === name) return;
            await page.keyboard.press('Tab');
        }
        throw new Error(`Tab does not reach ${name}`);
    };
    await reach('Please correct');
    await page.keyboard.press('Enter');
    await expectVisible(desk.heading('What should the applicant correct?'), 'the question');
    await expectVisible(radio('Name'), 'the fields');
    await reach('Name');
    await page.keyboard.press('Space');
    assert.deepEqual(await page.locator('#correct-reason-list').getByRole('radio').count(), 3);
    await page.keyboard.press('ArrowDown');
    assert.ok(await radio('Date of birth').isChecked());
    assert.ok(await radio('It differs from the papers').isChecked(), 'the only reason is chosen');
    await checkAccess(page, kSizes);
    await reach('Send back');
    const before = sent.length;
    await page.keyboard.press('Enter');
    await desk.result('Sent back to be corrected.', /asks the applicant to correct it/);
    assert.deepEqual(await kiosk.answer(), ['sent back', 2, 3]);
    assert.deepEqual(Object.keys(JSON.parse(sent[before])), ['request', 'field', 'reason']);
});

test('a reason is asked for, and gender is never said to differ from papers', async () => {
    await toConfirm(await kiosk.ask(kAdult));
    await desk.button('Please correct').click();
    await desk.button('Send back').click();
    await expectVisible(page.getByRole('alert').getByText('Choose what is to be corrected.'), 'what to do');
    await radio('Gender').check();
    assert.equal(await radio('It differs from the papers').count(), 0);
    await desk.button('Send back').click();
    await expectVisible(page.getByRole('alert').getByText('Choose why.'), 'what to do');
    await radio('It cannot be read').check();
    await desk.button('Send back').click();
    await desk.result('Sent back to be corrected.', /asks the applicant/);
    assert.deepEqual(await kiosk.answer(), ['sent back', 4, 1]);
});

test('a session that nobody is at is ended after a question, from the words too', async () => {
    await kiosk.ask(kAdult);
    await desk.check();
    await desk.button('Nobody is there').click();
    await expectVisible(desk.heading('End the session?'), 'the question');
    await checkAccess(page, kSizes);
    await desk.button('Back').click();
    await expectVisible(desk.heading(/Which three words/), 'where it came from');
    assert.equal(await kiosk.state(), 'waiting');
    await desk.button('Nobody is there').click();
    await desk.button('End the session').click();
    await desk.result('The session is ended.', /erases what was typed/);
    assert.deepEqual(await kiosk.answer(), ['ended', 0, 0]);
});

test('an applicant who goes while the librarian fills in a form is told of', async () => {
    await toConfirm(await kiosk.ask(kAdult));
    await desk.button('Please correct').click();
    await kiosk.ask(kAdult); // takes the place of the first
    await desk.result('Not approved: the applicant is no longer waiting.', /look at its screen/);
});

// What the server answers to one kind of request, for as long as it says.
async function answering(path, answers, act) {
    const pattern = `**/desk/api/${path}`;
    await page.route(pattern, (route) => (answers.length > 0 ? route.fulfill(answers.shift()) : route.continue()));
    await act();
    await page.unroute(pattern);
}
const failure = (status, error) => ({ status, contentType: 'application/json', body: JSON.stringify({ error }) });
const endIt = async () => {
    await desk.button('Nobody is there').click();
    await desk.button('End the session').click();
    await desk.result('The session is ended.', /erases what was typed/);
};

test('papers that could not be read are asked for again when they are opened again', async () => {
    await toConfirm(await kiosk.ask(kAdult));
    await answering('documents', [failure(503, 'stopping')], async () => {
        await page.getByText('Which papers count?').click();
        await expectVisible(page.getByRole('alert').getByText('Close it and try again.'), 'what to do');
        await page.getByText('Which papers count?').click();
        await page.getByText('Which papers count?').click();
        await expectVisible(page.getByText('Passport of any country').first(), 'a paper that counts');
    });
    assert.equal(await page.locator('#which-papers li').first().locator('[lang=en]').count(), 1, 'in the programme’s language');
    await endIt();
    assert.equal(await page.locator('#confirm-papers li, #which-papers li').count(), 0, 'nothing is kept of a check that is over');
});

test('a decision that was not counted stands, and is not offered again', async () => {
    await toConfirm(await kiosk.ask(kAdult));
    await answering('deny', [failure(507, 'not_counted')], async () => {
        await desk.button('Deny: not the person').click();
        await desk.result('It is decided, but not counted.', /disk may be full/);
    });
    await desk.check();
    await endIt();
});

test('a decision that does not reach the server is said where it was made, and can be tried again', async () => {
    await toConfirm(await kiosk.ask(kAdult));
    const said = page.getByRole('alert').getByText('being restarted');
    const stopping = failure(503, 'stopping');
    await desk.button('Deny: papers are missing').click();
    await page.locator('#missing-needs').getByRole('checkbox').first().check();
    await answering('deny', [stopping], async () => {
        await desk.button('Deny').click();
        await expectVisible(said, 'of a denial');
    });
    await desk.button('Back').click();
    await desk.button('Please correct').click();
    await radio('Date of birth').check();
    await answering('correct', [stopping], async () => {
        await desk.button('Send back').click();
        await expectVisible(said, 'of sending back');
    });
    await desk.button('Back').click();
    await desk.button('Nobody is there').click();
    await answering('end', [stopping], async () => {
        await desk.button('End the session').click();
        await expectVisible(said, 'of an end');
    });
    await desk.button('End the session').click();
    await desk.result('The session is ended.', /erases what was typed/);
    assert.deepEqual(await kiosk.answer(), ['ended', 0, 0]);
});

test('a programme by points says what counts, and sends back what it prints alone', async () => {
    const points = JSON.parse(readFileSync(join(root, 'assets/programs/tamarack-mere.json'), 'utf8'));
    const town = await DeskServer.create({ ...points, city: programme.city, records: 'none' });
    const theirs = await browser.page();
    try {
        await town.addDemo(programme.demo);
        const other = new PlainKiosk(town, programme.demo.kiosk);
        const there = new Desk(theirs, { serverUrl: town.url, programme });
        await there.open();
        const words = await other.ask(1);
        await there.check();
        await there.choose(words);
        await theirs.getByText('Which papers count?').click();
        for (const text of ['Together at least 4 points: 3 by papers of identity, 1 by papers of residency.',
            'State ID with an address in Tamarack Mere (4 points, 1 of them for residency)', 'Birth certificate (1 point)'])
            await expectVisible(theirs.locator('#which-papers').getByText(text, { exact: true }).first(), text);
        await there.button('Please correct').click();
        await expectVisible(theirs.getByRole('radio', { name: 'Emergency contact' }), 'what is printed');
        assert.equal(await theirs.getByRole('radio', { name: 'Medical note' }).count(), 0, 'what is not printed');
    } finally {
        await theirs.close();
        await town.close();
    }
});
