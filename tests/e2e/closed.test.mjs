// The kiosk is closed: an installed bridge under its unit's filter prints a card, and whoever else asks of it, from
// another page, another host name, another browser or another user's program, is refused.
import assert from 'node:assert/strict';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { applicants, openedName } from './applicants.mjs';
import { Browser } from './support/browser.mjs';
import { Desk } from './support/desk.mjs';
import { InstalledStack } from './support/installed.mjs';
import { Kiosk } from './support/kiosk.mjs';
import { serveAsNobody, tryToTake } from './support/other_user.mjs';
import { freePort, run, start, stop, until } from './support/processes.mjs';
import { program } from './support/stack.mjs';

const [applicant] = applicants;
// What keeps a test out of the browser as it keeps an applicant out; all else of the policy holds.
const kShutsTestsOut = ['DeveloperToolsAvailability', 'RemoteDebuggingAllowed'];

const viewport = { width: 540, height: 960 }; // fewer pixels, so that a short run stays short

let stack, browser, librarian, kiosk, desk, elsewhere;

// A site of somebody else on this machine.
async function openElsewhere() {
    const server = createServer((request, answer) => answer.setHeader('Content-Type', 'text/html').end('<title>Elsewhere</title>'));
    const port = await freePort();
    await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
    return { server, port };
}

before(async () => {
    assert.equal(process.getuid(), 0, 'these tests install a package into a copy of this machine, which needs root');
    stack = await InstalledStack.create();
    elsewhere = await openElsewhere();
    browser = await Browser.open({ viewport, flags: ['--host-resolver-rules=MAP *.example 127.0.0.1'] });
    librarian = await Browser.open();
    kiosk = new Kiosk(browser.firstPage(), stack);
    desk = new Desk(await librarian.page(), stack);
    await desk.open();
    await kiosk.open();
});

after(async () => {
    elsewhere?.server.close();
    await browser?.close();
    await librarian?.close();
    await stack?.close();
});

const ofBridge = (file) => readFileSync(`/proc/${stack.bridgeProcess()}/${file}`, 'utf8');
const body = (page) => page.evaluate(() => document.body.innerText);

async function visit(page, url) {
    const answer = await page.goto(url);
    return [answer.status(), JSON.parse(await body(page)).error];
}

// What the bridge answers a page, also where the browser keeps that from it.
async function statusesOf(page) {
    const out = [];
    const session = await page.context().newCDPSession(page);
    await session.send('Network.enable');
    session.on('Network.responseReceivedExtraInfo', ({ statusCode }) => out.push(statusCode));
    return out;
}

// Everything that a page can try on another origin with the cookie of this browser; what came of each.
function attack(bridge) {
    const settled = (promise) => promise.then((value) => value, (error) => `${error.name}`);
    const element = (name, attributes) => new Promise((resolve) => {
        const made = Object.assign(document.createElement(name), attributes);
        made.onload = () => resolve('loaded');
        made.onerror = () => resolve('error');
        document.body.append(made);
    });
    const post = (path, mode) => settled(fetch(bridge + path, { method: 'POST', mode, credentials: 'include', body: '{}' }).then(({ type, status }) => `${type} ${status}`));
    const get = (path, mode) => settled(fetch(bridge + path, { mode, credentials: 'include' }).then(({ type, status }) => `${type} ${status}`));
    const events = () => new Promise((resolve) => {
        const source = new EventSource(`${bridge}/api/events`, { withCredentials: true });
        source.onmessage = ({ data }) => resolve(data);
        source.onerror = () => { source.close(); resolve('error'); };
    });
    return Promise.all([post('/api/cancel', 'no-cors'), post('/api/leave', 'no-cors'), post('/api/cancel', 'cors'), get('/api/manifest', 'cors'),
        get('/api/manifest', 'no-cors'), events(), element('img', { src: `${bridge}/icon.svg` }), element('script', { src: `${bridge}/kiosk.js` })]);
}
const kNothing = ['TypeError', 'TypeError', 'TypeError', 'TypeError', 'TypeError', 'error', 'error', 'error'];

test('an applicant gets a card from the installed bridge, while pages of other origins get nothing of it', async () => {
    await kiosk.fill(applicant);
    const words = await kiosk.ready();
    const other = await browser.page();
    const answers = await statusesOf(other);
    // Another port of the same host is the same site: the browser sends the cookie with what its pages ask.
    for (const host of ['localhost', 'city.example']) {
        await other.goto(`http://${host}:${elsewhere.port}/`);
        answers.length = 0;
        assert.deepEqual(await other.evaluate(attack, stack.kioskUrl), kNothing, host);
        await until(`${host}: each is refused by the bridge itself`, () => answers.filter((status) => status === 403).length === kNothing.length);
        await other.evaluate((url) => document.body.append(Object.assign(document.createElement('iframe'), { src: url })), stack.kioskUrl);
        await until('the frame', () => other.frames().length === 2 && other.frames()[1].url() !== '' && other.frames()[1].url() !== 'about:blank');
        assert.equal(other.frames()[1].url(), 'chrome-error://chromewebdata/', `${host}: the kiosk is in no frame`);
    }
    await other.close();

    await kiosk.on('Does the librarian see your three words?');
    await desk.approve(words);
    await kiosk.printed();
    assert.equal(stack.cards().length, 1);
    assert.deepEqual(stack.open().map(({ name, dob }) => [name, dob]), [[openedName(applicant), applicant.dob]]);
    await kiosk.done();
    assert.deepEqual(kiosk.problems, []);
});

test('that bridge ran as its own user, without rights, under the unit\'s filter, locked in memory, closed to its own user', () => {
    const status = Object.fromEntries([...ofBridge('status').matchAll(/^(\w+):\s+(.*)$/gm)].map(([, name, value]) => [name, value]));
    const uid = stack.runWithin(['id', '-u', 'porchlight']).trim();
    assert.deepEqual(status.Uid.split('\t'), [uid, uid, uid, uid]);
    assert.equal(status.Seccomp, '2', 'a filter of system calls');
    assert.equal(status.NoNewPrivs, '1');
    assert.ok(parseInt(status.VmLck, 10) > 100_000, `${status.VmLck} of its memory are locked`);
    // Where root may not lift the limit, the right to lock stands for it (as_unit.py).
    assert.equal(BigInt(`0x${status.CapEff}`) & ~(1n << 14n), 0n, 'no capability');
    assert.match(ofBridge('limits'), /^Max core file size +0 +0 /m);
    assert.equal(statSync(`/proc/${stack.bridgeProcess()}/environ`).uid, 0, 'not dumpable, so its memory is root\'s alone');
    assert.throws(() => stack.runWithin(['setpriv', '--reuid', 'porchlight', '--regid', 'porchlight', '--clear-groups', '--bounding-set=-all',
        'cat', `/proc/${stack.bridgeProcess()}/environ`]), /Permission denied/);
});

test('control: under the same filter what the unit forbids fails, and what it allows does not', async () => {
    const script = join(stack.dir, 'calls.py');
    writeFileSync(script, `
import ctypes, errno, mmap, os, socket, threading
def of(call):
    try:
        call()
        return "ok"
    except OSError as error:
        return errno.errorcode[error.errno]
libc = ctypes.CDLL(None, use_errno=True)
def raw(*words):
    if libc.syscall(*words) < 0:
        raise OSError(ctypes.get_errno(), "")
print("calls:", of(lambda: socket.socket(socket.AF_INET)), of(lambda: threading.Thread(target=print).start()), of(lambda: os.open("/", os.O_RDONLY)),
      of(lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)), of(lambda: mmap.mmap(-1, 4096, prot=7)),
      of(lambda: raw(165, 0, 0, 0, 0, 0)), of(lambda: raw(272, 0x10000000)), of(lambda: raw(101, 0, 0, 0, 0)), of(lambda: os.setuid(os.getuid())),
      of(lambda: os.nice(1)), of(lambda: raw(321, 0, 0, 0)), of(lambda: raw(250, 0, -3, 0)), flush=True)
`, { mode: 0o644 });
    const unit = join(stack.dir, 'calls.service');
    writeFileSync(unit, stack.runWithin(['cat', '/lib/systemd/system/porchlight-bridge.service']));
    const said = stack.runWithin(['/usr/bin/python3', join(stack.dir, 'as_unit.py'), unit, 'Restart=no', `ExecStart=/usr/bin/python3 ${script}`]);
    assert.equal(/^calls: (.*)$/m.exec(said)?.[1], ['ok', 'ok', 'ok', 'EAFNOSUPPORT', 'EPERM', ...Array(7).fill('EPERM')].join(' '),
        'socket, thread, open; netlink, writable code, mount, unshare, ptrace, setuid, nice, bpf, keyctl');
});

test('a rebound host name is refused, and uses up no code', async () => {
    const page = await browser.page();
    const address = stack.address();
    const port = new URL(address).port;
    assert.deepEqual(await visit(page, address.replace('localhost', 'kiosk.example')), [421, 'host']);
    assert.deepEqual(await visit(page, `http://kiosk.example:${port}/api/manifest`), [421, 'host']);
    await kiosk.page.goto(address);
    await kiosk.on('Welcome. Shall we make your city card?', 60);
    assert.deepEqual(await visit(page, address), [403, 'code'], 'a code that was used');
    await page.close();
});

test('while the bridge is down its port is nobody\'s: what the browser asks waits for the bridge itself', async () => {
    const before = stack.bridgeProcess();
    process.kill(before, 'SIGABRT');
    const asked = kiosk.page.evaluate(async () => (await fetch('/api/manifest')).status);
    for (const host of ['127.0.0.1', '0.0.0.0', '::1', '::']) assert.equal(tryToTake(host, stack.bridgePort), 'EACCES', host);
    assert.equal(tryToTake('127.0.0.1', stack.bridgePort, { asRoot: true }), 'EADDRINUSE', 'not even root\'s, by mistake');
    assert.equal(await asked, 200);
    assert.notEqual(stack.bridgeProcess(), before, 'another bridge answered, on the same socket');
    assert.match(stack.said('bridge'), /^as_unit: ended -6$/m, 'and the one before left no core');
});

test('a second browser is refused without a code; with one it is let in, and the first is out at once', async () => {
    const closed = await Browser.open({ withCamera: false, viewport, flags: ['--use-fake-device-for-media-stream'],
        executablePath: stack.closedBrowser(kShutsTestsOut) });
    try {
        const second = new Kiosk(closed.firstPage(), stack);
        assert.deepEqual(await visit(second.page, stack.kioskUrl), [403, 'cookie']);
        await closedTo(second.page);
        const out = kiosk.page.waitForResponse((answer) => answer.url().endsWith('/api/events') && answer.status() === 403);
        await second.open();
        await out;
        assert.equal(await kiosk.page.evaluate(async () => (await fetch('/api/manifest')).status), 403, 'a stale cookie');
        assert.deepEqual(await visit(await browser.page(), stack.kioskUrl), [403, 'cookie']);
        // The camera is the page's, by the policy: nobody was asked.
        await second.fill(applicant);
        await second.cardDrawn();
        await second.leave();
        assert.deepEqual(second.problems.filter((problem) => !/403/.test(problem)), []);
    } finally {
        await closed.close();
    }
});

if (process.env.PORCHLIGHT_LONG) test('under the whole policy no program drives the browser from outside', async () => {
    const log = stack.log('driven');
    const driven = start(stack.closedBrowser(), ['--no-sandbox', '--headless=new', `--user-data-dir=${join(stack.dir, 'driven')}`, '--remote-debugging-port=0',
        'about:blank'], { log });
    try {
        await until('the browser says so', () => readFileSync(log, 'utf8').includes('DevTools remote debugging is disallowed by the system admin.'));
    } finally {
        await stop(driven);
    }
});

// The package's policy in a real browser: another user's program on another port is never asked.
async function closedTo(page) {
    const theirs = await serveAsNobody('127.0.0.1', await freePort(), stack.log('theirs'));
    try {
        const { port } = new URL(`http://localhost:${theirs.child.spawnargs.at(-1)}`);
        for (const url of [`http://localhost:${port}/`, `http://127.0.0.1:${port}/`, `http://127.0.0.1:${stack.bridgePort}/x`, `${stack.serverUrl}/desk/`,
            'file:///etc/passwd', 'chrome://version', 'chrome://flags', `view-source:${stack.kioskUrl}/`]) {
            await page.goto('about:blank');
            await assert.rejects(page.goto(url), /ERR_BLOCKED_BY_ADMINISTRATOR/, url);
            await page.waitForURL('chrome-error://chromewebdata/');
        }
        assert.deepEqual(theirs.heard(), []);
    } finally {
        await stop(theirs.child);
    }
}

for (const host of ['127.0.0.1', '::1'])
    test(`another user's program on ${host} at a free bridge's port: the bridge says so and does not start, and no code and no cookie goes there`, async () => {
        const port = await freePort();
        const theirs = await serveAsNobody(host, port, stack.log(`theirs-${host}`));
        try {
            const data = join(stack.dir, `other-${port}`);
            run(program('porchlight-bridge'), ['enroll', '--data', data, '--server', stack.serverUrl, '--trust', join(stack.city, 'trust.json')]);
            const log = stack.log(`refused-${host}`);
            const bridge = start(program('porchlight-bridge'), ['serve', '--data', data, '--port', String(port), '--printer', 'none'], { log });
            assert.deepEqual(await bridge.ended, { code: 1, signal: null });
            const where = host === '::1' ? ' of the address ::1, where browsers look first,' : '';
            assert.equal(readFileSync(log, 'utf8'), `porchlight-bridge: Port ${port}${where} is in use: stop what uses it, or choose another with --port.\n`);
            // A session opens what this says, and nothing else.
            assert.throws(() => run(program('porchlight-bridge'), ['address', '--data', data]), /No bridge is running on /);
            assert.deepEqual(theirs.heard(), []);
        } finally {
            await stop(theirs.child);
        }
    });
