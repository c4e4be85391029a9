// What is the matter with a printer, from the printer program itself to the kiosk's screen and to the desk, and back to
// ready when it is mended.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Browser } from './support/browser.mjs';
import { Desk } from './support/desk.mjs';
import { expectVisible } from './support/expect.mjs';
import { Kiosk } from './support/kiosk.mjs';
import { stop } from './support/processes.mjs';
import { Stack } from './support/stack.mjs';

let stack, browser, librarian, kiosk, desk;

before(async () => {
    stack = await Stack.create();
    browser = await Browser.open();
    librarian = await Browser.open();
    kiosk = new Kiosk(await browser.page(), stack);
    desk = new Desk(await librarian.page(), stack);
    await desk.open();
    await kiosk.open();
});

after(async () => {
    await browser?.close();
    await librarian?.close();
    await stack?.close();
});

const printers = () => desk.page.getByRole('region', { name: 'Printers' });
const pictureOf = (page) => page.locator('.printer .picture').evaluate((mark) => {
    const { maskImage, width } = getComputedStyle(mark);
    return { image: maskImage, width };
});

test('a printer that is ready is said to be, with its levels, at the desk', async () => {
    await expectVisible(printers().getByRole('heading', { name: stack.programme.demo.kiosk }), 'the kiosk', 40);
    await expectVisible(printers().getByText('Ready.', { exact: true }), 'ready', 40);
    await expectVisible(printers().getByText('Ribbon 80 %'), 'the ribbon');
    const { image, width } = await pictureOf(desk.page);
    assert.match(image, /icons\/printer\.svg/);
    assert.ok(parseFloat(width) > 20, 'the picture is there to be seen');
    assert.equal((await desk.page.request.get(`${stack.serverUrl}/staff/icons/printer.svg`)).status(), 200);
});

test('a desk that is loaded anew while somebody is signed in shows its list at once', async () => {
    await desk.page.reload();
    await expectVisible(desk.heading('Who is waiting'), 'the list');
    await expectVisible(printers().getByText('Ready.', { exact: true }), 'its printers');
});

test('a printer that does not answer is told at both places, each with a way out, and taken back when it is back', async () => {
    await stack.stopPrinter();
    await expectVisible(kiosk.page.getByText('The printer does not answer. Ask a librarian to switch it on.'), 'the kiosk says it', 40);
    await expectVisible(printers().getByText('Does not answer.', { exact: true }), 'the desk says it', 40);
    await expectVisible(printers().getByText(/^Switch on the printer/), 'the way out');
    const news = desk.page.getByRole('status', { name: 'Printer news' });
    assert.equal(await news.innerText(), `Printer at ${stack.programme.demo.kiosk}: Does not answer.`);
    assert.match((await pictureOf(desk.page)).image, /icons\/unplugged\.svg/);

    await stack.startPrinter();
    await expectVisible(printers().getByText('Ready.', { exact: true }), 'ready again', 40);
    await kiosk.page.getByText('The printer does not answer.').first().waitFor({ state: 'detached', timeout: 40_000 });
    assert.equal(await news.innerText(), '');
});

// A bridge is silent for a minute and a half before the server believes it.
if (process.env.PORCHLIGHT_LONG) test('a kiosk whose bridge is gone has a printer that does not answer', async () => {
    await stop(stack.bridge);
    await expectVisible(printers().getByText('Does not answer.', { exact: true }), 'silence is heard', 140);
});
