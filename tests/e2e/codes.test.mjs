// A site with one device: no desk, and a librarian's one-time code at the kiosk. The whole line, and real Chromium.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { applicants, openedName } from './applicants.mjs';
import { Browser } from './support/browser.mjs';
import { Canary } from './support/canary.mjs';
import { withApps } from './support/code_librarian.mjs';
import { appCode } from './support/desk_server.mjs';
import { filesBelow, searchFile } from './support/files.mjs';
import { Kiosk } from './support/kiosk.mjs';
import { until } from './support/processes.mjs';
import { Stack, programme } from './support/stack.mjs';
import { Finder, formsOf } from './support/traces.mjs';
import { Watch, told } from './support/watch.mjs';

const kElsewhere = 'South Branch';
const kName = 'Librarian’s name';
const kCode = 'One-time code';
const { site } = programme.demo;
const canary = new Canary().runs[0];

let stack, browser, kiosk, ana, ben, far, used;

before(async () => {
    assert.equal(process.getuid(), 0, 'only the superuser reads the memory of other processes: run this test as root');
    stack = await Stack.create({ programmeOverrides: { code_sites: [site] } });
    stack.operate('add-site', kElsewhere);
    [ana, ben, far] = await withApps(stack, [{ name: canary, site }, { name: 'ben', site }, { name: 'far', site: kElsewhere }]);
    browser = await Browser.open();
    kiosk = new Kiosk(await browser.page(), stack);
    await kiosk.open();
});

after(async () => {
    await browser?.close();
    await stack?.close();
});

async function toLibrarian(applicant) {
    await kiosk.fill(applicant);
    await kiosk.button('Ready for the librarian').click();
    await kiosk.on('Is a librarian here with you?');
}

const typed = async () => [await kiosk.field(kName).inputValue(), await kiosk.field(kCode).inputValue()];

async function approve(name, code) {
    await kiosk.field(kName).fill(name);
    await kiosk.field(kCode).fill(code);
    await kiosk.button('Approve').click();
}

test('a librarian compares what the kiosk shows with the papers, types a code there, and a card is printed', async () => {
    const [applicant] = applicants;
    await toLibrarian(applicant);
    await kiosk.says(openedName(applicant));
    assert.deepEqual(await typed(), ['', '']);
    used = appCode(ana.secret);
    await approve(ana.name, `${used.slice(0, 3)} ${used.slice(3)}`);
    await kiosk.printed();
    assert.equal(stack.cards().length, 1);
    assert.ok(stack.open().some((record) => record.name === openedName(applicant) && record.dob === applicant.dob));
});

test('the bridge keeps neither code nor librarian: not in memory, journal or log, nor does a server\'s log', async () => {
    const watch = new Watch(stack, {});
    const bridge = watch.program('bridge');
    const finder = new Finder(formsOf({ 'librarian': ana.name, 'code as the page sends it': `"code":"${used}"`, 'code as the bridge sends it': used + ana.name }));
    assert.notEqual(told(watch.memory(new Finder(formsOf({ folder: stack.bridgeData })), bridge)), '', 'the bridge\'s memory is read');
    await until('nothing of it', () => watch.memory(finder, bridge).length === 0, { seconds: 5 }).catch(() => {});
    assert.equal(told(watch.memory(finder, bridge)), '', 'memory');
    const files = [stack.bridgeData, stack.logs].flatMap((folder) => filesBelow(folder));
    for (const part of ['/journal', '/bridge.log', '/server.log']) assert.ok(files.some((path) => path.endsWith(part)), part);
    assert.equal(told(files.flatMap((path) => searchFile(path, finder))), '', 'files');
    await kiosk.done();
});

test('a code that was used, a wrong one and another site\'s librarian are refused in words, and a keyboard does it all', async () => {
    await kiosk.again();
    await toLibrarian(applicants[1]);
    const { keyboard } = kiosk.page;
    // From the question, where the focus is: the fields come next.
    const byKeyboard = async (name, code) => {
        for (let i = 0; i < 30 && await kiosk.page.evaluate(() => document.activeElement.id) !== 'librarian'; ++i) await keyboard.press('Tab');
        await keyboard.press('Control+A');
        await keyboard.type(name);
        await keyboard.press('Tab');
        await keyboard.type(code);
        await keyboard.press('Enter');
    };
    const refused = async (text, name) => {
        await kiosk.told(text);
        await kiosk.page.waitForFunction(() => document.activeElement.id === 'error');
        assert.deepEqual(await typed(), [name, '']);
    };
    await byKeyboard(ana.name, used);
    await refused('the code was used before', ana.name);
    const right = appCode(ben.secret);
    await byKeyboard('ben', right === '000000' ? '000001' : '000000');
    await refused('do not go together', 'ben');
    await byKeyboard('ben', '12345');
    await refused('A code has six digits', 'ben');
    await byKeyboard('far', appCode(far.secret));
    await refused('works at another place', '');
    assert.equal(stack.cards().length, 1);
    await byKeyboard('ben', right);
    await kiosk.printed();
    assert.equal(stack.cards().length, 2);
    assert.deepEqual(kiosk.problems.filter((problem) => !/status of (401|403)/.test(problem)), []);
    await kiosk.done();
});
