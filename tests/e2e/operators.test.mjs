// What whoever looks after a kiosk does, against the whole line: the doctor, a test card, the counters, and the desk's
// reminder that cleaning is due.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Browser } from './support/browser.mjs';
import { Desk } from './support/desk.mjs';
import { expectVisible } from './support/expect.mjs';
import { start, stop, until } from './support/processes.mjs';
import { program, root, Stack } from './support/stack.mjs';

let stack, browser, desk;

before(async () => {
    stack = await Stack.create();
    browser = await Browser.open();
    desk = new Desk(await browser.page(), stack);
});

after(async () => {
    await browser?.close();
    await stack?.close();
});

function bridge(command, ...options) {
    const { status, stdout, stderr } = spawnSync(program('porchlight-bridge'), [command, '--data', stack.bridgeData, ...options],
        { encoding: 'utf8', timeout: 60_000 });
    return { status, said: stdout + stderr };
}

// {what: {how, is}}, and whether something fails.
function doctor(...options) {
    const started = performance.now();
    const { status, said } = bridge('doctor', ...options);
    const lines = said.split('\n').flatMap((line) => /^(ok|warn|fail) +([^:]+): (.*)$/.exec(line) ?? []);
    const found = {};
    for (let i = 0; i < lines.length; i += 4) found[lines[i + 2]] = { how: lines[i + 1], is: lines[i + 3] };
    assert.equal(status, Object.values(found).some(({ how }) => how === 'fail') ? 1 : 0, said);
    return { found, said, seconds: (performance.now() - started) / 1000 };
}

const how = ({ found, said }, what) => {
    assert.ok(what in found, `${what} in:\n${said}`);
    return found[what].how;
};

test('the doctor finds a whole kiosk well, beside its running bridge', (context) => {
    const told = doctor();
    context.diagnostic(`${Object.keys(told.found).length} lines in ${told.seconds.toFixed(2)} s`);
    for (const what of ['data folder', 'enrolment', 'journal', 'programme', 'release', 'fonts', 'card', 'server', 'standing', 'clock', 'port', 'printer',
        'format and media', 'cards', 'ribbon level', 'used ribbon', 'printer\'s memory', 'end of a job', 'cleaning'])
        assert.equal(how(told, what), 'ok', told.said);
    assert.match(told.found.programme.is, /^serial 1, good until \d{4}-\d\d-\d\d$/);
    assert.match(told.found.port.is, new RegExp(`^${stack.bridgePort}, held by this kiosk's bridge$`));
    assert.match(told.found.printer.is, /Porchlight Demo Card Printer/);
    // No numbers were dealt to this kiosk, and no policy belongs to it: to be looked at, and no fault.
    assert.equal(how(told, 'numbers of library'), 'warn');
    // These are the machine's own.
    assert.ok(['ok', 'warn', 'fail'].includes(how(told, 'swap')) && how(told, 'core dumps'));
});

test('the doctor names a server, a printer and a journal that are not well, and what to do', async () => {
    await stack.stopServer();
    await stack.stopPrinter();
    const told = doctor();
    assert.equal(how(told, 'server'), 'fail');
    assert.match(told.found.server.is, /does not answer; see whether it runs/);
    assert.equal(how(told, 'printer'), 'fail');
    assert.ok(!('clock' in told.found));
    await stack.startServer();
    await stack.startPrinter();
    // No card was printed yet: the running bridge has written none.
    const journal = join(stack.bridgeData, 'journal');
    assert.ok(!existsSync(journal));
    writeFileSync(journal, 'x');
    assert.equal(how(doctor(), 'journal'), 'fail');
    rmSync(journal);
});

test('a test card is refused beside a bridge, printed without one, and counted', async () => {
    assert.match(bridge('test-card').said, /A bridge is running on .*: stop it first/);
    assert.equal(stack.cards().length, 0);
    await stop(stack.bridge);
    for (const count of [1, 2]) {
        const printed = bridge('test-card');
        assert.equal(printed.status, 0, printed.said);
        assert.match(printed.said, /^The card is printed\.$/m);
        assert.equal(stack.cards().length, count);
    }
    assert.equal(bridge('counters').said, 'cards printed: 2\nsince the last cleaning: 2\n');
    assert.equal(how(doctor(), 'port'), 'warn');
});

test('cleaning is due: the desk reminds of it in words and a picture, and printing goes on, until it was done', async () => {
    const assets = join(stack.dir, 'assets');
    cpSync(join(root, 'assets'), assets, { recursive: true });
    const model = join(assets, 'printers/demo.json');
    writeFileSync(model, readFileSync(model, 'utf8').replace('"cleaning_every": null', '"cleaning_every": 2'));
    stack.bridge = start(program('porchlight-bridge'), ['serve', '--data', stack.bridgeData, '--port', String(stack.bridgePort),
        '--printer', stack.printerUri, '--assets', assets], { log: stack.log('bridge') });
    await until('the bridge', () => stack.tryAddress());
    await desk.open();
    const printers = desk.page.getByRole('region', { name: 'Printers' });
    await expectVisible(printers.getByText(/^Cleaning is due: when nobody waits/), 'the reminder', 60);
    await expectVisible(printers.getByText('Ready.', { exact: true }), 'no stop');
    const picture = await printers.locator('.reminder .picture').evaluate((mark) => getComputedStyle(mark).maskImage);
    assert.match(picture, /icons\/cleaning\.svg/);
    assert.equal(how(doctor('--assets', assets), 'cleaning'), 'warn');

    assert.equal(bridge('counters', '--cleaned').said, 'cards printed: 2\nsince the last cleaning: 0\n');
    await printers.getByText(/^Cleaning is due/).waitFor({ state: 'detached', timeout: 60_000 });
});
