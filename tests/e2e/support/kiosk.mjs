// The kiosk as an applicant uses it: by role and name.
import { readCardRequest } from './card_request.mjs';
import { expectVisible } from './expect.mjs';

const kEmergency = '555 0101'; // nobody's

export class Kiosk {
    constructor(page, stack) {
        this.page = page;
        this.stack = stack;
        this.problems = [];
        page.on('pageerror', (error) => this.problems.push(String(error)));
        page.on('console', (message) => {
            if (message.type() === 'error') this.problems.push(message.text());
        });
    }

    // From now on cardContent() is what the page last handed the bridge to print (PROTOCOL.md, Card request).
    keepCardRequests() {
        this.page.on('request', (request) => {
            if (request.method() === 'POST' && request.url().endsWith('/api/issuance')) this.cardRequest = request.postDataBuffer();
        });
    }

    cardContent() {
        return readCardRequest(this.cardRequest);
    }

    heading(name) { return this.page.getByRole('heading', { name, exact: true }); }
    button(name) { return this.page.getByRole('button', { name, exact: true }); }
    field(name) { return this.page.getByRole('textbox', { name, exact: true }); }
    async on(question, seconds) { await expectVisible(this.heading(question), question, seconds); }
    // What stands below the question: how it is going, or what went wrong.
    async says(text, seconds) { await expectVisible(this.page.locator('#main').getByText(text), String(text), seconds); }

    // By a new one-time address, or, when this browser is let in already, by the plain one.
    async open({ admitted = false } = {}) {
        await this.page.goto(admitted ? this.stack.kioskUrl : this.stack.address());
        await this.on('Welcome. Shall we make your city card?', 60);
    }

    // To the name: what is applied for, and help with the papers only where help() goes that way.
    async start({ path, help } = {}) {
        await this.button('Start').click();
        await this.on('What do we keep, and what not?');
        await this.button('Continue').click();
        await this.on('What do you need today?');
        if (path) await this.page.getByRole('radio', { name: path, exact: true }).check();
        await this.button('Continue').click();
        await this.on('How old is the person who gets the card?');
        if (help) await help();
        else await this.button('Skip this').click();
        await this.on('What is your name?');
    }

    // From the age to the list that one takes along: texts of papers, of which nothing is missing.
    async toPaperList(age, papers) {
        await this.page.getByRole('radio', { name: age, exact: true }).check();
        await this.button('Continue').click();
        await this.on('Which papers do you have?');
        for (const paper of papers) await this.page.getByRole('checkbox', { name: paper, exact: true }).check();
        await this.button('Check my papers').click();
        await this.button('Take the list along').click();
        await this.on('Bring these papers');
    }

    async fromPaperList() {
        await this.button('Back').click();
        await this.on('You have the papers you need');
        await this.button('Continue').click();
    }

    // A child's own two steps.
    async withCaretaker(emergency) {
        await this.on('Is a caretaker here with you?');
        await this.page.getByRole('radio', { name: 'Yes, we are here together', exact: true }).check();
        await this.button('Continue').click();
        await this.on('Who should be called in an emergency?');
        await this.field('Emergency contact').fill(emergency);
        await this.button('Continue').click();
    }

    // What else is on the card: a note and a contact if they are given, and all services.
    async extras({ note, emergency } = {}) {
        await this.on('What else should your card show?');
        for (const [tick, field, text] of [['A medical note', 'Medical note', note], ['An emergency contact', 'Emergency contact', emergency]]) {
            if (!text) continue;
            await this.page.getByRole('checkbox', { name: tick, exact: true }).check();
            await this.type(field, text);
        }
        await this.button('Continue').click();
        await this.on('Which services do you want on your card?');
        await this.button('Continue').click();
    }

    async name(name) {
        await this.field('Full name').fill(name);
        await this.button('Continue').click();
    }

    // Letter by letter, as a keyboard gives it: no message of the test to the browser holds more.
    async type(field, text) {
        await this.field(field).click();
        for (const letter of text) await this.page.keyboard[/[A-Za-z0-9]/.test(letter) ? 'press' : 'insertText'](letter);
    }

    // As an input method does it: the whole text is composed, letter by letter, and then put into the field.
    async compose(field, text) {
        await this.field(field).click();
        const session = await this.page.context().newCDPSession(this.page);
        for (let end = 1; end <= text.length; end++)
            await session.send('Input.imeSetComposition', { text: text.slice(0, end), selectionStart: end, selectionEnd: end });
        await session.send('Input.insertText', { text });
        await session.detach();
    }

    async born(dob) {
        await this.on('What is your date of birth?');
        const [year, month, day] = dob.split('-');
        await this.field('Month').fill(String(Number(month)));
        await this.field('Day').fill(String(Number(day)));
        await this.field('Year').fill(year);
        await this.button('Continue').click();
    }

    async gender(choice, ownWord) {
        await this.on('Do you want a gender on your card?');
        if (choice) await this.page.getByRole('radio', { name: choice, exact: true }).check();
        if (ownWord) {
            await this.field('Your own word').fill('');
            await this.type('Your own word', ownWord);
        }
        await this.button('Continue').click();
    }

    async photo() {
        await this.on('Ready for your photo?');
        await this.page.waitForTimeout(500);
        await this.button('Take photo').click();
        // A browser that is slow takes the photo by its countdown, before the press.
        await this.button('Take it now').click({ timeout: 3000 }).catch(() => {});
        await this.on('Do you like this photo?');
        await this.button('Continue').click();
    }

    // Whoever is too young to come alone is asked two things more.
    async toGender() {
        const child = this.heading('Is a caretaker here with you?');
        await expectVisible(child.or(this.heading('Do you want a gender on your card?')), 'the step after the date');
        if (await child.isVisible()) await this.withCaretaker(kEmergency);
    }

    // From the first screen to the review.
    async fill({ name, dob, gender, ownWord }, { path } = {}) {
        await this.start({ path });
        await this.name(name);
        await this.born(dob);
        await this.toGender();
        await this.gender(gender, ownWord);
        await this.extras();
        await this.photo();
        await this.on('Is everything right?');
    }

    // Both faces, as the bridge drew them. Who leaves before is answered 409, and the console tells.
    async cardDrawn() {
        for (const face of ['front', 'back']) await this.page.getByRole('img', { name: `The ${face} of your card, as it will print` }).waitFor();
    }

    // To the librarian; gives the three words on the screen.
    async ready() {
        await this.button('Ready for the librarian').click();
        return this.words();
    }

    async words() {
        await this.on('Does the librarian see your three words?');
        const list = this.page.getByRole('list', { name: 'Your three words', exact: true });
        await expectVisible(list, 'the three words', 30);
        const words = await list.getByRole('listitem').allInnerTexts();
        return words.map((word) => word.replace(/^\d+\W*/, '').trim());
    }

    // What happened and what to do: in words on the screen, and said aloud; nothing is lost.
    async trouble(text, { heading = 'We could not finish your card yet', seconds = 40 } = {}) {
        await this.on(heading, seconds);
        await this.told(text);
        await expectVisible(this.page.getByText('Your answers are still here. Nothing is lost.'), 'that nothing is lost');
    }

    async told(text) {
        await expectVisible(this.page.getByRole('group').filter({ hasText: text }), text);
        await this.page.getByRole('alert').filter({ hasText: text }).waitFor({ state: 'attached' });
    }

    // What goes on meanwhile, by the kiosk's own line.
    async status(text, seconds) { await expectVisible(this.page.getByRole('group').filter({ hasText: text }), text, seconds); }

    async tryAgain() {
        await this.button('Try again').click();
        return this.words();
    }

    // What the librarian answers to the question about the tray.
    async inTray(found, seconds = 30) {
        await this.on('What lies in the printer’s tray?', seconds);
        await this.button(found).click();
    }

    async printAgain() {
        await this.button('Print the card again').click();
        return this.words();
    }

    // What was typed, as its fields hold it. From the review, and back to it.
    async typed() {
        await this.button('Change name').click();
        await this.on('What is your name?');
        const name = await this.field('Full name').inputValue();
        await this.button('Back').click();
        await this.button('Change date of birth').click();
        await this.on('What is your date of birth?');
        const parts = [];
        for (const part of ['Year', 'Month', 'Day']) parts.push((await this.field(part).inputValue()).padStart(2, '0'));
        await this.button('Back').click();
        await this.on('Is everything right?');
        return { name, dob: parts.join('-') };
    }

    // Takes back what waits for the librarian.
    async changeAnswers() {
        await this.button('Change my answers').click();
        await this.on('Is everything right?');
    }

    async checkAnswers() {
        await this.button('Check my answers').click();
        await this.on('Is everything right?');
        return this.typed();
    }

    async printed() {
        await this.on('Your card is ready', 60);
    }

    async done() {
        await this.button('Done').click();
        await this.over();
    }

    async leave() {
        const button = this.button('Leave and erase everything');
        await button.click();
        await this.on('Leave and erase everything?');
        await this.page.getByRole('dialog').getByRole('button', { name: 'Leave and erase everything', exact: true }).click();
        await this.over();
    }

    // On the page that a session ends on.
    async over(seconds = 20) {
        await this.page.waitForURL(/^http:\/\/127\.0\.0\.1:\d+\/bye/, { timeout: seconds * 1000 });
    }

    // The next applicant begins there, if the page has not gone on by itself already.
    async again() {
        const start = this.page.getByRole('link', { name: /^Start/ });
        await Promise.race([start.click(), this.heading('Welcome. Shall we make your city card?').waitFor()]);
        await this.on('Welcome. Shall we make your city card?', 60);
    }
}
