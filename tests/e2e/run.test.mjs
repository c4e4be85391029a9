// `shell/porchlight run` as a person uses it: its address and the desk's lead to a card in the tray, twice, and
// Ctrl-C leaves no process.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Browser } from './support/browser.mjs';
import { readServices } from './support/card_code.mjs';
import { Desk } from './support/desk.mjs';
import { Kiosk } from './support/kiosk.mjs';
import { freePort } from './support/processes.mjs';
import { programme, root } from './support/stack.mjs';

let data, ports, browser, librarian;

before(async () => {
    data = mkdtempSync(join(tmpdir(), 'porchlight-run-'));
    ports = [await freePort(), await freePort(), await freePort()];
    browser = await Browser.open();
    librarian = await Browser.open();
});

after(async () => {
    await browser?.close();
    await librarian?.close();
    rmSync(data, { recursive: true, force: true });
});

class Run {
    constructor(args = []) {
        const [server, bridge, printer] = ports.map(String);
        this.text = '';
        this.child = spawn(join(root, 'shell/porchlight'), ['run', '--data', data, '--port', server, '--bridge-port', bridge,
            '--printer-port', printer, ...args], { detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
        for (const stream of [this.child.stdout, this.child.stderr]) stream.on('data', (part) => { this.text += part; });
        this.ended = new Promise((resolve) => this.child.once('close', (code) => resolve(code)));
    }

    // What it says last when all is up; fails when it ends before.
    async ready() {
        const started = performance.now();
        for (;;) {
            const said = /^Porchlight is ready: (\S+)$/m.exec(this.text);
            if (said) {
                this.seconds = (performance.now() - started) / 1000;
                return said[1];
            }
            if (this.child.exitCode !== null) throw new Error(this.text);
            await new Promise((resolve) => setTimeout(resolve, 20));
        }
    }

    said(pattern) { return pattern.exec(this.text)[1]; }

    // The same three words that Stack gives to kiosk and desk.
    async line() {
        const address = await this.ready();
        const site = new URL(this.said(/desk +(\S+)/));
        return { address: () => address, kioskUrl: new URL(address).origin, serverUrl: site.origin, programme,
            tray: this.said(/card tray +(\S+)/) };
    }

    async interrupt() {
        process.kill(this.child.pid, 'SIGINT');
        return this.ended;
    }
}

function processesOn(folder) {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid).flatMap((pid) => {
        try {
            const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
            return line.includes(folder) ? [line] : [];
        } catch {
            return [];
        }
    });
}

async function oneCard(line, name) {
    const kiosk = new Kiosk(await browser.page(), line);
    const desk = new Desk(await librarian.page(), line);
    const before = readdirSync(line.tray).length;
    await kiosk.open();
    await desk.open();
    await kiosk.fill({ name, dob: '1990-03-12' });
    await desk.approve(await kiosk.ready());
    await kiosk.printed();
    await kiosk.done();
    const tray = readdirSync(line.tray).sort();
    assert.equal(tray.length, before + 2, 'two faces more in the tray');
    const numbers = await readServices(join(line.tray, tray.findLast((file) => file.endsWith('back.png'))));
    assert.equal(numbers.length, programme.services.length, 'a number of each service of the demo city');
    await kiosk.page.close();
    await desk.page.close();
    await librarian.context.clearCookies();
}

for (const [turn, name] of [['the first time', 'Oksana Ivanenko'], ['again on the same folder', 'Ramón Ibarra']])
    test(`run leads an applicant to a card in the tray ${turn}, and Ctrl-C leaves no process`, { timeout: 240_000 }, async (context) => {
        const run = new Run();
        const line = await run.line();
        context.diagnostic(`ready after ${run.seconds.toFixed(2)} s`);
        assert.ok(processesOn(data).length >= 3, 'server, bridge and printer run on this folder');
        await oneCard(line, name);
        assert.equal(JSON.parse(readFileSync(join(data, 'bridge/trust.json'), 'utf8')).log.threshold, 2, 'the kiosk asks for two witnesses');
        for (const name of ['manifest.json', 'release.json'])
            assert.match(JSON.parse(readFileSync(join(data, 'bridge', name), 'utf8')).proof, /^c2sp\.org\/tlog-proof@v1\n/, `${name} is proved in the public log`);
        assert.equal(await run.interrupt(), 0);
        assert.deepEqual(processesOn(data), []);
    });

test('run says in one sentence what to do when its port is taken, or an option is not one', { timeout: 60_000 }, async () => {
    const taken = createServer();
    await new Promise((resolve) => taken.listen(ports[0], '127.0.0.1', resolve));
    const blocked = new Run();
    assert.equal(await blocked.ended, 1);
    assert.match(blocked.text, new RegExp(`Port ${ports[0]} is in use: stop what uses it, or choose another with --port\\.\\n$`));
    taken.close();
    const wrong = new Run(['--colour', 'red']);
    assert.equal(await wrong.ended, 1);
    assert.match(wrong.text, /run does not know '--colour'/);
    assert.deepEqual(processesOn(data), []);
});
