// Service numbers from a service's list to the card in the tray: each on one card, whoever is killed between; and a
// kiosk without any says so.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { applicants } from './applicants.mjs';
import { Browser } from './support/browser.mjs';
import { readServices } from './support/card_code.mjs';
import { Desk } from './support/desk.mjs';
import { expectVisible } from './support/expect.mjs';
import { Kiosk } from './support/kiosk.mjs';
import { run, stop, until } from './support/processes.mjs';
import { Stack, program, programme, root } from './support/stack.mjs';

const kCards = 3;
const services = programme.services.map((service) => ({ ...service, required: true }));
let stack, browser, librarian, kiosk, desk;
const lists = {};
const printed = [];

// As its service hands it over, imported, and dealt to the site.
function deal({ id }, count) {
    const list = run(process.execPath, [join(root, 'shell/demo/numbers.mjs'), join(root, 'assets/programs/lakehaven.json'), id, String(count)]);
    lists[id] = [...lists[id] ?? [], ...list.trim().split('\n').slice(1)];
    const file = join(stack.dir, `${id}.csv`);
    writeFileSync(file, list);
    run(program('porchlight-server'), ['import-numbers', '--data', stack.serverData, '--service', id, file]);
    run(program('porchlight-server'), ['deal-numbers', '--data', stack.serverData, '--service', id,
        '--site', programme.demo.site, '--count', String(count)]);
}

const counts = () => run(program('porchlight-server'), ['numbers', '--data', stack.serverData]);
const fetched = () => until('the numbers are fetched', () => /, of these 0 not yet fetched/.test(counts()) && !/[1-9]\d* not yet fetched/.test(counts()), { seconds: 60 });

async function restart(signal) {
    await stop(stack.bridge, signal);
    await stack.startBridge();
}

before(async () => {
    stack = await Stack.create({ programmeOverrides: { services } });
    for (const service of services) deal(service, kCards);
    await restart('SIGTERM');
    await fetched();
    browser = await Browser.open();
    librarian = await Browser.open();
    kiosk = new Kiosk(await browser.page(), stack);
    desk = new Desk(await librarian.page(), stack);
    await desk.open();
});

after(async () => {
    await browser?.close();
    await librarian?.close();
    await stack?.close();
});

test('a kiosk that has fetched its numbers leaves none with the server that tells where they are', () => {
    for (const { id } of services) {
        assert.ok(existsSync(join(stack.bridgeData, 'numbers', `${id}.book`)));
        assert.match(counts(), new RegExp(`^${id}: 0 in the pool, ${kCards} dealt, of these 0 not yet fetched\\.$`, 'm'));
    }
    assert.deepEqual(readdirSync(join(stack.bridgeData, 'numbers')).filter((name) => !name.endsWith('.book')), []);
});

for (let card = 0; card < kCards; card++) {
    test(`card ${card + 1} has a number of each service, from its list, that is on no other`, async () => {
        await kiosk.open();
        await kiosk.fill(applicants[card]);
        await desk.approve(await kiosk.ready());
        await kiosk.printed();
        const found = await readServices(stack.cards().at(-1).back);
        assert.equal(found.length, services.length);
        for (const { id, symbology } of services) {
            const number = found.find((code) => code.symbology === symbology)?.text;
            assert.ok(lists[id].includes(number), `${id}: ${number} is of the list`);
            assert.ok(!printed.includes(number), `${id}: ${number} is on no other card`);
            printed.push(number);
        }
        await kiosk.done();
        // The next card is drawn by a bridge that was killed, and knows only what its disk has.
        await restart('SIGKILL');
    });
}

test('a kiosk that has none left says so with what was typed still there, and makes cards again when it has some', async () => {
    const [applicant] = applicants;
    await kiosk.open();
    await kiosk.fill(applicant);
    await kiosk.button('Ready for the librarian').click();
    await expectVisible(kiosk.page.getByText('This kiosk has run out of the service numbers that go on a card'), 'what happened', 30);
    await kiosk.button('Check my answers').click();
    await expectVisible(kiosk.page.getByText(applicant.name), 'what was typed');
    assert.equal(stack.cards().length, kCards);
    assert.match(readFileSync(stack.log('bridge'), 'utf8'), /a service that cards need has no number left/);

    for (const service of services) deal(service, 1);
    await restart('SIGTERM');
    await fetched();
    // Nothing is typed again; the page finds the bridge that was started anew.
    await until('three words', async () => {
        if (await kiosk.button('Ready for the librarian').isVisible()) await kiosk.button('Ready for the librarian').click();
        else if (await kiosk.button('Check my answers').isVisible()) await kiosk.button('Check my answers').click();
        return kiosk.heading('Does the librarian see your three words?').isVisible();
    }, { seconds: 60, every: 1000 });
    await desk.approve(await kiosk.words());
    await kiosk.printed();
    const found = await readServices(stack.cards().at(-1).back);
    for (const { id, symbology } of services) {
        const number = found.find((code) => code.symbology === symbology)?.text;
        assert.ok(lists[id].includes(number) && !printed.includes(number), `${id}: a new number`);
    }
});

test('the server knows the list, and no applicant', () => {
    const files = [...readdirSync(stack.serverData).filter((name) => name.startsWith('porchlight.db')).map((name) => join(stack.serverData, name)), stack.log('server')];
    const content = files.map((file) => readFileSync(file, 'latin1')).join('');
    assert.ok(content.includes('numbers_imported'), 'this is where it would be');
    for (const applicant of applicants.slice(0, kCards))
        assert.ok(!content.includes(Buffer.from(applicant.name).toString('latin1')));
    // The list stays known, so that it cannot be imported twice.
    assert.ok(content.includes(printed[0]));
});
