// Double clicks, posts that come again, and programs killed at the worst moment: one approval is one record and at
// most one card, and the applicant is told. PORCHLIGHT_LONG adds more moments.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { applicants } from './applicants.mjs';
import { Between, isApproval } from './support/between.mjs';
import { Browser } from './support/browser.mjs';
import { lock } from './support/database.mjs';
import { Desk } from './support/desk.mjs';
import { expectVisible } from './support/expect.mjs';
import { Kiosk } from './support/kiosk.mjs';
import { run, until } from './support/processes.mjs';
import { Stack, program } from './support/stack.mjs';
import { isIssue, slowTray, Tally } from './support/tally.mjs';

const kServerGone = 'The city’s computer does not answer just now. We keep trying.';
const kBridgeGone = 'The kiosk lost touch with its printing program. We keep trying.';
const kLost = /^The kiosk lost your request\. Tell the librarian, then press Ready for the librarian again/;
const kCutOff = 'Printing was cut off before it began. No card was made.';
const kNotFinished = 'We could not finish your card yet';
const kPrintingFirstSide = 'Printing side 1 of 2';
const colleagueOfDemo = { librarian: 'colleague', password: 'another light is on' };
const kOneCard = { issuances: 1, approvals: 1, records: 1, jobs: 1, cards: 1 };
const kApprovedOnly = { issuances: 1, approvals: 1, records: 1 };
const kSecondPrint = { issuances: 1, approvedAgain: 1, jobs: 1, cards: 1 };

let between, stack, browser, librarian, kiosk, desk, tally;
let turn = 0;

// The page's own request, kept as it left, and posted again with the page's cookie.
function keepPosts() {
    const send = window.fetch;
    window.fetch = (path, options) => {
        if (path === '/api/issuance') window.ownPost = options.body.slice();
        return send(path, options);
    };
    window.postAgain = async (body) => {
        const answer = await send('/api/issuance', { method: 'POST', headers: { 'Content-Type': 'application/octet-stream' }, body });
        return { status: answer.status, ...(await answer.json()) };
    };
}

before(async () => {
    between = await Between.open();
    stack = await Stack.create({ relay: between, tray: slowTray });
    tally = new Tally(stack, between);
    browser = await Browser.open({ initScript: keepPosts });
    librarian = await Browser.open();
    kiosk = new Kiosk(await browser.page(), stack);
    desk = new Desk(await librarian.page(), stack);
    await desk.open();
    run(program('porchlight-server'), ['add-staff', '--demo', '--data', stack.serverData, '--name', colleagueOfDemo.librarian,
        '--site', stack.programme.demo.site], { input: `${colleagueOfDemo.password}\n` });
});

after(async () => {
    await browser?.close();
    await librarian?.close();
    await stack?.close();
    await between?.close();
});

// The next applicant, up to the review.
async function comes() {
    await kiosk.open({ admitted: turn > 0 });
    await kiosk.fill(applicants[turn++ % applicants.length]);
}

async function doubleClick(button) {
    const { x, y, width, height } = await button.boundingBox();
    await button.page().mouse.dblclick(x + width / 2, y + height / 2);
}

const posts = (page, path) => {
    const seen = [];
    page.on('request', (request) => { if (new URL(request.url()).pathname === path) seen.push(request); });
    return seen;
};

const waiting = () => desk.page.evaluate(async () => (await (await fetch('api/waiting?after=0')).json()).waiting);

// An entry of before may stand at the desk a moment longer.
async function deskSees(words) {
    const isIt = ({ choices }) => choices.some((choice) => choice.join() === words.join());
    const { request } = await until('the words at the desk', async () => (await waiting()).find(isIt));
    await desk.page.locator(`[data-request="${request}"]`).waitFor();
}

async function startsBridge() {
    await kiosk.says(kBridgeGone, 30);
    await stack.startBridge();
}

async function startsServer() {
    await kiosk.says(kServerGone, 30);
    await stack.startServer();
}

test('a double click on Ready, on Approve and on Done: one issuance, one record, one card', async () => {
    await comes();
    const issued = posts(kiosk.page, '/api/issuance');
    const approved = posts(desk.page, '/desk/api/approve');
    const left = posts(kiosk.page, '/api/leave');
    await doubleClick(kiosk.button('Ready for the librarian'));
    const words = await kiosk.words();
    await desk.look(words);
    await doubleClick(desk.button('Approve'));
    await expectVisible(desk.heading('Approved. The card is being printed.'), 'approved');
    await kiosk.printed();
    await doubleClick(kiosk.button('Done'));
    await kiosk.over();
    assert.deepEqual([issued.length, approved.length, left.length], [1, 1, 1], 'each was posted once');
    await desk.button('Back to the list').click();
    tally.grew(kOneCard);
});

test('the same request posted again before the approval, while it prints and after the card: one record, one card', async () => {
    await comes();
    const before = between.posts.length;
    const words = await kiosk.ready();
    const isTheSame = async () => {
        const answers = await Promise.all([1, 2, 3].map(() => kiosk.page.evaluate(() => window.postAgain(window.ownPost))));
        for (const answer of answers) assert.deepEqual(answer, { status: 200, words });
    };
    await isTheSame();
    tally.stopTray();
    await desk.approve(words);
    await kiosk.says(kPrintingFirstSide);
    await isTheSame();
    tally.startTray();
    await kiosk.printed();
    await isTheSame();

    for (const body of between.posts.slice(before).filter(isIssue)) {
        const headers = { 'Content-Type': 'application/octet-stream' };
        const answer = await fetch(`${stack.serverUrl}/v1/kiosk`, { method: 'POST', headers, body });
        assert.ok(isApproval({ path: '/v1/kiosk', body: Buffer.from(await answer.arrayBuffer()) }), 'the server gives the receipt again');
    }
    tally.grew(kOneCard);

    const kept = await kiosk.page.evaluate(() => [...window.ownPost]);
    await kiosk.done();
    await kiosk.open({ admitted: true });
    const late = await kiosk.page.evaluate((bytes) => window.postAgain(Uint8Array.from(bytes)), kept);
    assert.equal(late.status, 200);
    assert.notDeepEqual(late.words, words, 'after the session it is a new question, which waits for an approval of its own');
    await deskSees(late.words);
    await kiosk.leave();
    await until('it is taken back', async () => (await waiting()).length === 0);
    tally.grew({ issuances: 1 });
});

test('two desks approve at once: one record, one card, and the second desk is told', async () => {
    const colleague = await Browser.open();
    try {
        const other = new Desk(await colleague.page(), stack);
        await other.open(colleagueOfDemo);
        await comes();
        const words = await kiosk.ready();
        for (const each of [desk, other]) await each.look(words);

        let arrived = 0;
        let open;
        const both = new Promise((resolve) => { open = resolve; });
        for (const { page } of [desk, other])
            await page.route('**/desk/api/approve', async (route) => {
                if (++arrived === 2) open();
                await both;
                await route.continue();
            });
        await Promise.all([desk, other].map((each) => each.button('Approve').click()));
        const told = await Promise.all([desk, other].map(async (each) => {
            const result = each.heading(/^(Approved|Not approved)/);
            await expectVisible(result, 'what came of it');
            return result.innerText();
        }));
        assert.deepEqual(told.toSorted(), ['Approved. The card is being printed.', 'Not approved: the applicant is no longer waiting.']);
        await desk.page.unroute('**/desk/api/approve');
    } finally {
        await colleague.close();
    }
    await kiosk.printed();
    await kiosk.done();
    await desk.button('Back to the list').click();
    tally.grew(kOneCard);
});

test('a server killed between approval and answer: the bridge asks again, and prints the card that was approved', async () => {
    await comes();
    const words = await kiosk.ready();
    const held = between.hold(isApproval);
    await desk.approve(words);
    await held;
    await stack.kill('server');
    between.cut();
    await kiosk.says(kServerGone, 30);
    tally.grew(kApprovedOnly);
    await stack.startServer();
    await kiosk.printed();
    await kiosk.done();
    tally.grew({ jobs: 1, cards: 1 });
    await desk.open();
});

test('a server killed before the approval is durable: nothing is stored or printed, and the same words go on to one card', async () => {
    await comes();
    const words = await kiosk.ready();
    await desk.look(words);
    const unlock = await lock(stack);
    await desk.button('Approve').click();
    await until('the server is storing', async () => (await waiting()).length === 0);
    await stack.kill('server');
    await unlock();
    await desk.page.getByText('No connection to the server. Try again when it is back.').waitFor();
    await kiosk.says(kServerGone, 30);
    tally.grew({ issuances: 1 });
    await stack.startServer();
    await desk.open();
    assert.deepEqual(await kiosk.words(), words, 'the applicant waits with the same words');
    await desk.approve(words);
    await kiosk.printed();
    await kiosk.done();
    tally.grew({ ...kOneCard, issuances: 0 });
});

test('a bridge killed in mid-job asks what lies in the tray, the desk sends the librarian there, and a good card is the card', async () => {
    await comes();
    tally.stopTray();
    await desk.approve(await kiosk.ready());
    await kiosk.says(kPrintingFirstSide);
    await tally.jobArrives();
    await stack.kill('bridge');
    await startsBridge();
    await kiosk.on('What lies in the printer’s tray?', 30);
    await expectVisible(desk.tray(), 'the notice at the desk', 40);
    tally.startTray();
    await tally.cardFalls();
    await kiosk.inTray('A good card');
    await kiosk.printed();
    await desk.tray().waitFor({ state: 'hidden' });
    await kiosk.done();
    tally.grew(kOneCard);
});

test('a bridge killed between approval and card: no card lies in the tray, the desk approves a second print with its reason, one record', async () => {
    await comes();
    tally.stopTray();
    await desk.approve(await kiosk.ready());
    await tally.jobArrives();
    await stack.kill('bridge');
    await stack.stopPrinter();
    tally.startTray();
    await stack.startPrinter();
    await startsBridge();
    await kiosk.inTray('No card');
    await kiosk.trouble('No card came out. Ask a librarian to look at the printer.');
    tally.grew({ ...kApprovedOnly, jobs: 1 });

    await desk.approveAgain(await kiosk.printAgain(), 'Look into the tray yourself before you approve.');
    await kiosk.printed();
    await kiosk.done();
    tally.grew(kSecondPrint);
});

test('a bridge killed while it waits, and again when the receipt has come: told both times, and one card of one record', async () => {
    await comes();
    await kiosk.ready();
    await stack.kill('bridge');
    await startsBridge();
    await kiosk.on('Is everything right?', 30);
    await kiosk.says(kLost);
    tally.grew({ issuances: 1 });

    const words = await kiosk.ready();
    await deskSees(words);
    await stack.stopPrinter();
    await desk.approve(words);
    await kiosk.says('Approved. The printer is getting ready.', 30);
    await stack.kill('bridge');
    await stack.startPrinter();
    await startsBridge();
    await kiosk.on(kNotFinished, 30);
    await kiosk.says(kCutOff);
    tally.grew(kApprovedOnly);

    await desk.approveAgain(await kiosk.printAgain(), /gave up or was not reached/);
    await kiosk.printed();
    await kiosk.done();
    tally.grew(kSecondPrint);
});

if (process.env.PORCHLIGHT_LONG) {
    test('a server killed while the applicant waits, twice: the same words go on to one card', async () => {
        await comes();
        const words = await kiosk.ready();
        for (const time of ['once', 'twice']) {
            await stack.kill('server');
            await startsServer();
            await until(`it is back: ${time}`, async () => !(await kiosk.page.locator('#main').getByText(kServerGone).isVisible()));
        }
        await desk.open();
        assert.deepEqual(await kiosk.words(), words);
        await desk.approve(words);
        await kiosk.printed();
        await kiosk.done();
        tally.grew(kOneCard);
    });

    test('a server killed while the printer works: the card is printed all the same', async () => {
        await comes();
        tally.stopTray();
        await desk.approve(await kiosk.ready());
        await kiosk.says(kPrintingFirstSide);
        await tally.jobArrives();
        await stack.kill('server');
        tally.startTray();
        await kiosk.printed();
        await stack.startServer();
        await kiosk.done();
        tally.grew(kOneCard);
        await desk.open();
    });

    test('a bridge killed between approval and receipt: nothing is printed, the applicant is told, and asks again', async () => {
        await comes();
        const held = between.hold(isApproval);
        await desk.approve(await kiosk.ready());
        await held;
        await stack.kill('bridge');
        between.cut();
        await startsBridge();
        await kiosk.on('Is everything right?', 30);
        await kiosk.says(kLost);
        tally.grew(kApprovedOnly);
        await desk.approve(await kiosk.ready());
        await kiosk.printed();
        await kiosk.done();
        tally.grew({ ...kOneCard, records: 0 });
    });

    test('server and bridge killed together in mid-job: the applicant leaves, and the next page asks the librarian first', async () => {
        await comes();
        tally.stopTray();
        await desk.approve(await kiosk.ready());
        await kiosk.says(kPrintingFirstSide);
        await tally.jobArrives();
        await Promise.all([stack.kill('server'), stack.kill('bridge')]);
        await kiosk.says(kBridgeGone, 30);
        await stack.startServer();
        await stack.startBridge();
        await kiosk.on('What lies in the printer’s tray?', 30);
        tally.startTray();
        await tally.cardFalls();
        await kiosk.leave();
        await kiosk.page.goto(stack.kioskUrl);
        await kiosk.inTray('A good card');
        await kiosk.on('Welcome. Shall we make your city card?');
        tally.grew(kOneCard);
        await desk.open();
    });
}

test('nothing came late: no card, no record, and no error of the page but lost connections', async () => {
    await comes();
    await kiosk.leave();
    tally.grew({});
    assert.deepEqual(kiosk.problems.filter((problem) => !/^Failed to load resource/.test(problem)), []);
});
