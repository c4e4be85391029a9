// The desk as a librarian uses it: by role and name.
import { expectVisible } from './expect.mjs';

export class Desk {
    constructor(page, stack) {
        this.page = page;
        this.stack = stack;
    }

    heading(name) { return this.page.getByRole('heading', { name }); }
    button(name) { return this.page.getByRole('button', { name, exact: true }); }

    async open({ librarian, password } = this.stack.programme.demo) {
        await this.page.goto(`${this.stack.serverUrl}/desk/`);
        await expectVisible(this.heading('Sign in to the desk'), 'the sign-in');
        await this.page.getByRole('textbox', { name: 'Name' }).fill(librarian);
        await this.page.getByLabel('Password', { exact: true }).fill(password);
        await this.button('Sign in').click();
        await expectVisible(this.heading('Who is waiting'), 'the list');
    }

    async check() {
        await this.button(`Check ${this.stack.programme.demo.kiosk}`).click();
        await expectVisible(this.heading(/Which three words/), 'the question of the words');
    }

    // The answers that can be given, as they are heard.
    async choices() {
        const buttons = this.page.getByRole('group', { name: /Which three words/ }).getByRole('button');
        return (await buttons.allInnerTexts()).map((text) => text.split(/\s+/).join(' '));
    }

    async choose(words) {
        await this.button(words.join(' ')).click();
    }

    async seen() {
        await expectVisible(this.heading('Have you seen the papers and the person?'), 'the papers');
        await this.page.getByRole('checkbox', { name: 'I have seen the papers and the person' }).check();
    }

    // How it ended, in a heading and a sentence; then back to the list.
    async result(title, text) {
        await expectVisible(this.heading(title), title, 30);
        await expectVisible(this.page.getByText(text), String(text));
        await this.button('Back to the list').click();
    }

    // Up to the button that approves.
    async look(words) {
        await this.check();
        await this.choose(words);
        await this.seen();
    }

    async approve(words) {
        await this.look(words);
        await this.button('Approve').click();
        await this.result('Approved. The card is being printed.', /comes out of the printer/);
    }

    // What a librarian reads before a second print.
    async approveAgain(words, reason) {
        await this.look(words);
        await expectVisible(this.page.getByRole('group', { name: 'This is a second print' }).getByText(reason), String(reason));
        await this.button('Approve').click();
        await this.result('Approved. The card is being printed.', /comes out of the printer/);
    }

    // The notice that somebody must look into the kiosk's tray.
    tray() {
        return this.page.getByRole('list', { name: 'Trays to look into' })
            .getByRole('heading', { name: `Look into the tray of ${this.stack.programme.demo.kiosk}’s printer` });
    }

    // missing: needs, as the programme calls them.
    async deny(words, reason, missing = ['A paper that shows you live here']) {
        await this.check();
        await this.choose(words);
        await expectVisible(this.heading('Have you seen the papers and the person?'), 'the papers');
        await this.button(`Deny: ${reason}`).click();
        if (reason === 'papers are missing') {
            await expectVisible(this.heading('What is missing?'), 'what is missing');
            for (const need of missing)
                await this.page.getByRole('checkbox', { name: need }).check();
            await this.button('Deny').click();
        }
        await this.result(/^Denied/, /tells the applicant why, and what to do/);
    }
}
