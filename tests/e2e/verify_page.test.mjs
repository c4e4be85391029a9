// Cards of the real line, checked by the page in a browser and by the command: from a camera, a picture and a text,
// without a network and without a trace; and the verdicts are those of an independent implementation.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { ed25519 } from '@noble/curves/ed25519.js';
import { writeVideo } from './support/card_video.mjs';
import { checkCode, commitmentOf, readCode } from './support/card_code.mjs';
import { CheckPage } from './support/check_page.mjs';
import { violations } from './support/axe.mjs';
import { Browser } from './support/browser.mjs';
import { Desk } from './support/desk.mjs';
import { Kiosk } from './support/kiosk.mjs';
import { StaticServer } from './support/static_server.mjs';
import { Stack, program, root } from './support/stack.mjs';

const checkRoot = process.env.PORCHLIGHT_CHECK_PAGE ?? join(root, 'build/wasm/verify');
const watchPolicy = `globalThis.violations = [];
    addEventListener('securitypolicyviolation', (event) => globalThis.violations.push(event.violatedDirective + ' ' + event.blockedURI));`;

let stack, folder, server, browser, adult, senior, issuer;

// One card by the whole line; the number is what the page handed to the bridge, for it is in no store.
async function issue(kiosk, desk, applicant, admitted) {
    let number;
    await kiosk.page.route('**/api/issuance', (route) => {
        const body = route.request().postDataBuffer();
        number = JSON.parse(body.subarray(8, 8 + body.readUInt32BE(4))).number;
        return route.continue();
    });
    await kiosk.open({ admitted });
    await kiosk.fill(applicant);
    await desk.approve(await kiosk.ready());
    await kiosk.printed();
    const { back } = stack.cards().at(-1);
    await kiosk.done();
    return { ...applicant, number, back, code: await readCode(back) };
}

async function issueCards() {
    const [kiosks, librarian] = [await Browser.open(), await Browser.open()];
    try {
        const kiosk = new Kiosk(await kiosks.page(), stack);
        const desk = new Desk(await librarian.page(), stack);
        await desk.open();
        adult = await issue(kiosk, desk, { name: 'Zoë O’Neil-Núñez', dob: '1990-03-12' }, false);
        senior = await issue(kiosk, desk, { name: 'فاطمة الزهراء', dob: '1949-05-20' }, true);
    } finally {
        await kiosks.close();
        await librarian.close();
    }
}

before(async () => {
    stack = await Stack.create();
    await issueCards();
    const manifest = JSON.parse(readFileSync(join(stack.dir, 'manifest-1.json'), 'utf8'));
    issuer = Buffer.from(JSON.parse(Buffer.from(manifest.payload, 'base64')).issuers[0].public_key, 'hex');
    folder = mkdtempSync(join(tmpdir(), 'porchlight-check-'));
    cpSync(checkRoot, folder, { recursive: true });
    copyFileSync(join(stack.city, 'trust.json'), join(folder, 'trust.json'));
    copyFileSync(join(stack.dir, 'manifest-1.json'), join(folder, 'issuers.json'));
    server = await StaticServer.start(folder);
    const video = join(stack.dir, 'back.y4m');
    writeVideo(video, adult.back);
    browser = await Browser.open({ video, viewport: { width: 390, height: 844 }, initScript: watchPolicy });
});

after(async () => {
    await browser?.close();
    await server?.stop();
    await stack?.close();
    if (folder) rmSync(folder, { recursive: true, force: true });
});

const holderOf = ({ name, dob, number }) => ({ name, dob, number });
const expiryOf = (code) => new Date(Date.UTC(2000, 0, 1 + checkCode(code, issuer).expiryDays));
const written = (date) => new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' }).format(date);

test('a card held before the camera is genuine until its written-out date, and what is printed on it matches', { timeout: 300_000 }, async (context) => {
    const check = await CheckPage.open(browser, server.url);
    const started = performance.now();
    await check.button('Use the camera').click();
    await check.on('Genuine');
    context.diagnostic(`from the camera's start to the answer ${(performance.now() - started).toFixed(0)} ms`);
    assert.equal(await check.page.locator('#result-validity').innerText(), `Valid until ${written(expiryOf(adult.code))}`);
    assert.equal(await check.page.locator('#result-mark').innerText(), '✓');
    assert.equal(await check.page.evaluate(() => document.activeElement.id), 'result-title', 'the answer is read out');
    await check.page.getByText('A code can be copied onto a card with another photo.').waitFor();
    assert.equal(await check.page.evaluate(() => document.getElementById('video').srcObject), null, 'the camera is off');
    const asked = performance.now();
    await check.holder(holderOf(adult));
    await check.page.getByText('Matches. The code was made for').waitFor();
    context.diagnostic(`the comparison took ${(performance.now() - asked).toFixed(0)} ms with the typing`);
    await check.page.close();
    assert.deepEqual(check.problems, []);
});

test('the city\'s own server hands it out with headers that let it look, compute and keep its files', { timeout: 90_000 }, async () => {
    const check = await CheckPage.open(browser, `${stack.serverUrl}/verify/`);
    await check.button('Use the camera').click();
    await check.on('Genuine');
    await check.holder(holderOf(adult));
    await check.page.getByText('Matches. The code was made for').waitFor();
    assert.equal(await check.page.evaluate(() => navigator.serviceWorker.ready.then(({ scope }) => scope)), `${stack.serverUrl}/verify/`);
    assert.deepEqual(await check.page.evaluate(() => globalThis.violations), []);
    await check.page.close();
    assert.deepEqual(check.problems, []);
});

test('another name, day or number does not match; a mistyped number and an unreal day are said apart', { timeout: 90_000 }, async () => {
    const check = await CheckPage.open(browser, server.url);
    await check.picture(adult.back);
    await check.on('Genuine');
    for (const change of [{ name: 'Zoë O’Neil' }, { dob: '1990-03-13' }, { number: senior.number }]) {
        await check.holder({ ...holderOf(adult), ...change });
        await check.page.getByText('Does not match.').waitFor();
    }
    const slip = (adult.number[0] === '2' ? '3' : '2') + adult.number.slice(1);
    await check.holder({ ...holderOf(adult), number: slip });
    assert.equal(await check.page.locator('#number-error').innerText(), 'There is a slip in the number. Compare it with the card, symbol by symbol.');
    assert.equal(await check.compared(), '');
    assert.equal(await check.page.evaluate(() => document.activeElement.id), 'number');
    await check.holder({ ...holderOf(adult), dob: '1990-02-30' });
    assert.equal(await check.page.locator('#dob-error').innerText(), 'Enter the day, month and year as printed.');
    // As people type: small letters, groups, no apostrophe or hyphen.
    const typed = adult.number.toLowerCase().replace(/^(.{4})(.{4})/, '$1-$2 ');
    await check.holder({ name: 'zoë oneil NÚÑEZ', dob: adult.dob, number: typed });
    await check.page.getByText('Matches. The code was made for').waitFor();
    await check.page.close();
    assert.deepEqual(check.problems, []);
});

test('a picture of a card that does not expire says so, and a name of another script matches', { timeout: 60_000 }, async () => {
    const check = await CheckPage.open(browser, server.url);
    await check.picture(senior.back);
    await check.on('Genuine');
    assert.equal(await check.page.locator('#result-validity').innerText(), 'Does not expire');
    await check.holder(holderOf(senior));
    await check.page.getByText('Matches. The code was made for').waitFor();
    await check.again();
    await check.picture({ name: 'words.png', mimeType: 'image/png', buffer: readFileSync(join(root, 'assets/pictures/kiosk-words.png')) });
    await check.page.getByText('There is no code to be seen.').waitFor();
    await check.picture({ name: 'text.png', mimeType: 'image/png', buffer: Buffer.from('not a picture') });
    await check.page.getByText('That file is not a picture.').waitFor();
    await check.page.close();
});

const base45 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
function toBase45(bytes) {
    let out = '';
    for (let i = 0; i < bytes.length; i += 2) {
        let value = i + 1 < bytes.length ? bytes[i] * 256 + bytes[i + 1] : bytes[i];
        for (let n = i + 1 < bytes.length ? 3 : 2; n > 0; n -= 1) { out += base45[value % 45]; value = Math.floor(value / 45); }
    }
    return out;
}
const changed = (code, change) => {
    const bytes = Uint8Array.from(checkCode(code, issuer).bytes);
    change(bytes);
    return `PLC1:${toBase45(bytes)}`;
};

test('each verdict of the page is that of an independent implementation', { timeout: 90_000 }, async () => {
    const stranger = ed25519.keygen().secretKey;
    const codes = {
        Genuine: [adult.code, senior.code],
        Altered: [0, 60, 511].map((bit) => changed(adult.code, (bytes) => { bytes[(bit >> 3) + 55] ^= 1 << (bit & 7); }))
            .concat([5, 6, 7, 30].map((at) => changed(adult.code, (bytes) => { bytes[at] ^= 1; }))),
        'Unknown issuer': [changed(adult.code, (bytes) => { bytes[1] ^= 1; bytes.set(ed25519.sign(bytes.slice(0, 55), stranger), 55); })],
        'Not a city card': [changed(adult.code, (bytes) => { bytes[0] = 2; }), adult.code.slice(0, 150), 'https://lakehaven.example/check', 'PLC1:'],
    };
    const check = await CheckPage.open(browser, server.url);
    for (const [heading, texts] of Object.entries(codes))
        for (const text of texts) {
            const independent = (() => { try { return Boolean(checkCode(text, issuer)); } catch { return false; } })();
            assert.equal(independent, heading === 'Genuine', `@noble on ${heading}`);
            await check.text(text);
            await check.on(heading);
            assert.equal(await check.page.locator('#result-mark').innerText(), independent ? '✓' : '✕');
            assert.equal(await check.page.getByRole('button', { name: 'Compare' }).count(), independent ? 1 : 0);
            await check.again();
        }
    const { salt, commitment } = checkCode(adult.code, issuer);
    assert.deepEqual(commitmentOf('zoëoneilnúñez', adult.dob, adult.number, salt), commitment, '@noble on what is printed');
    await check.page.close();
    assert.deepEqual(check.problems, []);
});

test('the day after its last day a card is expired, and before it the list of keys is called old', { timeout: 60_000 }, async () => {
    const later = await Browser.open({ initScript: watchPolicy });
    try {
        const last = expiryOf(adult.code);
        for (const [days, heading] of [[0, 'Genuine'], [1, 'Expired']]) {
            await later.context.clock.setFixedTime(new Date(last.getTime() + days * 864e5 + 12 * 36e5));
            const check = await CheckPage.open(later, server.url);
            await check.text(adult.code);
            await check.on(heading);
            await check.page.getByText('This page’s list of keys was good through').waitFor();
            await check.page.close();
        }
    } finally {
        await later.close();
    }
});

// All that the browser keeps for the page, and all that it may: the page's own files.
const keptBy = (page) => page.evaluate(async () => ({
    storage: localStorage.length + sessionStorage.length, cookies: document.cookie, databases: (await indexedDB.databases()).length,
    cached: (await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname)))).flat().sort() }));
const keptFiles = () => {
    const files = JSON.parse(/kFiles = (\[.*\])/.exec(readFileSync(join(folder, 'worker.js'), 'utf8'))[1]);
    return { storage: 0, cookies: '', databases: 0, cached: ['', 'trust.json', 'issuers.json', ...files].map((name) => `/${name}`).sort() };
};

test('promise_8: after the first visit it works without a network, and nothing leaves or stays', { timeout: 90_000 }, async () => {
    const check = await CheckPage.open(browser, server.url);
    const before = server.asked.length;
    check.requests.length = 0;
    const history = await check.page.evaluate(() => globalThis.history.length);
    await check.button('Use the camera').click();
    await check.on('Genuine');
    await check.holder(holderOf(adult));
    await check.page.getByText('Matches. The code was made for').waitFor();
    await check.again();
    assert.deepEqual(check.requests, [], 'not one request for a whole check');
    // After a page has come, a browser looks once for a newer worker, by itself.
    assert.deepEqual(server.asked.slice(before).filter((line) => line !== 'GET /worker.js'), []);
    assert.equal(await check.page.evaluate(() => globalThis.history.length), history);
    assert.deepEqual(await keptBy(check.page), keptFiles());
    await browser.context.setOffline(true);
    await server.stop();
    try {
        await check.page.reload();
        await check.ready();
        await check.picture(senior.back);
        await check.on('Genuine');
        assert.deepEqual(await check.page.evaluate(() => globalThis.violations), []);
    } finally {
        server = await StaticServer.start(folder, server.port);
        await browser.context.setOffline(false);
    }
    await check.page.close();
});

test('leaving the page empties it, also for whoever goes back to it', { timeout: 60_000 }, async () => {
    const check = await CheckPage.open(browser, server.url);
    await check.picture(adult.back);
    await check.on('Genuine');
    await check.holder({ ...holderOf(adult), name: 'Zoë' });
    await check.page.getByText('Does not match.').waitFor();
    await check.page.goto('about:blank');
    await check.page.goBack();
    await check.on('Check a city card');
    const left = await check.page.evaluate(() => [...document.querySelectorAll('input, textarea')].map((field) => field.value).join('') + document.getElementById('result-title').textContent);
    assert.equal(left, '');
    await check.page.close();
});

test('a list of keys that the pinned custodians did not sign is refused, and nothing can be checked', { timeout: 60_000 }, async () => {
    const other = mkdtempSync(join(tmpdir(), 'porchlight-check-'));
    cpSync(folder, other, { recursive: true });
    const document = JSON.parse(readFileSync(join(folder, 'issuers.json'), 'utf8'));
    const payload = JSON.parse(Buffer.from(document.payload, 'base64'));
    payload.issuers[0].public_key = 'ab'.repeat(32);
    writeFileSync(join(other, 'issuers.json'), JSON.stringify({ ...document, payload: Buffer.from(JSON.stringify(payload)).toString('base64') }));
    const lying = await StaticServer.start(other);
    const page = await browser.page();
    try {
        await page.goto(lying.url);
        await page.getByText('its list of keys is not signed by the city’s custodians').waitFor();
        assert.ok(await page.getByRole('button', { name: 'Use the camera' }).isDisabled());
    } finally {
        await page.close();
        await lying.stop();
        rmSync(other, { recursive: true, force: true });
    }
});

test('every view is free of faults for assistive tools, by day and night, and fits 360 pixels in each language', { timeout: 120_000 }, async () => {
    const check = await CheckPage.open(browser, server.url);
    await check.page.setViewportSize({ width: 360, height: 740 });
    const languages = await check.page.locator('#language option').evaluateAll((options) => options.map(({ value }) => value));
    assert.deepEqual(languages, ['en', 'es']);
    const views = [
        async () => {},
        async () => { await check.page.locator('#picture').setInputFiles(adult.back); await check.page.locator('#form-holder').waitFor(); },
        async () => { await check.page.locator('#form-holder button').click(); await check.page.locator('#name-error:not(:empty)').waitFor(); },
    ];
    for (const scheme of ['light', 'dark'])
        for (const language of languages) {
            await check.page.emulateMedia({ colorScheme: scheme });
            await check.page.locator('#language').selectOption(language);
            for (const [index, view] of views.entries()) {
                await view();
                assert.equal(await check.page.evaluate(() => document.documentElement.lang), language);
                assert.ok(await check.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${language}: view ${index} is wider than the screen`);
                assert.deepEqual(await violations(check.page), [], `${language}, ${scheme}, view ${index}`);
            }
            await check.page.locator('#again').click();
        }
    await check.page.close();
});

test('the command says of pictures of printed cards what the page says', { timeout: 60_000 }, () => {
    const verify = (words, input) => spawnSync(program('porchlight-verify'), ['--trust', join(stack.city, 'trust.json'),
        '--manifest', join(stack.dir, 'manifest-1.json'), ...words], { encoding: 'utf8', input });
    const iso = expiryOf(adult.code).toISOString().slice(0, 10);
    const genuine = verify(['--image', adult.back]);
    assert.deepEqual([genuine.status, genuine.stdout], [0, `Genuine: made by the City of Lakehaven, valid until ${iso}.\n`]);
    const typed = verify(['--image', adult.back, '--ask'], `${adult.name}\n${adult.dob}\n${adult.number}\n`);
    assert.equal(typed.status, 0, typed.stderr);
    assert.match(typed.stdout, /Matches: /);
    assert.equal(verify(['--image', senior.back, '--ask'], `${adult.name}\n${adult.dob}\n${adult.number}\n`).status, 1);
    assert.match(verify(['--image', senior.back]).stdout, /does not expire/);
    assert.equal(verify(['--image', stack.cards()[0].front]).status, 3, 'there is no code on the front');
});
