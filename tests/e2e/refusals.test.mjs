// A server that swaps a file of the release, the epoch's key, a manifest for an older one, or signs with another key:
// the bridge refuses, says which and why, and goes on with the last good one.
import assert from 'node:assert/strict';
import { appendFileSync, copyFileSync, cpSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { allowed } from '../custody/reasons.mjs';
import { applicants, openedName } from './applicants.mjs';
import { Between } from './support/between.mjs';
import { Browser } from './support/browser.mjs';
import { Desk } from './support/desk.mjs';
import { altered, Forger, signed } from './support/forger.mjs';
import { Kiosk } from './support/kiosk.mjs';
import { run, stop, until } from './support/processes.mjs';
import { program, releaseRoot, Stack } from './support/stack.mjs';
import { Visitor } from './support/visitor.mjs';

const kLong = Boolean(process.env.PORCHLIGHT_LONG);
const kChanged = 'kiosk.css'; // what the next release has another version of
const kKept = ['manifest.json', 'manifest.seen', 'release.json', 'release.seen'];

let between, stack, forger, visitor, paths, served, kept, stranger, next;

const contentOf = (document) => JSON.parse(Buffer.from(JSON.parse(document).payload, 'base64'));
const newer = (payload) => { payload.serial += 1; };
const log = () => readFileSync(stack.log('bridge'), 'utf8');
const keptByBridge = () => kKept.map((name) => readFileSync(join(stack.bridgeData, name), 'utf8'));

// A second city of the same name, whose keys no bridge here has pinned.
function makeStranger() {
    mkdirSync(stranger, { mode: 0o700 });
    run(program('porchlight-custody'), allowed(['create', '--dir', stranger, '--city', stack.programme.city]));
}

// The next release, all of it good. The server has its files, and the bridge has not heard of it yet.
async function makeNextRelease(current) {
    const root = join(stack.dir, 'next');
    cpSync(releaseRoot, root, { recursive: true });
    rmSync(join(root, `${kChanged}.br`), { force: true });
    appendFileSync(join(root, kChanged), '\n/* a newer one */\n');
    forger.answer('/v1/release', current);
    const document = readFileSync(stack.publishRelease(3, stack.city, root), 'utf8');
    await forger.offer('release', current);
    await forger.undo();
    return document;
}

before(async () => {
    between = await Between.open();
    stack = await Stack.create({ relay: between, checkSeconds: 1 });
    stranger = join(stack.dir, 'stranger');
    makeStranger();
    const manifest = readFileSync(stack.publishManifest(2), 'utf8');
    const release = readFileSync(stack.publishRelease(2), 'utf8');
    forger = new Forger(stack, between, { manifest: { serial: 2, document: manifest }, release: { serial: 2, document: release } });
    next = await makeNextRelease(release);
    await until('the bridge has both', () => readFileSync(join(stack.bridgeData, 'manifest.seen'), 'utf8').includes('"serial":2')
        && readFileSync(join(stack.bridgeData, 'release.seen'), 'utf8').includes('"serial":2'));
    visitor = await Visitor.enter(stack);
    paths = ['/', '/api/manifest', ...contentOf(release).files.map(({ path }) => `/${path}`)];
    served = await visitor.look(paths);
    kept = keptByBridge();
    assert.ok(Object.values(served).every((seen) => seen.startsWith('200 ')));
});

after(async () => {
    await stack?.close();
    await between?.close();
});

// Until the bridge has asked the server for both, after this was called.
async function round() {
    const { asked } = between;
    const from = asked.length;
    await until('a round of the bridge', () => {
        const at = asked.indexOf('/v1/manifest', from);
        return at >= 0 && asked.includes('/v1/release', at);
    });
}

const refusal = (said) => `porchlight-bridge: ${said}; the last good one stays in use\n`;

async function goesOn(what) {
    assert.deepEqual(await visitor.look(paths), served, `${what}: the same is served, byte for byte`);
    assert.deepEqual(keptByBridge(), kept, `${what}: the same is kept`);
}

async function isRefused(said, offer) {
    const from = log().length;
    await offer();
    await until(`the bridge says: ${said}`, () => log().slice(from).includes(refusal(said)));
    await goesOn(said);
    await forger.undo();
    await round();
    assert.deepEqual(log().slice(from).split('\n').filter((line) => line.includes('refused')), [refusal(said).trim()], 'it is said once');
}

const manifest = () => forger.good.manifest.document;
const release = () => forger.good.release.document;
const ours = (name) => join(stack.city, `${name}.key`);
const theirs = (name) => join(stranger, `${name}.key`);
const changedFile = () => contentOf(next).files.find(({ path }) => path === kChanged);
const firstOf = (kind) => readFileSync(join(stack.dir, `${kind}-1.json`), 'utf8');
const flipped = (content) => Buffer.from(content).fill(content[0] ^ 1, 0, 1);

const swapped = (swap) => async () => {
    forger.swapFile(changedFile().hash, swap);
    await forger.offer('release', next);
};

const attacks = {
    'a manifest with another epoch key under the old signatures': ['manifest refused: signature',
        () => forger.offer('manifest', altered(manifest(), (payload) => { newer(payload); payload.epoch.public_key = randomBytes(32).toString('hex'); }))],
    'a manifest that another city\'s custodian signed': ['manifest refused: signature',
        () => forger.offer('manifest', signed(manifest(), newer, theirs('custodian'), 'manifest'))],
    'the manifest of before': ['manifest refused: older', () => forger.offer('manifest', firstOf('manifest'))],
    'another manifest of the same serial': ['manifest refused: older',
        () => forger.offer('manifest', signed(manifest(), (payload) => { payload.expires += 60; }, ours('custodian'), 'manifest'))],
    'a manifest whose time is over': ['manifest refused: expired',
        () => forger.offer('manifest', signed(manifest(), (payload) => { newer(payload); payload.expires = Math.floor(Date.now() / 1000) - 60; }, ours('custodian'), 'manifest'))],
    'half a manifest': ['manifest refused: malformed', () => forger.answer('/v1/manifest', manifest().slice(0, manifest().length / 2))],
    'a release with a file whose content is another': [`release refused: file:${kChanged}`, swapped(flipped)],
    'a release with a file that was cut off': [`release refused: file:${kChanged}`, swapped((content) => content.subarray(0, -1))],
    'a release that lists another file under the old signatures': ['release refused: signature',
        () => forger.offer('release', altered(release(), (payload) => { newer(payload); payload.files[0].hash = changedFile().hash; }))],
    'a release that another city signed': ['release refused: signature',
        () => forger.offer('release', signed(release(), newer, theirs('release'), 'release'))],
    'the release of before': ['release refused: older', () => forger.offer('release', firstOf('release'))],
    'half a release': ['release refused: malformed', () => forger.answer('/v1/release', release().slice(0, release().length / 2))],
};

const moreAttacks = {
    'a manifest of another city under our custodian\'s key': ['manifest refused: city',
        () => forger.offer('manifest', signed(manifest(), (payload) => { newer(payload); payload.city = payload.programme.city = 'City of Elsewhere'; }, ours('custodian'), 'manifest'))],
    'a manifest signed by the key of releases': ['manifest refused: signature',
        () => forger.offer('manifest', signed(manifest(), newer, ours('release'), 'manifest'))],
    'a manifest signed for another purpose': ['manifest refused: signature',
        () => forger.offer('manifest', signed(manifest(), newer, ours('custodian'), 'release'))],
    'a manifest in the place of the release': ['release refused: signature', () => forger.answer('/v1/release', manifest())],
    'a release of our key that has no files': ['release refused: malformed',
        () => forger.answer('/v1/release', signed(release(), (payload) => { newer(payload); payload.files = []; }, ours('release'), 'release'))],
    'a release with a file that is longer': [`release refused: file:${kChanged}`, swapped((content) => Buffer.concat([content, content]))],
    'a release with a file that is not there': [`release refused: file:${kChanged}`, swapped(() => null)],
    'an answer without a byte': ['manifest refused: malformed', () => forger.answer('/v1/manifest', '')],
};

for (const [offered, [said, offer]] of Object.entries({ ...attacks, ...(kLong ? moreAttacks : {}) }))
    test(`${offered}: "${said}"`, () => isRefused(said, offer));

// The whole line in a browser: the applicant's card, or what is said when there is none.
async function session(applicant, end) {
    const browser = await Browser.open();
    const librarian = await Browser.open();
    try {
        const kiosk = new Kiosk(await browser.page(), stack);
        const desk = new Desk(await librarian.page(), stack);
        await desk.open();
        await kiosk.open();
        await kiosk.fill(applicant);
        await desk.approve(await kiosk.ready());
        await end(kiosk);
        assert.deepEqual(kiosk.problems, []);
    } finally {
        await browser.close();
        await librarian.close();
    }
}

// A whole card more: for --long.
(kLong ? test : () => {})('a bridge started anew under such a server serves the last good release and manifest, and an applicant gets a card', async () => {
    await forger.offer('manifest', firstOf('manifest'));
    await swapped(flipped)();
    await stop(stack.bridge);
    const from = log().length;
    await stack.startBridge();
    const said = ['manifest refused: older', `release refused: file:${kChanged}`];
    await until('both refusals', () => said.every((line) => log().slice(from).includes(refusal(line))));
    await goesOn('after a new start');

    const [applicant] = applicants;
    await session(applicant, async (kiosk) => {
        await kiosk.printed();
        await kiosk.done();
    });
    assert.equal(stack.cards().length, 1);
    assert.deepEqual(stack.open().map(({ name, dob }) => [name, dob]), [[openedName(applicant), applicant.dob]],
        'sealed to the key that the custodian holds');
    visitor = await Visitor.enter(stack);
    await goesOn('after a card');
    await forger.undo();
});

for (const [name, said] of Object.entries({ receipt: 'receipt_signature', ...(kLong ? { issuer: 'issuer_signature' } : {}) }))
    test(`a server that signs with another ${name} key: "receipt refused: ${said}", nothing is printed, and the applicant is told`, async () => {
        const place = join(stack.serverData, 'keys', `${name}.key`);
        const cards = stack.cards().length;
        const from = log().length;
        await stop(stack.server);
        copyFileSync(theirs(name), place);
        await stack.startServer();
        await session(applicants[1], async (kiosk) => {
            await kiosk.on('We could not finish your card yet', 30);
            await kiosk.says(/^We could not check the approval, so nothing was printed\./);
            await kiosk.leave();
        });
        assert.ok(log().slice(from).includes(`porchlight-bridge: receipt refused: ${said}\n`));
        assert.equal(stack.cards().length, cards);
        await stop(stack.server);
        copyFileSync(ours(name), place);
        await stack.startServer();
    });

test('the next good release is taken as soon as the server has it whole', async () => {
    visitor = await Visitor.enter(stack);
    await goesOn('until then');
    await forger.offer('release', next);
    const css = `/${kChanged}`;
    await until('the newer file', async () => (await visitor.get(css)).body.includes('/* a newer one */'));
    const now = await visitor.look(paths);
    assert.deepEqual({ ...now, [css]: '' }, { ...served, [css]: '' }, 'all else is the same');
    assert.notEqual(now[css], served[css]);
});
