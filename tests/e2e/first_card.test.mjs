// Applicants from the welcome to a card in the tray and a record that a custodian opens; in the long run all of them.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { applicants, openedName } from './applicants.mjs';
import { Browser } from './support/browser.mjs';
import { checkCode, commitmentOf, readCode } from './support/card_code.mjs';
import { Desk } from './support/desk.mjs';
import { Kiosk } from './support/kiosk.mjs';
import { datesAround, guessDates, nameOnCard } from './support/printed_card.mjs';
import { Stack } from './support/stack.mjs';

const kDateStep_days = process.env.PORCHLIGHT_LONG ? 90 : 1800;
const taken = applicants.filter((applicant) => process.env.PORCHLIGHT_LONG || !applicant.only_long);

let stack, browser, librarian, kiosk, desk, issuer;

before(async () => {
    stack = await Stack.create();
    issuer = Buffer.from(stack.manifest().issuers[0].public_key, 'hex');
    browser = await Browser.open();
    librarian = await Browser.open();
    kiosk = new Kiosk(await browser.page(), stack);
    kiosk.keepCardRequests();
    desk = new Desk(await librarian.page(), stack);
    await desk.open();
    await kiosk.open();
});

after(async () => {
    await browser?.close();
    await librarian?.close();
    await stack?.close();
});

for (const [index, applicant] of taken.entries()) {
    test(`an applicant with a card at the end: ${applicant.kind}`, async () => {
        if (index > 0) await kiosk.again();
        const cards = stack.cards().length;
        const records = stack.open().length;
        await kiosk.fill(applicant);
        const words = await kiosk.ready();
        assert.equal(words.length, 3);
        await desk.approve(words);
        await kiosk.printed();
        assert.equal(stack.cards().length, cards + 1, 'one card more in the tray');
        await kiosk.done();

        const opened = stack.open();
        assert.equal(opened.length, records + 1, 'one record more');
        assert.ok(opened.some((record) => record.name === openedName(applicant) && record.dob === applicant.dob),
            'the custodian opens what was typed');

        const code = await readCode(stack.cards().at(-1).back);
        const checked = checkCode(code, issuer);
        const plain = Buffer.from(checked.bytes).toString('latin1');
        const { number } = kiosk.cardContent();
        for (const secret of [openedName(applicant), applicant.dob, applicant.dob.replaceAll('-', ''), number])
            assert.ok(!code.includes(secret) && !plain.includes(secret), 'the code holds no field');
        assert.deepEqual(commitmentOf(openedName(applicant), applicant.dob, number, checked.salt), checked.commitment);
        // Name and every date, without the 60 bits of the number, are no key to the commitment; with it one date is.
        const dates = datesAround(applicant.dob, kDateStep_days);
        for (const guess of ['', '0000000000000'])
            assert.deepEqual(guessDates(code, issuer, openedName(applicant), guess, dates), [], 'a date was found');
        assert.deepEqual(guessDates(code, issuer, openedName(applicant), number, dates.slice(0, 3)), [applicant.dob]);

        const printed = nameOnCard(stack.cards().at(-1).front, openedName(applicant));
        assert.ok(printed.shown && printed.every_glyph, `the name in its own script: ${JSON.stringify(printed)}`);
    });
}

test('no error was shown in the console of the kiosk page', () => {
    assert.deepEqual(kiosk.problems, []);
});

test('promise_2: what a server stores is sealed: no name and no date in its files', () => {
    const names = readdirSync(stack.serverData).filter((name) => name.startsWith('porchlight.db'));
    assert.ok(names.includes('porchlight.db'));
    for (const name of names) {
        const content = readFileSync(join(stack.serverData, name));
        if (name === 'porchlight.db') assert.ok(content.includes('CREATE TABLE'), 'this is where it would be');
        for (const applicant of applicants)
            assert.ok(!content.includes(openedName(applicant)), `${name} holds a name`);
    }
});
