// A kiosk's life, with the real programs: it is made by a code, prints, is suspended, resumed and removed. Without a
// browser: what the page says to the bridge is said by a page without its screens.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { allowed } from '../custody/reasons.mjs';
import { Desk } from '../faults/desk.mjs';
import { Page } from '../faults/page.mjs';
import { cardRequest } from './support/card_request.mjs';
import { change } from './support/database.mjs';
import { freePort, run, start, stop, until } from './support/processes.mjs';
import { native, program, Stack } from './support/stack.mjs';

const ana = { name: 'Ana Núñez', dob: '1990-03-12' };
const named = ['--site', 'North Branch', '--name', 'Kiosk 1'];

let stack, page, desk, epoch, release;

before(async () => {
    release = mkdtempSync(join(tmpdir(), 'porchlight-release-'));
    writeFileSync(join(release, 'index.html'), '<!doctype html>\n');
    stack = await Stack.create({ release, checkSeconds: 1 });
    const { id, public_key: key } = stack.manifest().epoch;
    epoch = { id, key: Buffer.from(key, 'hex') };
    page = await Page.enter(stack);
    desk = await Desk.signIn(stack);
});

after(async () => {
    page?.close();
    await stack?.close();
    if (release) rmSync(release, { recursive: true });
});

const ask = () => page.submit(cardRequest({ ...ana, epoch }));
const failedWith = (error) => page.until(error, () => page.now.state === 'failed' && page.now.error === error);

async function printsACard() {
    const cards = stack.cards().length;
    const { words, error } = await ask();
    assert.equal(error, undefined);
    assert.deepEqual(await desk.approve(words), { result: 'approved' });
    await page.until('the card is printed', () => page.now.state === 'printed');
    assert.equal(stack.cards().length, cards + 1);
    await page.leave();
}

function bridge(...words) {
    const { status, stdout, stderr } = spawnSync(program('porchlight-bridge'), words, { encoding: 'utf8', timeout: 60_000 });
    return { status, said: stdout + stderr };
}

// A machine that is to be a kiosk, and is not: what it is told ends so, and its folder is of no use.
function isRefused(code, ending, { server = stack.serverUrl, more = [] } = {}) {
    const data = mkdtempSync(join(stack.dir, 'other-'));
    const { status, said } = bridge('enroll', server, code, '--data', join(data, 'kiosk'), ...more);
    assert.equal(status, 1, said);
    assert.ok(said.endsWith(`${ending}\n`), `${said} ends with ${ending}`);
    assert.ok(!existsSync(join(data, 'kiosk/server')));
    return { kiosk: join(data, 'kiosk'), said };
}

test('a kiosk that was made by a code prints a card', async () => {
    assert.equal(stack.operate('kiosks'), 'North Branch: Kiosk 1\n');
    assert.deepEqual(JSON.parse(readFileSync(join(stack.bridgeData, 'trust.json'))), JSON.parse(readFileSync(join(stack.city, 'trust.json'))));
    await printsACard();
    const told = /^fingerprint of the city: (\S+)$/m.exec(run(program('porchlight-custody'), ['fingerprint', '--dir', stack.city]))[1];
    assert.ok(stack.enrolmentCode('Kiosk 2').endsWith(told), 'a code ends with what the custodians were told');
});

test('a code that was used, that has expired, that is mistyped, or another server\'s is refused, each with its own error', async () => {
    const code = stack.enrolmentCode('Kiosk 2');
    assert.match(bridge('enroll', stack.serverUrl, code.toLowerCase(), '--data', join(stack.dir, 'second')).said,
        /^kiosk key: [0-9a-f]{64}\nThis is the kiosk Kiosk 2 at North Branch of the City of Lakehaven\.\n$/);
    isRefused(code, '(code_used)');
    // Its own machine may ask again: the first answer may have been lost.
    assert.equal(bridge('enroll', stack.serverUrl, code, '--data', join(stack.dir, 'second')).status, 0);
    const late = stack.enrolmentCode('Kiosk 3');
    change(stack, [['UPDATE enrolment_codes SET expires = 1 WHERE name = ?', ['Kiosk 3']]]);
    isRefused(late, '(code_expired)');
    isRefused(late.replace(/[0-9A-Z]/, (symbol) => (symbol === '7' ? '8' : '7')), '(code)');

    // A second server of the same city, with the same trust file and keys.
    const other = { data: join(stack.dir, 'server-2'), port: await freePort() };
    run(program('porchlight-server'), ['init', '--data', other.data, '--keys', stack.city]);
    const child = start(program('porchlight-server'), ['serve', '--data', other.data, '--port', String(other.port), '--desk', join(native, 'desk')],
        { log: stack.log('server-2') });
    try {
        const url = `http://127.0.0.1:${other.port}`;
        await until('the other server', () => fetch(`${url}/healthz`).then(({ ok }) => ok, () => false));
        isRefused(stack.enrolmentCode('Kiosk 3'), '(code_unknown)', { server: url });
    } finally {
        await stop(child);
    }
    isRefused(stack.enrolmentCode('Kiosk 3'), 'see whether it runs and the network is up.', { server: `http://127.0.0.1:${other.port}` });
});

test('a server that is taken over after a code was made cannot choose whom the kiosk trusts', () => {
    const code = stack.enrolmentCode('Kiosk 4');
    const theirs = join(stack.dir, 'their-city');
    run(program('porchlight-custody'), allowed(['create', '--dir', theirs, '--city', 'City of Lakehaven']));
    const trust = join(stack.serverData, 'trust.json');
    const ours = readFileSync(trust);
    cpSync(join(theirs, 'trust.json'), trust);
    try {
        const { kiosk, said } = isRefused(code, 'Nothing was made. (trust)');
        assert.ok(!existsSync(kiosk), 'no key was made, and nothing pinned');
        const fingerprint = /: (\S+)\n/.exec(run(program('porchlight-custody'), ['fingerprint', '--dir', theirs]))[1];
        assert.ok(said.includes(fingerprint), 'it says whose it was given');
        // The file that was carried is taken instead, and is pinned.
        const carried = join(stack.dir, 'carried');
        assert.equal(bridge('enroll', stack.serverUrl, code, '--data', carried, '--trust', join(stack.city, 'trust.json')).status, 0);
        assert.deepEqual(readFileSync(join(carried, 'trust.json')), readFileSync(join(stack.city, 'trust.json')));
    } finally {
        writeFileSync(trust, ours);
    }
});

test('a suspended kiosk is refused while it waits and when it asks, says so, and prints again when it is resumed', async () => {
    await ask();
    await page.until('the kiosk waits', () => page.now.state === 'waiting');
    const since = Date.now();
    stack.operate('suspend-kiosk', ...named);
    await failedWith('kiosk_suspended');
    assert.ok(Date.now() - since < 15_000, 'before its long poll would have ended');
    assert.deepEqual((await desk.look()).waiting, [], 'the desk has nothing to approve');
    await page.leave();
    await ask();
    await failedWith('kiosk_suspended');
    await page.leave();
    const standing = () => /^fail +standing: (.*)$/m.exec(bridge('doctor', '--data', stack.bridgeData).said)?.[1];
    assert.match(await until('the doctor says it', standing, { seconds: 60 }), /suspended this kiosk.*resume-kiosk/);
    assert.match(stack.said('bridge'), /the server has suspended this kiosk/);

    stack.operate('resume-kiosk', ...named);
    await until('it may ask again', async () => {
        await ask();
        let isWaiting = false;
        await page.until('an answer', async () => {
            isWaiting = (await desk.look()).waiting.length > 0;
            return isWaiting || page.now.state === 'failed';
        });
        await page.leave();
        return isWaiting;
    });
    await printsACard();
});

test('a removed kiosk can do nothing, and the numbers that waited for it are in the pool again', async () => {
    const list = join(stack.dir, 'numbers.csv');
    writeFileSync(list, '30234000517861\n33191000105864\n58198000943996\n');
    const service = stack.programme.services.find(({ length }) => length === 14).id;
    stack.operate('import-numbers', '--service', service, list);
    // What is dealt to a kiosk that is suspended waits.
    stack.operate('suspend-kiosk', ...named);
    await ask();
    await page.until('the server has noticed', async () => {
        if (page.now.state !== 'failed') return false;
        return page.now.error === 'kiosk_suspended';
    });
    await page.leave();
    stack.operate('deal-numbers', '--service', service, '--site', 'North Branch', '--kiosk', 'Kiosk 1', '--count', '2');
    assert.match(stack.operate('numbers'), /1 in the pool, 2 dealt, of these 2 not yet fetched/);
    stack.operate('remove-kiosk', ...named);
    assert.match(stack.operate('numbers'), /3 in the pool, 0 dealt, of these 0 not yet fetched/);
    await until('the server has noticed', async () => {
        await ask();
        await page.until('a refusal', () => page.now.state === 'failed');
        const { error } = page.now;
        await page.leave();
        return error === 'kiosk_unknown';
    });
    assert.deepEqual((await desk.look()).waiting, []);
    assert.doesNotMatch(stack.operate('kiosks'), /Kiosk 1/);
    const cards = stack.cards().length;
    await ask();
    await failedWith('kiosk_unknown');
    assert.equal(stack.cards().length, cards);
    // Its machine is a kiosk again by a new code, with the key that it has.
    const again = bridge('enroll', stack.serverUrl, stack.enrolmentCode('Kiosk 1'), '--data', stack.bridgeData);
    assert.equal(again.status, 0, again.said);
    assert.ok(again.said.includes(stack.kioskKey));
    await page.leave();
    await printsACard();
});
