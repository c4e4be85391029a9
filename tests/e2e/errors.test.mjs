// What goes wrong is told, each in its own words: to a program by a status and a code, to an applicant by what happened
// and what to do. Nothing that was typed is lost, and when the trouble is over it goes on to a card.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { ed25519 } from '@noble/curves/ed25519.js';
import { Between, isApproval } from './support/between.mjs';
import { Browser } from './support/browser.mjs';
import { cardRequest, contentOf, kCardRequestBytes, sealedAt } from './support/card_request.mjs';
import { Desk } from './support/desk.mjs';
import { expectVisible } from './support/expect.mjs';
import { forgeries } from './support/forgeries.mjs';
import { ask, exchange } from './support/http.mjs';
import { Kiosk } from './support/kiosk.mjs';
import { languages, messages } from './support/messages.mjs';
import { stop, until } from './support/processes.mjs';
import { Stack } from './support/stack.mjs';

const ana = { name: 'Ana Núñez', dob: '1990-03-12' };
const kRefused = 'We could not check the approval, so nothing was printed. Press Try again to ask once more.';
const kPrinterOff = 'The printer does not answer. Ask a librarian to switch it on, then press Try again.';
const kServerGone = 'The city’s computer does not answer. Wait a moment, then press Try again.';

let between, stack, browser, librarian, kiosk, desk, epoch, oldCookie, usedAddress;

before(async () => {
    between = await Between.open();
    stack = await Stack.create({ relay: between });
    const { id, public_key: key } = stack.manifest().epoch;
    epoch = { id, key: Buffer.from(key, 'hex') };
    // A browser that was let in before this kiosk's.
    usedAddress = new URL(stack.address());
    const admitted = await ask(stack.kioskUrl, { path: usedAddress.pathname + usedAddress.search });
    oldCookie = admitted.headers['set-cookie'][0].split(';')[0];
    browser = await Browser.open({ withCamera: false, flags: ['--use-fake-device-for-media-stream'] });
    librarian = await Browser.open();
    kiosk = new Kiosk(await browser.page(), stack);
    desk = new Desk(await librarian.page(), stack);
    await desk.open();
    await kiosk.open();
});

after(async () => {
    await browser?.close();
    await librarian?.close();
    await stack?.close();
    await between?.close();
});

const allowCamera = () => browser.context.grantPermissions(['camera'], { origin: stack.kioskUrl });

// From a trouble that is over to the card that it was about.
async function toCard(words) {
    const cards = stack.cards().length;
    await desk.approve(words);
    await kiosk.printed();
    assert.equal(stack.cards().length, cards + 1, 'one card more in the tray');
    assert.ok(stack.open().some(({ name, dob }) => name === ana.name && dob === ana.dob));
    await kiosk.done();
}

// Whatever happened to the applicant before: an honest server, a printer that is on, a librarian who is signed in.
async function nextApplicant() {
    between.alter = (answer) => answer;
    if (!stack.server) await stack.startServer();
    if (!stack.printer) await stack.startPrinter();
    if (!await desk.heading('Who is waiting').isVisible()) await desk.open();
    await kiosk.open({ admitted: true });
    await kiosk.fill(ana);
}

async function told(where, what, request, status, error) {
    const answer = await ask(where, request);
    assert.deepEqual([answer.status, answer.error], [status, error], what);
    assert.match(answer.headers['content-type'], /^application\/json/, what);
}

const withBit = (bytes, at) => {
    const out = Buffer.from(bytes);
    out[at] ^= 1;
    return out;
};

test('a camera that may not be used is told, and goes on where it was when it may', async () => {
    await kiosk.start();
    await kiosk.name(ana.name);
    await kiosk.born(ana.dob);
    await kiosk.gender();
    await kiosk.extras();
    await kiosk.told('This page may not use the camera. Ask a librarian to allow it, then press Try again.');
    await kiosk.button('Continue').click();
    await kiosk.on('Ready for your photo?');
    await kiosk.button('Try again').click();
    await kiosk.told('This page may not use the camera.');
    await allowCamera();
    // What was said may have been of the first try, and the second is let in only now: then there is no button.
    await kiosk.button('Try again').click({ timeout: 3000 }).catch(() => {});
    await kiosk.photo();
    await kiosk.on('Is everything right?');
    assert.deepEqual(await kiosk.typed(), ana);
    await toCard(await kiosk.ready());
});

test('a machine without a camera is told to be that', async () => {
    const bare = await Browser.open({ withCamera: false, flags: ['--use-fake-device-for-media-stream=device-count=0'] });
    try {
        await bare.context.addCookies(await browser.context.cookies(stack.kioskUrl));
        await bare.context.grantPermissions(['camera'], { origin: stack.kioskUrl });
        const other = new Kiosk(await bare.page(), stack);
        await other.open({ admitted: true });
        await other.start();
        await other.name(ana.name);
        await other.born(ana.dob);
        await other.gender();
        await other.extras();
        await other.told('We found no camera. Ask a librarian to plug it in, then press Try again.');
    } finally {
        await bare.close();
    }
});

test('the bridge tells each request that it refuses why, and the draft of the page goes on to a card', async () => {
    await nextApplicant();
    const [{ name, value }] = await browser.context.cookies(stack.kioskUrl);
    const cookie = `${name}=${value}`;
    const origin = stack.kioskUrl;
    const port = new URL(origin).port;
    const good = cardRequest({ ...ana, epoch });
    const post = (body, headers = {}, path = '/api/issuance') =>
        ({ method: 'POST', path, headers: { cookie, origin, 'content-type': 'application/octet-stream', ...headers }, body });
    const content = (change) => cardRequest({ ...ana, epoch, content: typeof change === 'string' ? change : { ...contentOf(ana), ...change } });

    const taken = await ask(origin, post(good));
    assert.deepEqual([taken.status, JSON.parse(taken.body).words.length], [200, 3], 'a good one is taken');
    assert.equal((await ask(origin, post('{}', { 'content-type': 'application/json' }, '/api/cancel'))).status, 204);

    for (const [what, request, status, error] of [
        ['another site', { headers: { host: `kiosk.example:${port}`, cookie } }, 421, 'host'],
        ['another port in Host', { headers: { host: 'localhost', cookie } }, 421, 'host'],
        ['a request of the last page\'s site', post(good, { host: `127.0.0.1:${port}` }), 421, 'host'],
        ['a page of another site', post(good, { origin: 'https://city.example' }), 403, 'origin'],
        ['a page of the last page\'s site', post(good, { origin: `http://127.0.0.1:${port}` }), 403, 'origin'],
        ['no page at all', post(good, { origin: '' }), 403, 'origin'],
        ['no cookie', post(good, { cookie: '' }), 403, 'cookie'],
        ['no cookie, to read', { path: '/api/events' }, 403, 'cookie'],
        ['a wrong cookie', post(good, { cookie: `porchlight=${'ab'.repeat(32)}` }), 403, 'cookie'],
        ['the cookie of a browser of before', post(good, { cookie: oldCookie }), 403, 'cookie'],
        ['a code that was used', { path: usedAddress.pathname + usedAddress.search }, 403, 'code'],
        ['a code that never was', { path: `/?code=${'0'.repeat(32)}` }, 403, 'code'],
        ['an empty code', { path: '/?code=' }, 403, 'code'],
        ['another method', { method: 'PUT', path: '/api/issuance', headers: { cookie, origin } }, 405, 'method'],
        ['reading what takes a post', { path: '/api/issuance', headers: { cookie } }, 405, 'method'],
        ['nothing there', { path: '/api/nothing', headers: { cookie } }, 404, 'not_found'],
        ['another type', post(good, { 'content-type': 'application/json' }), 415, 'content_type'],
        ['one byte too many', post(Buffer.alloc(kCardRequestBytes + 1)), 413, 'too_large'],
        ['megabytes', post(Buffer.alloc(8 << 20)), 413, 'too_large'],
        ['terabytes, said only', post(Buffer.of(1), { 'content-length': String(2 ** 42) }), 413, 'too_large'],
        ['megabytes without saying so', post(Buffer.alloc(4 << 20), { 'transfer-encoding': 'chunked' }), 413, 'too_large'],
        ['a large body where none is wanted', post(Buffer.alloc(1 << 20), {}, '/api/cancel'), 413, 'too_large'],
        ['a large header', { headers: { cookie, 'x-much': 'a'.repeat(9000) } }, 431, 'header_too_large'],
        ['nothing', post(Buffer.alloc(0)), 400, 'card_request'],
        ['JSON alone', post('{"v":2}'), 400, 'card_request'],
        ['a cut envelope', post(good.subarray(0, sealedAt + 512)), 400, 'card_request'],
        ['one byte too few', post(good.subarray(0, -1)), 400, 'card_request'],
        ['a flipped bit in the magic', post(withBit(good, 0)), 400, 'card_request'],
        ['a length past the end', post(withBit(good, 4)), 400, 'card_request'],
        ['something in the padding', post(withBit(good, sealedAt - 1)), 400, 'card_request'],
        ['no JSON', post(content('{"v":2,')), 400, 'card_request'],
        ['an unknown member', post(content({ color: 'blue' })), 400, 'card_request'],
        ['a number for a name', post(content({ name: 7 })), 400, 'card_request'],
        ['another version', post(content({ v: 1 })), 400, 'card_request'],
        ['a name that is not canonical', post(content({ name: ' Ana' })), 422, 'record'],
        ['a day that is not', post(content({ dob: '1990-02-30' })), 422, 'record'],
        ['a number with another check', post(content({ number: '7K3MQ9TX2BVFS' })), 422, 'number'],
        ['a gender that is not canonical', post(content({ gender: ' F' })), 422, 'gender'],
        ['a name wider than the card', post(content({ name: 'W'.repeat(100) })), 422, 'name_does_not_fit'],
        ['an envelope with a flipped magic', post(withBit(good, sealedAt)), 422, 'envelope'],
        ['an envelope of epoch 0', post(cardRequest({ ...ana, epoch: { ...epoch, id: 0 } })), 422, 'envelope'],
        ['an envelope of an unknown epoch', post(cardRequest({ ...ana, epoch: { ...epoch, id: 99 } })), 422, 'epoch'],
        ['an envelope to another key', post(withBit(good, sealedAt + 8)), 422, 'epoch'],
    ])
        await told(origin, what, request, status, error);

    assert.match(await exchange(origin, 'This is not HTTP\r\n\r\n'), /^HTTP\/1\.1 400 .*\{"error":"malformed"\}$/s);
    const head = `POST /api/issuance HTTP/1.1\r\nHost: localhost:${port}\r\nOrigin: ${origin}\r\nCookie: ${cookie}\r\n` +
        `Content-Type: application/octet-stream\r\nContent-Length: ${kCardRequestBytes}\r\n\r\n`;
    assert.equal(await exchange(origin, Buffer.concat([Buffer.from(head), good.subarray(0, 5000)])), '', 'who hangs up in the middle is told nothing');

    // Inside the sealed box nobody but a custodian could tell: so other bytes are another request, with other words.
    const [first, second] = [good, withBit(good, sealedAt + 600)].map((body) => post(body));
    const words = JSON.parse((await ask(origin, first)).body).words;
    assert.notDeepEqual(JSON.parse((await ask(origin, second)).body).words, words);
    assert.equal((await ask(origin, post('{}', {}, '/api/cancel'))).status, 204);

    assert.deepEqual(await kiosk.typed(), ana);
    await toCard(await kiosk.ready());
});

test('the server tells each request that it refuses why, and what waits goes on to a card', async () => {
    await nextApplicant();
    const words = await kiosk.ready();
    const records = stack.open().length;
    const challenge = async () => (await ask(stack.serverUrl, { path: '/v1/challenge' })).body;
    const seed = Buffer.from(JSON.parse(readFileSync(join(stack.bridgeData, 'kiosk.key'), 'utf8')).seed, 'hex');
    const kioskId = Buffer.from((await import('@noble/hashes/blake2.js')).blake2b(Buffer.from(stack.kioskKey, 'hex'), { dkLen: 32 })).subarray(0, 16);
    const context = Buffer.from('porchlight kiosk request v1');
    const kRequestBytes = 1280;
    const sign = (bytes, by = seed) => {
        const out = Buffer.from(bytes);
        const message = Buffer.concat([Buffer.of(context.length), context, out.subarray(0, 1216)]);
        Buffer.from(ed25519.sign(message, by)).copy(out, 1216);
        return out;
    };
    const request = async ({ id = epoch.id, kind = 1, cardClass = 2, from = kioskId } = {}) => {
        const out = Buffer.alloc(kRequestBytes, 0);
        out.write('PLK1', 'latin1');
        out[4] = kind;
        out[5] = cardClass;
        from.copy(out, 8);
        out.fill(7, 24, 40);
        (await challenge()).copy(out, 40);
        out.fill(9, 64, 96);
        cardRequest({ ...ana, epoch: { ...epoch, id } }).copy(out, 96, sealedAt, sealedAt + 1024);
        return sign(out);
    };
    const good = await request();
    const post = (body, headers = {}) => ({ method: 'POST', path: '/v1/kiosk', headers: { 'content-type': 'application/octet-stream', ...headers }, body });
    const deskPost = (path, body, headers = {}) =>
        ({ method: 'POST', path: `/desk/api/${path}`, headers: { origin: stack.serverUrl, 'content-type': 'application/json', ...headers }, body });
    const [{ name, value }] = await librarian.context.cookies(`${stack.serverUrl}/desk/`);
    const cookie = `${name}=${value}`;

    for (const [what, asked, status, error] of [
        ['unsigned', post(Buffer.concat([good.subarray(0, 1216), Buffer.alloc(64)])), 401, 'signature'],
        ['signed by another', post(sign(good, ed25519.utils.randomSecretKey())), 401, 'signature'],
        ['a flipped bit in the signature', post(withBit(good, 1250)), 401, 'signature'],
        ['a flipped bit in the request id', post(withBit(good, 30)), 401, 'signature'],
        ['a flipped bit in the payload hash', post(withBit(good, 70)), 401, 'signature'],
        ['a flipped bit in the envelope', post(withBit(good, 700)), 401, 'signature'],
        ['a kiosk that nobody added', post(await request({ from: Buffer.alloc(16, 1) })), 403, 'unknown_kiosk'],
        ['a challenge of another server', post(sign(withBit(good, 50))), 409, 'stale_challenge'],
        ['an unknown epoch', post(await request({ id: 99 })), 409, 'epoch'],
        ['an envelope to another key', post(sign(withBit(good, 96 + 8))), 409, 'epoch'],
        ['an envelope that is none', post(sign(withBit(good, 96))), 400, 'malformed'],
        ['a class that is not', post(await request({ cardClass: 200 })), 409, 'class'],
        ['a kind that is not', post(await request({ kind: 3 })), 400, 'malformed'],
        ['a flipped magic', post(withBit(good, 1)), 400, 'malformed'],
        ['something in the padding', post(sign(withBit(good, 1130))), 400, 'malformed'],
        ['cut', post(good.subarray(0, 1000)), 400, 'malformed'],
        ['one byte too many', post(Buffer.alloc(kRequestBytes + 1)), 413, 'too_large'],
        ['megabytes', post(Buffer.alloc(8 << 20)), 413, 'too_large'],
        ['terabytes, said only', post(Buffer.of(1), { 'content-length': String(2 ** 42) }), 413, 'too_large'],
        ['no length', post(good, { 'transfer-encoding': 'chunked' }), 411, 'length_required'],
        ['another type', post(good, { 'content-type': 'application/json' }), 415, 'content_type'],
        ['another method', { path: '/v1/kiosk' }, 405, 'method'],
        ['nothing there', { path: '/v1/nothing' }, 404, 'not_found'],
        ['another host', post(good, { host: 'city.example' }), 421, 'host'],
        ['a desk\'s page of another site', deskPost('approve', '{}', { cookie, origin: 'https://city.example' }), 403, 'origin'],
        ['a desk without a cookie', deskPost('approve', '{}'), 401, 'sign_in'],
        ['a desk with a wrong cookie', deskPost('approve', '{}', { cookie: `${name}=${'ab'.repeat(32)}` }), 401, 'sign_in'],
        ['a desk\'s JSON that is none', deskPost('approve', '{"request":', { cookie }), 400, 'malformed'],
        ['a desk\'s JSON with two words', deskPost('approve', JSON.stringify({ request: '07'.repeat(16), words: ['a', 'b'] }), { cookie }), 400, 'malformed'],
        ['a desk\'s JSON without a reason', deskPost('deny', JSON.stringify({ request: '07'.repeat(16) }), { cookie }), 400, 'malformed'],
        ['a request that nobody made', deskPost('approve', JSON.stringify({ request: '07'.repeat(16), words }), { cookie }), 409, 'gone'],
        ['too large a JSON', deskPost('approve', ' '.repeat(17 * 1024), { cookie }), 413, 'too_large'],
        ['a password that is wrong', deskPost('sign-in', JSON.stringify({ name: 'demo', password: 'no' })), 401, 'sign_in'],
    ])
        await told(stack.serverUrl, what, asked, status, error);

    assert.equal(stack.open().length, records, 'none of it was stored');
    assert.deepEqual(await kiosk.words(), words);
    await toCard(words);
});

test('a false receipt prints nothing, is told, loses nothing, and a true one prints the card', async (context) => {
    await nextApplicant();
    const cards = stack.cards().length;
    let words = await kiosk.ready();
    let earlier;
    for (const [what, forge, code] of forgeries(stack.city)) {
        between.alter = (answer) => {
            if (!isApproval(answer)) return answer;
            const forged = forge(answer.body, earlier);
            earlier = answer.body;
            return { ...answer, body: forged };
        };
        const said = stack.said('bridge').length;
        await desk.approve(words);
        await kiosk.trouble(kRefused);
        assert.match(stack.said('bridge', said), new RegExp(`receipt refused: ${code}$`, 'm'), `a receipt ${what}`);
        assert.equal(stack.cards().length, cards, `a receipt ${what} prints nothing`);
        words = await kiosk.tryAgain();
        context.diagnostic(`refused: a receipt ${what}`);
    }

    between.alter = (answer) => (isApproval(answer) ? { ...answer, body: answer.body.subarray(0, 255) } : answer);
    await desk.approve(words);
    await kiosk.trouble('The city’s computer did not take the request. Ask a librarian to call for help.');
    assert.equal(stack.cards().length, cards, 'half an answer prints nothing');
    assert.deepEqual(await kiosk.checkAnswers(), ana);

    between.alter = (answer) => answer;
    await toCard(await kiosk.ready());
});

const printerIs = (state) => async (since) => until(`the bridge to see that the printer is ${state}`, () => stack.said('bridge', since).includes(`printer: ${state}`), { seconds: 30 });

test('a printer that is off is told before anybody approves, and again at printing; the card comes when it is on', async () => {
    await nextApplicant();
    const off = stack.said('bridge').length;
    await stack.stopPrinter();
    await printerIs('unreachable')(off);
    await kiosk.button('Ready for the librarian').click();
    await kiosk.trouble(kPrinterOff);
    assert.deepEqual(await kiosk.checkAnswers(), ana);
    await kiosk.button('Ready for the librarian').click();
    await kiosk.trouble(kPrinterOff);
    const on = stack.said('bridge').length;
    await stack.startPrinter();
    await printerIs('ready')(on);
    const words = await kiosk.tryAgain();

    await stack.stopPrinter();
    const cards = stack.cards().length;
    await desk.approve(words);
    await kiosk.on('Your card is being printed', 30);
    await kiosk.status('The printer does not answer. Ask a librarian to switch it on.', 30);
    assert.equal(stack.cards().length, cards);
    await stack.startPrinter();
    await kiosk.printed();
    assert.equal(stack.cards().length, cards + 1);
    await kiosk.done();
});

test('a server that is gone is told before ready and while the librarian comes; when it is back, the same words go on', async () => {
    await nextApplicant();
    await stack.stopServer();
    await kiosk.button('Ready for the librarian').click();
    await kiosk.trouble(kServerGone);
    await expectVisible(desk.page.getByRole('alert').filter({ hasText: 'No connection to the server. Trying again …' }), 'the desk says so too');
    await inSpanish('error.server_gone');
    assert.deepEqual(await kiosk.checkAnswers(), ana);
    await stack.startServer();
    const words = await kiosk.ready();
    await expectVisible(desk.heading('Sign in to the desk'), 'a server that was started anew asks who is there', 30);

    await stack.stopServer();
    await kiosk.status('The city’s computer does not answer just now. We keep trying.', 40);
    assert.deepEqual(await kiosk.words(), words);
    await stack.startServer();
    await kiosk.page.getByRole('group').filter({ hasText: 'We keep trying.' }).waitFor({ state: 'hidden', timeout: 30_000 });
    await desk.open();
    assert.deepEqual(await kiosk.words(), words, 'the words stay');
    await toCard(words);
});

// The same trouble in the other language, and back.
async function inSpanish(message) {
    await kiosk.button('Language: English').click();
    await kiosk.button('Español').click();
    await expectVisible(kiosk.page.getByRole('group').filter({ hasText: messages('es').get(message) }), `${message} in Spanish`);
    await kiosk.button('Idioma: Español').click();
    await kiosk.button('English').click();
    await kiosk.on('We could not finish your card yet');
}

test('a bridge that is gone is told, and when it is back the applicant goes on without typing again', async () => {
    await nextApplicant();
    await stop(stack.bridge);
    await kiosk.button('Ready for the librarian').click();
    await kiosk.trouble('This kiosk lost touch with its printing program. Ask a librarian to start it again.');
    await stack.startBridge();
    assert.deepEqual(await kiosk.checkAnswers(), ana);
    await toCard(await kiosk.ready());
});

test('every trouble is said in every language: what happened, and what to do', () => {
    const english = [...messages('en')].filter(([name]) => /^(error|status|trouble|denied)\./.test(name));
    assert.ok(english.length > 40 && languages.length >= 2);
    for (const tag of languages) {
        const own = messages(tag);
        for (const [name, text] of english) {
            assert.ok(own.get(name), `${tag}: ${name}`);
            if (tag !== 'en') assert.notEqual(own.get(name), text, `${tag}: ${name} is translated`);
            if (/^(error|status)\./.test(name)) assert.match(own.get(name), /[.?!] \S.*[.?!]$|。\S.*。$/, `${tag}: ${name} says both`);
        }
    }
});

test('nothing but the refusals that were made was said in the console of the kiosk page', () => {
    const expected = /Failed to load resource: (net::ERR_|the server responded with a status of 503)/;
    assert.deepEqual(kiosk.problems.filter((problem) => !expected.test(problem)), []);
});
