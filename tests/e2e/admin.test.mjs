// The administration page, as an administrator and a site lead use it, by role and name, in real Chromium. The kiosk is a
// real bridge's.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { AnswerWatch } from './support/answer_watch.mjs';
import { withAuthenticator } from './support/authenticator.mjs';
import { checkAccess, fitsScreen } from './support/axe.mjs';
import { Browser } from './support/browser.mjs';
import { change } from './support/database.mjs';
import { DeskServer, kSite } from './support/desk_server.mjs';
import { expectVisible } from './support/expect.mjs';
import { freePort, start, stop, until } from './support/processes.mjs';
import { program } from './support/stack.mjs';

const kEast = 'East Branch';
const kKiosk = `Kiosk 7 at ${kEast}`;
const kSizes = [{ width: 360, height: 740 }, { width: 1280, height: 900, colorScheme: 'dark' }];
const kTwiceAsLarge = { width: 640, height: 450 };  // a desk at 200 %

let server, browser, other, page, bridge;

before(async () => {
    server = await DeskServer.create();
    browser = await Browser.open({ viewport: { width: 1280, height: 900 } });
    other = await Browser.open({ viewport: { width: 1280, height: 900 } });
    page = await browser.page();
});

after(async () => {
    await stop(bridge);
    await browser?.close();
    await other?.close();
    await server?.close();
});

const button = (name, on = page) => on.getByRole('button', { name, exact: true });
const heading = (name, on = page) => on.getByRole('heading', { name, exact: true });
const box = (name, on = page) => on.getByRole('textbox', { name, exact: true });
const list = (name, on = page) => on.getByRole('combobox', { name, exact: true });
const alert = (text, on = page) => expectVisible(on.getByRole('alert').getByText(text), String(text));
const news = async (text) => expectVisible(page.getByRole('status', { name: 'News' }).getByText(text), text);

async function open(view, title = view, on = page) {
    await on.getByRole('navigation', { name: 'Administration' }).getByRole('link', { name: view, exact: true }).click();
    await expectVisible(heading(title, on), title);
}

async function check(view, on = page) {
    await on.setViewportSize(kTwiceAsLarge);
    await fitsScreen(on);
    await checkAccess(on, kSizes);
    if (process.env.PORCHLIGHT_PICTURES) await takePictures(view, on);
}

async function takePictures(view, on) {
    mkdirSync(process.env.PORCHLIGHT_PICTURES, { recursive: true });
    for (const width of [360, 1280]) for (const colorScheme of ['light', 'dark']) {
        await on.emulateMedia({ colorScheme });
        await on.setViewportSize({ width, height: width === 360 ? 740 : 900 });
        await on.screenshot({ path: join(process.env.PORCHLIGHT_PICTURES, `${view}-${width}-${colorScheme}.png`), fullPage: true });
    }
}

async function signIn(name, role, on) {
    await withAuthenticator(on);
    const code = await server.invite(name, role);
    await on.goto(`${server.url}/admin/`);
    await expectVisible(heading('Sign in to administration', on), 'the sign-in');
    await check(`sign-in-${name}`, on);
    await button('I have an invitation', on).click();
    await box('Name', on).fill(name);
    await box('Code', on).fill(code);
    await button('Continue', on).click();
    await button('Make a passkey', on).click();
}

test('an administrator signs in with a passkey and adds a site', async () => {
    await signIn('ada', 'administrator', page);
    await expectVisible(heading('Sites'), 'the sites');
    await button('Add the site').click();
    await alert('Give the site a name');
    await box('Name of the site').fill(kEast);
    await button('Add the site').click();
    await news(`${kEast} is a site.`);
    await expectVisible(heading(kEast), 'the new site');
    await check('sites');
});

test('a code made on the page makes a real kiosk, which is seen, suspended and removed', async () => {
    await open('Kiosks');
    await list('Site').selectOption(kEast);
    await box('Name of the kiosk').fill('Kiosk 7');
    await button('Make a code').click();
    await expectVisible(heading(`Code for ${kKiosk}`), 'the code');
    await expectVisible(page.getByText('Waits for its code'), 'the code that waits');
    await check('code');
    const command = await page.locator('#code-command').innerText();
    const [name, ...words] = command.split(' ');
    const data = join(server.dir, 'kiosk');
    const { stdout, stderr } = spawnSync(program(name), [...words, '--data', data], { encoding: 'utf8', timeout: 60_000 });
    assert.match(stdout + stderr, /This is the kiosk Kiosk 7 at East Branch of the City of Lakehaven\./);
    const log = join(server.dir, 'bridge.log');
    const ports = [await freePort(), await freePort()];
    const startBridge = () => start(program('porchlight-bridge'), ['serve', '--data', data, '--port', String(ports[0]), '--printer',
        `ipp://localhost:${ports[1]}/ipp/print`], { log });
    bridge = startBridge();

    await open('Printers');
    await until('the printer is told of', async () => {
        await button('Look again').click();
        return page.getByRole('region', { name: kEast }).getByText('Does not answer.').isVisible();
    }, { seconds: 60, every: 500 });
    await check('printers');

    await open('Kiosks');
    assert.equal(await page.getByText('Waits for its code').count(), 0);
    assert.equal(await page.locator('#code-command').innerText(), '', 'a code is shown once');
    await button(`Suspend ${kKiosk}`).click();
    await news(`${kKiosk} is suspended.`);
    // It tells of its printer as it starts, and every 30 seconds.
    await stop(bridge);
    bridge = startBridge();
    await until('its bridge is refused', () => /the server has suspended this kiosk/.test(readFileSync(log, 'utf8')), { seconds: 60 });
    await check('suspended');
    await button(`Resume ${kKiosk}`).click();
    await news(`${kKiosk} is resumed.`);

    // By keyboard alone: the dialog opens on the way out, Escape takes it, and the focus is where it was.
    await button(`Remove ${kKiosk}`).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: `Remove ${kKiosk}?` });
    await expectVisible(dialog, 'the question');
    assert.ok(await button('Keep Kiosk 7').evaluate((element) => element === document.activeElement));
    await check('sure');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    assert.ok(await button(`Remove ${kKiosk}`).evaluate((element) => element === document.activeElement));
    await page.keyboard.press('Enter');
    await button('Remove Kiosk 7').click();
    await news(`${kKiosk} is removed.`);
    assert.equal(await heading('Kiosk 7').count(), 0);
    await stop(bridge);
});

test('an administrator invites a librarian, whom the page refuses with a sentence, and removes the account', async () => {
    await open('People', 'Who works here?');
    await button('Invite').click();
    await alert('Give a name');
    await box('Name').fill('ana');
    await list('Site').selectOption(kSite);
    await button('Invite').click();
    await expectVisible(heading('Invitation for ana'), 'the invitation');
    await check('people');
    const code = await page.locator('#invited-code').innerText();
    await button('Invite').click();
    await box('Name').fill('ana');
    await button('Invite').click();
    await alert('There is an account of that name');

    const librarian = await other.page();
    await withAuthenticator(librarian);
    await librarian.goto(`${server.url}/desk/`);
    await button('I have an invitation', librarian).click();
    await box('Name', librarian).fill('ana');
    await box('Code', librarian).fill(code);
    await button('Continue', librarian).click();
    await button('Make a passkey', librarian).click();
    await expectVisible(heading('Who is waiting', librarian), 'the desk');
    assert.ok(await librarian.getByRole('link', { name: 'Administration' }).isHidden());
    await librarian.goto(`${server.url}/admin/`);
    await expectVisible(heading('This page is for site leads and administrators', librarian), 'the refusal');
    await check('refused', librarian);

    await button('Remove ana').click();
    await button('Remove ana', page.getByRole('dialog')).click();
    await news('The account of ana is removed.');
    await librarian.reload();
    await expectVisible(heading('Sign in to administration', librarian), 'signed out');
    await librarian.close();
});

test('a list of numbers is imported or its first fault is said, and what can be dealt is', async () => {
    await open('Numbers', 'Service numbers');
    const upload = (text) => page.getByLabel('List', { exact: true }).setInputFiles({ name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    await upload('number\n30234000517861\n33191000105865\n');
    await button('Import').click();
    await alert('Line 3 of the list: its check symbol is wrong. Nothing was imported.');
    await upload('number\n30234000517861\n33191000105864\n58198000943996\n');
    await button('Import').click();
    await news('3 numbers are in the pool.');
    await page.locator('#form-deal').getByRole('combobox', { name: 'Site' }).selectOption(kEast);
    await box('How many').fill('2');
    await button('Deal').click();
    await alert('the site has no kiosk');
    await check('numbers');
    await open('Records');
    await expectVisible(page.getByRole('heading', { name: 'Epoch 1', exact: true }), 'the epoch');
    await expectVisible(page.getByText('Open: kiosks seal to it'), 'its state');
    await check('records');
    // As it stands on the day on which it is due, and under an order that keeps it.
    const epoch = { epoch: 1, state: 'due', end: '2026-01-01', destroy: '2026-11-01', records: 41250, deleted: '', holds: [], sharings: [{ number: 1, destroyed: 1, needed: 3 }] };
    const hold = { order: 'CV-2033-7', authority: 'County court', day: '2026-11-02' };
    await page.route('**/admin/api/records', (route) => route.fulfill({ json: { epochs: [epoch, { ...epoch, epoch: 2, state: 'on_hold', holds: [hold] }, { ...epoch, epoch: 3, state: 'destroyed', deleted: '2026-11-20' }] } }));
    await button('Look again').click();
    await expectVisible(page.getByText('Epoch 1 is due.'), 'what is due');
    await expectVisible(page.getByText('CV-2033-7, County court, since 2 November 2026'), 'the hold');
    await expectVisible(page.getByText('Deleted on 20 November 2026'), 'the deletion');
    await check('records-due');
    await page.unroute('**/admin/api/records');
    await open('Releases');
    await expectVisible(page.getByText('City of Lakehaven'), 'the manifest');
    await expectVisible(page.getByText('There is no release'), 'what is missing');
    await check('releases');
});

const dayBefore = (days) => {
    const at = new Date();
    at.setDate(at.getDate() - days);
    return `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}-${String(at.getDate()).padStart(2, '0')}`;
};

// Ninety days as a branch has them, and one day that is not over.
function writeCounts() {
    const rows = [[0, kSite, 'approved', 999]];
    for (let day = 1; day <= 90; ++day) {
        if (day % 7 === 0) continue;
        rows.push([day, kSite, 'approved', 10 + (day * 7) % 23], [day, kSite, 'denied_papers', day % 4]);
        rows.push([day, kEast, 'approved', 3 + day % 5], [day, kEast, 'approved_again', day % 2]);
    }
    change({ serverData: server.data }, rows.filter(([, , , count]) => count > 0)
        .map(([day, site, outcome, count]) => ['INSERT INTO counts VALUES(?, ?, ?, ?, ?, ?)', [dayBefore(day), site, 'demo', 'adult', outcome, count]]));
    return (site) => rows.filter(([day, at, outcome]) => day > 0 && (!site || at === site) && outcome.startsWith('approved'))
        .reduce((sum, [, , , count]) => sum + count, 0);
}

let approvedAt;

test('counts are a picture with a sentence and tables, of days that are over', async () => {
    approvedAt = writeCounts();
    await open('Counts', 'Counts by day');
    const picture = page.getByRole('img', { name: 'Decisions by day at all sites' });
    await expectVisible(picture, 'the picture');
    const said = (sum) => `${sum.toLocaleString('en')} approved and `;
    assert.ok((await page.locator('#chart-text').textContent()).startsWith(said(approvedAt())));
    await page.getByText('The same as tables').click();
    assert.ok(!(await page.locator('main').innerText()).includes('999'), 'nothing of the running day');
    const rows = page.getByRole('region', { name: 'By site', exact: true }).getByRole('row');
    assert.equal(await rows.count(), 3, 'head and two sites');
    assert.equal(await page.getByRole('region', { name: 'By day', exact: true }).getByRole('row').count(), 79, 'head and the days with something');
    await check('counts');
    await list('Show').selectOption(kEast);
    await expectVisible(page.getByRole('img', { name: `Decisions by day at ${kEast}` }), 'the picture of a site');
    assert.ok((await page.locator('#counts-sum').innerText()).startsWith(said(approvedAt(kEast))));
});

test('a site lead sees the own site alone, and changes nothing there but people’s locks', async () => {
    const lead = await other.page();
    await lead.context().clearCookies();
    await signIn('lea', 'site-lead', lead);
    await expectVisible(heading(kSite, lead), 'the own site');
    assert.equal(await heading(kEast, lead).count(), 0);
    const links = await lead.getByRole('navigation', { name: 'Administration' }).getByRole('link').allInnerTexts();
    assert.deepEqual(links, ['Sites', 'Kiosks', 'People', 'Printers', 'Counts']);
    await open('Kiosks', 'Kiosks', lead);
    assert.equal(await button('Make a code', lead).count(), 0);
    await open('Counts', 'Counts by day', lead);
    assert.ok((await lead.locator('#counts-sum').innerText()).startsWith(`${approvedAt(kSite).toLocaleString('en')} approved`));
    await check('lead', lead);
    // What the page does not offer, the server refuses.
    const answer = await lead.evaluate(async () => (await fetch('api/numbers')).status);
    assert.equal(answer, 403);
    await button('Sign out', lead).click();
    await expectVisible(heading('Sign in to administration', lead), 'signed out');
});

test('what the server answers to pages is looked at; control: an answer that is not described is found', async () => {
    assert.ok(browser.answers.checked > 20);
    const context = new EventEmitter();
    const watch = new AnswerWatch(context);
    const answered = (status) => ({ url: () => `${server.url}/desk/api/waiting?after=0`, method: () => 'GET', serviceWorker: () => null,
        response: async () => ({ status: () => status, allHeaders: async () => ({ 'content-type': 'application/json' }),
            body: async () => Buffer.from('{"error":"sign_in"}') }) });
    context.emit('requestfinished', answered(401));
    await watch.settle();
    watch.expectGood();
    assert.equal(watch.checked, 1);
    context.emit('requestfinished', answered(418));
    await watch.settle();
    assert.throws(() => watch.expectGood(), /418/);
});
