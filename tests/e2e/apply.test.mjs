// The applicant's whole way on the kiosk's page, by role and name: every path and class, what a librarian may say, and
// what is said when something is gone. One long walk by default; PORCHLIGHT_LONG adds the others.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { applicants } from './applicants.mjs';
import { readCardRequest, sealedAt } from './support/card_request.mjs';
import { PageKiosk } from './support/page_kiosk.mjs';

const [first, second] = applicants.map(({ name }) => name);
const thisYear = new Date().getFullYear();
const kEmergency = '555 0101'; // nobody's

class Applicant extends PageKiosk {
    radio(name) { return this.page.getByRole('radio', { name, exact: true }); }
    box(name) { return this.page.getByRole('checkbox', { name, exact: true }); }
    says(text) { return this.page.locator('#main').getByText(text).first().waitFor(); }
    // Said aloud by one of the live regions, and standing on the screen.
    async told(text) {
        await this.page.locator('#urgent, #polite').filter({ hasText: text }).first().waitFor({ state: 'attached' });
        await this.says(text);
    }
    request() { return readCardRequest(this.bridge.requests.at(-1)); }

    async born(year, month = 3, day = 12) {
        await this.question('What is your date of birth?');
        for (const [part, value] of [['Month', month], ['Day', day], ['Year', year]]) await this.field(part).fill(String(value));
    }

    async caretaker() {
        await this.question('Is a caretaker here with you?');
        await this.radio('Yes, we are here together').check();
        await this.press('Continue');
        await this.question('Who should be called in an emergency?');
        await this.field('Emergency contact').fill(kEmergency);
        await this.press('Continue');
    }

    async fromGenderToReview() {
        await this.question('Do you want a gender on your card?');
        await this.press('Continue');
        await this.fromExtrasToReview();
    }

    async toCard() {
        await this.toWords();
        this.bridge.say({ issuance: { state: 'printing', page: 1, pages: 2 } });
        await this.question('Your card is being printed');
        this.bridge.say({ issuance: { state: 'printed' } });
        await this.question('Your card is ready');
        await this.press('Done');
        await this.page.waitForURL(/\/bye$/);
    }

    // What the bridge says of the issuance that waits.
    hears(issuance) { this.bridge.say({ issuance }); }
}

// Texts that a live region has had, in their order.
function keepAnnouncements() {
    globalThis.announced = [];
    new MutationObserver(() => globalThis.announced.push(document.getElementById('polite').textContent))
        .observe(document.getElementById('polite'), { childList: true, characterData: true, subtree: true });
}

test('an applicant renews a card: papers, every choice, a photo after a countdown, denied, corrected, printed', { timeout: 180_000 }, async () => {
    const kiosk = await Applicant.open();
    await kiosk.page.getByRole('group', { name: 'Choose your language to start' }).waitFor();
    assert.equal(await kiosk.page.getByRole('button', { name: 'Español', exact: true }).getAttribute('lang'), 'es');
    await kiosk.press('English');
    await kiosk.question('What do we keep, and what not?');
    await kiosk.press('Continue');

    await kiosk.question('What do you need today?');
    await kiosk.says('Step 1 of 11 · Your request');
    await kiosk.radio('A new card, because mine ends').check();
    await kiosk.says(/Today we can renew a card that ends between .+ and .+\./);
    await kiosk.says(/Bring this too: /);
    await kiosk.press('Continue');

    await kiosk.question('How old is the person who gets the card?');
    await kiosk.press('Continue');
    await kiosk.told('No age is chosen yet.');
    await kiosk.radio('18 to 64').check();
    await kiosk.press('Continue');
    await kiosk.question('Which papers do you have?');
    await kiosk.page.getByRole('group', { name: 'Papers about you' }).getByRole('checkbox', { name: 'Passport of any country' }).check();
    await kiosk.press('Check my papers');
    await kiosk.question('A paper is still missing');
    await kiosk.says('Missing: A paper that shows you live here');
    await kiosk.says(/Or this: Care-of letter\./);
    await kiosk.press('Take the list along');
    await kiosk.question('Bring these papers');
    await kiosk.says('Passport of any country');
    await kiosk.press('Back');
    await kiosk.press('Back');
    assert.ok(await kiosk.box('Passport of any country').isChecked(), 'back loses no tick');
    await kiosk.box('Bank statement').check();
    await kiosk.press('Check my papers');
    await kiosk.question('You have the papers you need');
    await kiosk.press('Continue');

    await kiosk.field('Full name').fill(first);
    await kiosk.press('Continue');
    await kiosk.born(1990);
    await kiosk.told(`A card for age 18 to 64, valid until `);
    await kiosk.press('Continue');
    await kiosk.radio('X').check();
    await kiosk.press('Continue');

    await kiosk.question('What else should your card show?');
    await kiosk.box('I am an organ donor').check();
    await kiosk.box('A medical note').check();
    await kiosk.press('Continue');
    await kiosk.told('The note is empty.');
    await kiosk.field('Medical note').fill('Penicillin');
    await kiosk.press('Continue');
    await kiosk.question('Which services do you want on your card?');
    const bus = kiosk.box('Bus and train card');
    const shared = await bus.getAttribute('aria-describedby');
    assert.match(await kiosk.page.locator(`#${shared}`).textContent(), /gets a number\. It does not get your name\./);
    await bus.uncheck();
    await kiosk.press('Continue');

    await kiosk.question('Ready for your photo?');
    await kiosk.page.evaluate(keepAnnouncements);
    await kiosk.press('Help with the photo');
    await kiosk.says(/You need not look into the camera/);
    await kiosk.page.locator('#photo-take[aria-disabled=false]').waitFor();
    await kiosk.press('Take photo');
    await kiosk.question('Do you like this photo?');
    const counted = (await kiosk.page.evaluate(() => globalThis.announced)).filter((text) => /^Photo in/.test(text));
    assert.deepEqual(counted, ['Photo in 3…', 'Photo in 2…', 'Photo in 1…']);
    await kiosk.press('Continue');

    await kiosk.question('Is everything right?');
    for (const face of ['front', 'back']) await kiosk.page.getByRole('img', { name: `The ${face} of your card, as it will print` }).waitFor();
    assert.equal(kiosk.bridge.previews.length, 1);
    assert.ok(kiosk.bridge.previews[0].subarray(4096, 5120).every((byte) => byte === 0), 'no sealed record goes out for a picture');
    await kiosk.says(/Library card/);
    await kiosk.toWords();
    const { path, services, markers, note, emergency, gender } = kiosk.request();
    assert.deepEqual({ path, services, markers, note, emergency, gender },
        { path: 'renewal', services: ['library', 'discount'], markers: ['donor'], note: 'Penicillin', emergency: '', gender: 'X' });

    kiosk.hears({ state: 'denied', reason: 'papers', missing: ['residency'] });
    await kiosk.question('Your card is not approved yet');
    await kiosk.says('Missing: A paper that shows you live here');
    await kiosk.says(/You can ask for another look\./);
    await kiosk.press('Try again');
    await kiosk.page.getByRole('listitem').first().waitFor();
    kiosk.hears({ state: 'correct', field: 'name', reason: 'spelling' });
    await kiosk.question('What is your name?');
    await kiosk.told('The librarian asks you to check this: your papers spell it another way.');
    assert.equal(await kiosk.page.evaluate(() => document.activeElement.id), 'error');
    assert.equal(await kiosk.field('Full name').inputValue(), first);
    await kiosk.field('Full name').fill(second);
    await kiosk.press('Continue');
    await kiosk.question('Is everything right?');
    await kiosk.toCard();
    assert.equal(kiosk.request().name, second.normalize('NFC'));
    assert.equal(kiosk.bridge.requests.length, 3);
    await kiosk.close();
});

test('a visit ends with the list of papers, and everything is erased', { timeout: 90_000 }, async () => {
    const kiosk = await Applicant.open();
    await kiosk.toPath();
    await kiosk.press('Continue');
    await kiosk.radio('13 or younger').check();
    await kiosk.press('Continue');
    await kiosk.press('Check my papers');
    await kiosk.press('Take the list along');
    await kiosk.says(/A caretaker comes along/);
    await kiosk.press('Finish and erase');
    await kiosk.page.waitForURL(/\/bye$/);
    assert.equal(kiosk.bridge.requests.length, 0);
    await kiosk.close();
});

const long = process.env.PORCHLIGHT_LONG ? test : test.skip;

const classes = { child: [thisYear - 8, '13 or younger'], teen: [thisYear - 16, '14 to 17'], senior: [thisYear - 80, '65 or older'] };
for (const [kind, [year, age]] of Object.entries(classes))
    long(`a ${kind} has a card at the end`, { timeout: 120_000 }, async () => {
        const kiosk = await Applicant.open();
        await kiosk.toName(first);
        await kiosk.press('Continue');
        await kiosk.born(year, 1, 1);
        await kiosk.told(`A card for age ${age}`);
        if (kind === 'senior') await kiosk.says(/It never expires\./);
        await kiosk.press('Continue');
        if (kind !== 'senior') await kiosk.caretaker();
        await kiosk.fromGenderToReview();
        await kiosk.toCard();
        assert.equal(kiosk.request().dob, `${year}-01-01`);
        assert.equal(kiosk.request().emergency, kind === 'senior' ? '' : kEmergency);
        await kiosk.close();
    });

long('a child comes back with the caretaker who is not there yet', { timeout: 90_000 }, async () => {
    const kiosk = await Applicant.open();
    await kiosk.toName(first);
    await kiosk.press('Continue');
    await kiosk.born(thisYear - 8);
    await kiosk.press('Continue');
    await kiosk.radio('Not yet').check();
    await kiosk.press('Continue');
    await kiosk.told('For this card a caretaker must be here with you.');
    await kiosk.radio('Yes, we are here together').check();
    await kiosk.press('Continue');
    await kiosk.press('Continue');
    await kiosk.told('Nobody is named yet.');
    await kiosk.close();
});

const paths = { new: 'My first card', replacement: 'A new card, because mine is lost, stolen or broken', correction: 'A card with something corrected' };
for (const [path, name] of Object.entries(paths))
    long(`what is applied for reaches the bridge: ${path}`, { timeout: 120_000 }, async () => {
        const kiosk = await Applicant.open();
        await kiosk.toPath();
        await kiosk.radio(name).check();
        await kiosk.press('Continue');
        await kiosk.press('Skip this');
        await kiosk.field('Full name').fill(first);
        await kiosk.press('Continue');
        await kiosk.born(1990);
        await kiosk.press('Continue');
        await kiosk.fromGenderToReview();
        await kiosk.toWords();
        assert.equal(kiosk.request().path ?? 'new', path);
        await kiosk.close();
    });

const corrections = { birth_date: 'What is your date of birth?', gender: 'Do you want a gender on your card?',
    photo: 'Do you like this photo?', note: 'What else should your card show?', emergency: 'What else should your card show?' };
long('each field that is to be corrected is led to, with the reason in the applicant’s language', { timeout: 180_000 }, async () => {
    const kiosk = await Applicant.open();
    await kiosk.toReview(first);
    for (const [field, question] of Object.entries(corrections)) {
        await kiosk.toWords();
        kiosk.hears({ state: 'correct', field, reason: 'differs' });
        await kiosk.question(question);
        await kiosk.told('The librarian asks you to check this: your papers say something else.');
        await kiosk.press('Continue');
        await kiosk.question('Is everything right?');
    }
    await kiosk.close();
});

// The bytes before the photo, without what is new for each card: its number, and the seal.
function said(request) {
    const bytes = Buffer.from(request.subarray(0, sealedAt));
    const { number } = readCardRequest(request);
    return bytes.fill('-', bytes.indexOf(number), bytes.indexOf(number) + number.length);
}

long('promise_5: what was ticked in the helper makes no difference to a request', { timeout: 180_000 }, async () => {
    const requests = [];
    for (const papers of [[], ['Passport of any country', 'Bank statement']]) {
        const kiosk = await Applicant.open();
        await kiosk.toPath();
        await kiosk.press('Continue');
        await kiosk.radio('18 to 64').check();
        await kiosk.press('Continue');
        for (const paper of papers) await kiosk.box(paper).check();
        await kiosk.press('Check my papers');
        await kiosk.question(papers.length > 0 ? 'You have the papers you need' : 'A paper is still missing');
        await kiosk.press('Continue');
        await kiosk.field('Full name').fill(first);
        await kiosk.fromNameToReview();
        await kiosk.toWords();
        requests.push(...kiosk.bridge.requests);
        await kiosk.close();
    }
    const [none, two] = requests;
    assert.equal(two.length, none.length);
    assert.deepEqual(said(two), said(none));
    const other = Buffer.from(none);
    other[sealedAt - 1] ^= 1;
    assert.notDeepEqual(said(other), said(none), 'control: one bit would be seen');
});

long('a session that the desk ends is erased', { timeout: 90_000 }, async () => {
    const kiosk = await Applicant.open();
    await kiosk.toReview(first);
    await kiosk.toWords();
    kiosk.hears({ state: 'ended' });
    await kiosk.page.waitForURL(/\/bye$/);
    await kiosk.close();
});

long('a card that cannot be drawn is said at the review, and what does not fit before anyone approves it', { timeout: 90_000 }, async () => {
    const kiosk = await Applicant.open();
    kiosk.bridge.previewAnswer = { status: 503, body: { error: 'no_manifest' } };
    await kiosk.toReview(first);
    await kiosk.told('We cannot show a picture of your card just now.');
    kiosk.bridge.previewAnswer = { status: 422, body: { error: 'name_does_not_fit' } };
    await kiosk.press('Change name');
    await kiosk.field('Full name').fill(second);
    await kiosk.press('Continue');
    await kiosk.told('That name does not fit on the card.');
    await kiosk.question('Is everything right?');
    assert.equal(kiosk.bridge.requests.length, 0);
    await kiosk.close();
});

// Printer, server, bridge: on each step that asks, by the applicant's own language.
long('what is gone is said on each step, in the applicant’s language, and nothing is lost by it', { timeout: 180_000 }, async () => {
    const kiosk = await Applicant.open();
    const troubles = async () => {
        kiosk.bridge.say({ server: 'gone', printer: { state: 'needs', needs: 'jam' } });
        await kiosk.told('La computadora de la ciudad no responde');
        await kiosk.told('Hay una tarjeta atascada en la impresora.');
        kiosk.bridge.say({ server: 'ok', printer: { state: 'ready' } });
        await kiosk.page.locator('#server-status').waitFor({ state: 'detached' });
    };
    await kiosk.press('Español');
    await kiosk.question('¿Qué guardamos y qué no?');
    await troubles();
    await kiosk.press('Continuar');
    await troubles();
    await kiosk.press('Continuar');
    await kiosk.press('Saltar esto');
    await troubles();
    await kiosk.field('Nombre completo').fill(first);
    await kiosk.press('Continuar');
    await troubles();
    for (const [part, value] of [['Mes', '3'], ['Día', '12'], ['Año', '1990']]) await kiosk.field(part).fill(value);
    for (const question of [/género/, /Qué más/, /servicios/, /foto/]) {
        await kiosk.press('Continuar');
        await kiosk.page.getByRole('heading', { name: question }).waitFor();
        await troubles();
    }
    await kiosk.page.locator('#photo-take[aria-disabled=false]').click();
    await kiosk.page.locator('#photo-now').click();
    await kiosk.page.locator('#photo-again').waitFor();
    await kiosk.press('Continuar');
    await troubles();
    await kiosk.says(first);
    await kiosk.close();
});

after(() => PageKiosk.endAll());
