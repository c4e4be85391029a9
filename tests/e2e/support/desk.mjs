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
        await this.page.getByLabel('Password').fill(password);
        await this.button('Sign in').click();
        await expectVisible(this.heading('Who is waiting'), 'the list');
    }

    async check() {
        await this.button(`Check ${this.stack.programme.demo.kiosk}`).click();
        await expectVisible(this.heading(/Which three words/), 'the question of the words');
    }

    choices() {
        return this.page.getByRole('group', { name: /Which three words/ }).getByRole('button').allInnerTexts();
    }

    async choose(words) {
        await this.button(words.join(' ')).click();
    }

    async seen() {
        await expectVisible(this.heading('Have you seen the papers and the person?'), 'the papers');
        await this.page.getByRole('checkbox').check();
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
        await expectVisible(this.heading('Approved. The card is being printed.'), 'approved', 30);
        await this.button('Back to the list').click();
    }

    async deny(words, reason) {
        await this.check();
        await this.choose(words);
        await expectVisible(this.heading('Have you seen the papers and the person?'), 'the papers');
        await this.button(`Deny: ${reason}`).click();
        await expectVisible(this.heading(/^Denied/), 'denied');
        await this.button('Back to the list').click();
    }
}
