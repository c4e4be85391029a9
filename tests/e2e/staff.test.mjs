// People and their desk: first sign-ins by passkey and by app, a second librarian, a site lead's care of accounts.
// Real Chromium; the passkeys are its virtual authenticator's.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { withAuthenticator } from './support/authenticator.mjs';
import { checkAccess } from './support/axe.mjs';
import { Browser } from './support/browser.mjs';
import { change } from './support/database.mjs';
import { DeskServer, PlainKiosk, appCode, kSite } from './support/desk_server.mjs';
import { expectVisible } from './support/expect.mjs';
import { until } from './support/processes.mjs';

const kChild = 0;
const kPhone = { width: 390, height: 844 };
const kDesk = { width: 1280, height: 900 };

let server, browser, other;

before(async () => {
    server = await DeskServer.create({ approvals: { child: { roles: ['librarian', 'site-lead'], second: true } } });
    browser = await Browser.open({ viewport: kDesk });
    other = await Browser.open({ viewport: kDesk });
});

after(async () => {
    await browser?.close();
    await other?.close();
    await server?.close();
});

const button = (page, name) => page.getByRole('button', { name, exact: true });
const heading = (page, name) => page.getByRole('heading', { name });
const isIn = (page) => expectVisible(heading(page, 'Who is waiting'), 'the list');

const check = (page) => checkAccess(page, [kPhone, kDesk]);

async function bringInvitation(page, name, code) {
    await page.context().clearCookies();
    await page.goto(`${server.url}/desk/`);
    await button(page, 'I have an invitation').click();
    await page.getByRole('textbox', { name: 'Name' }).fill(name);
    await page.getByRole('textbox', { name: 'Code' }).fill(code);
    await button(page, 'Continue').click();
}

async function makePasskey(page, name, code) {
    await bringInvitation(page, name, code);
    await button(page, 'Make a passkey').click();
    await isIn(page);
}

test('an invited librarian makes a passkey and signs in with it, with nothing to type', async () => {
    const page = await browser.page();
    const { session, authenticatorId } = await withAuthenticator(page);
    const code = await server.invite('ana');
    await page.goto(`${server.url}/desk/`);
    await expectVisible(heading(page, 'Sign in to the desk'), 'the sign-in');
    await check(page);
    await bringInvitation(page, 'ana', 'WRNG-WRNG-WRNG-WRNG');
    await expectVisible(page.getByRole('alert').getByText('do not go together'), 'what is wrong');
    await check(page);
    await page.getByRole('textbox', { name: 'Code' }).fill(code.toLowerCase().replaceAll('-', ' '));
    await button(page, 'Continue').click();
    await expectVisible(heading(page, 'How will you sign in?'), 'the ways');
    await check(page);
    await button(page, 'Make a passkey').click();
    await isIn(page);
    await button(page, 'Sign out').click();
    await expectVisible(heading(page, 'Sign in to the desk'), 'the sign-in');
    await button(page, 'Sign in with a passkey').click();
    await isIn(page);
    assert.equal(await page.locator('#staff').innerText(), 'ana');
    // Whose finger it is not gets nowhere.
    await button(page, 'Sign out').click();
    await session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
    await button(page, 'Sign in with a passkey').click();
    await expectVisible(page.getByRole('alert').getByText('No passkey was used'), 'turned away');
    await page.close();
});

test('an invited librarian sets up an app, and a password alone opens nothing', async () => {
    const page = await browser.page();
    const code = await server.invite('ben');
    await bringInvitation(page, 'ben', code);
    await button(page, 'Set up an app').click();
    await expectVisible(heading(page, 'Set up your app and a password'), 'the app');
    await check(page);
    const secret = await page.locator('#app-secret').innerText();
    assert.match(await page.locator('#app-link').getAttribute('href'), new RegExp(`^otpauth://totp/.*secret=${secret.replaceAll(' ', '')}&`));
    await page.getByLabel('New password').fill('three words more');
    await page.getByRole('textbox', { name: 'Code that the app shows now' }).fill('000000');
    await button(page, 'Finish').click();
    await expectVisible(page.getByRole('alert').getByText('That code does not fit'), 'what is wrong');
    await page.getByRole('textbox', { name: 'Code that the app shows now' }).fill(appCode(secret));
    await button(page, 'Finish').click();
    await isIn(page);
    assert.equal(await page.locator('#app-secret').innerText(), '', 'the secret is gone from the page');

    // A server that has just started knows of no code that was used: none has to be waited for.
    await server.restart();
    await expectVisible(heading(page, 'Sign in to the desk'), 'signed out with the process', 40);
    await page.getByRole('textbox', { name: 'Name' }).fill('ben');
    await page.getByLabel('Password', { exact: true }).fill('three words more');
    await button(page, 'Sign in').click();
    await expectVisible(heading(page, 'What code does your app show?'), 'the code');
    await check(page);
    const typed = appCode(secret);
    await page.getByRole('textbox', { name: 'Code' }).fill(`${typed.slice(0, 3)} ${typed.slice(3)}`);
    await button(page, 'Sign in').click();
    await isIn(page);
    const tried = await server.post('sign-in', { name: 'ben', password: 'three words more' });
    const { ticket } = await tried.json();
    const again = await server.post('sign-in/code', { ticket, code: typed });
    assert.deepEqual([again.status, (await again.json()).error], [401, 'code'], 'a code is good once');
    await page.close();
});

test('a child’s card waits for a second librarian, and the first is not the second', async () => {
    const [first, second] = [await browser.page(), await other.page()];
    await withAuthenticator(first);
    await withAuthenticator(second);
    await makePasskey(first, 'cleo', await server.invite('cleo'));
    await makePasskey(second, 'dan', await server.invite('dan'));
    const kiosk = new PlainKiosk(server, 'Kiosk 1');
    const words = await kiosk.ask(kChild);
    const approve = async (page) => {
        await button(page, 'Check Kiosk 1').click();
        await button(page, words.join(' ')).click();
        await page.getByRole('checkbox', { name: 'I have seen the papers and the person' }).check();
        await button(page, 'Approve').click();
    };
    await expectVisible(first.getByText('A second librarian must approve after you.'), 'the rule');
    await check(first);
    await approve(first);
    await expectVisible(heading(first, 'Approved. A second librarian must approve too.'), 'the first of two');
    await button(first, 'Back to the list').click();
    await expectVisible(first.getByText('You have approved. A second librarian must approve too'), 'the rule');
    // The first may still deny it, send it back or end it, but not approve it again.
    await approve(first);
    await expectVisible(first.getByRole('alert').getByText('You approved this card first.'), 'who must approve');
    assert.ok(await button(first, 'Please correct').isEnabled());
    assert.equal(await kiosk.state(), 'waiting');
    await expectVisible(second.getByText('cleo has approved. You are the second librarian.'), 'the rule');
    await approve(second);
    await expectVisible(heading(second, 'Approved. The card is being printed.'), 'the second of two');
    assert.equal(await kiosk.state(), 'approved');
    await first.close();
    await second.close();
});

test('a site lead resets a librarian, who is signed out everywhere and comes back with an invitation', async () => {
    const [lead, librarian] = [await browser.page(), await other.page()];
    await withAuthenticator(lead);
    await withAuthenticator(librarian);
    await makePasskey(librarian, 'eve', await server.invite('eve'));
    assert.ok(await button(librarian, 'People').isHidden());
    await makePasskey(lead, 'lea', await server.invite('lea', 'site-lead'));
    await button(lead, 'People').click();
    await expectVisible(heading(lead, 'Who works here?'), 'the people');
    await expectVisible(heading(lead, 'eve'), 'the librarian');
    assert.equal(await button(lead, 'Reset lea').count(), 0, 'nobody resets their own account');
    await check(lead);
    change({ serverData: server.data }, [["UPDATE staff SET locked = 1 WHERE name = 'eve'", []]]);
    await until('the lock', async () => {
        await button(lead, 'Back to the list').click();
        await button(lead, 'People').click();
        await expectVisible(heading(lead, 'eve'), 'the librarian');
        return button(lead, 'Lift the lock of eve').isVisible();
    }, { every: 500 });
    await check(lead);
    await button(lead, 'Lift the lock of eve').click();
    await button(lead, 'Lift the lock of eve').waitFor({ state: 'detached' });
    await button(lead, 'Reset eve').click();
    await button(lead, 'Keep eve').click();
    await button(lead, 'Reset eve').click();
    await button(lead, 'Reset eve for good').click();
    await expectVisible(heading(lead, 'Invitation for eve'), 'the invitation');
    await check(lead);
    const code = await lead.locator('#invited-code').innerText();
    await expectVisible(heading(librarian, 'Sign in to the desk'), 'signed out', 40);
    await button(librarian, 'Sign in with a passkey').click();
    await expectVisible(librarian.getByRole('alert').getByText('does not open this desk'), 'the passkey is none any more');
    await makePasskey(librarian, 'eve', code);
    assert.match(await librarian.locator('#site').innerText(), new RegExp(kSite));
    await lead.close();
    await librarian.close();
});
