// The checking page as whoever is shown a card uses it: by role and name.
import { expectVisible } from './expect.mjs';

export class CheckPage {
    problems = [];
    requests = [];

    static async open(browser, url) {
        const check = new CheckPage();
        check.page = await browser.page();
        check.page.on('pageerror', (error) => check.problems.push(String(error)));
        check.page.on('console', (message) => { if (message.type() === 'error') check.problems.push(message.text()); });
        check.page.on('request', (request) => check.requests.push(request.url()));
        await check.page.goto(url);
        await check.ready();
        return check;
    }

    button(name) { return this.page.getByRole('button', { name, exact: true }); }
    field(name) { return this.page.getByLabel(name, { exact: true }); }
    async on(heading, seconds) { await expectVisible(this.page.getByRole('heading', { name: heading, exact: true }), heading, seconds); }

    // The programs and the list of keys are there, and so are the files for a day without a network.
    async ready() {
        await this.page.locator('html[data-state=ready]').waitFor();
        await this.page.locator('html[data-offline=ready]').waitFor();
    }

    async text(code) {
        const summary = this.page.getByText('Or enter the code’s text');
        if (!await this.field('Text of the code').isVisible()) await summary.click();
        await this.field('Text of the code').fill(code);
        await this.button('Check this text').click();
    }

    async picture(file) {
        await this.page.locator('input[type=file]').setInputFiles(file);
    }

    async holder({ name, dob, number }) {
        const [year, month, day] = dob.split('-');
        await this.field('Name').fill(name);
        await this.field('Day').fill(String(Number(day)));
        await this.field('Month').selectOption({ index: Number(month) });
        await this.field('Year').fill(year);
        await this.field('Card number').fill(number);
        await this.button('Compare').click();
    }

    // The mark and the words of the answer about what was typed.
    compared() { return this.page.locator('#holder-result').innerText(); }

    async again() {
        await this.button('Check another card').click();
        await this.on('Check a city card');
    }
}
