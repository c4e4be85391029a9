// The kiosk as an applicant uses it: by role and name.
import { expectVisible } from './expect.mjs';

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

    heading(name) { return this.page.getByRole('heading', { name, exact: true }); }
    button(name) { return this.page.getByRole('button', { name, exact: true }); }
    field(name) { return this.page.getByRole('textbox', { name, exact: true }); }
    async on(question, seconds) { await expectVisible(this.heading(question), question, seconds); }

    // By a new one-time address, or, when this browser is let in already, by the plain one.
    async open({ admitted = false } = {}) {
        await this.page.goto(admitted ? this.stack.kioskUrl : this.stack.address());
        await this.on('Welcome. Shall we make your city card?', 60);
    }

    async start() {
        await this.button('Start').click();
        await this.on('What is your name?');
    }

    async name(name) {
        await this.field('Full name').fill(name);
        await this.button('Continue').click();
    }

    async born(dob) {
        await this.on('What is your date of birth?');
        const [year, month, day] = dob.split('-');
        await this.field('Month').fill(String(Number(month)));
        await this.field('Day').fill(String(Number(day)));
        await this.field('Year').fill(year);
        await this.button('Continue').click();
    }

    async gender(choice) {
        await this.on('Do you want a gender on your card?');
        if (choice) await this.page.getByRole('radio', { name: choice, exact: true }).check();
        await this.button('Continue').click();
    }

    async photo() {
        await this.on('Ready for your photo?');
        await this.page.waitForTimeout(500);
        await this.button('Take photo').click();
        await this.on('Do you like this photo?');
        await this.button('Continue').click();
    }

    // From the first screen to the review.
    async fill({ name, dob, gender }) {
        await this.start();
        await this.name(name);
        await this.born(dob);
        await this.gender(gender);
        await this.photo();
        await this.on('Is everything right?');
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

    async printed() {
        await this.on('Your card is ready', 60);
    }

    async done() {
        await this.button('Done').click();
        await this.page.waitForURL(/^http:\/\/127\.0\.0\.1:\d+\/bye/, { timeout: 20_000 });
    }
}
