// The whole line on this machine: keys, server, bridge, a real IPP printer program, in a folder of its own.
import { chmodSync, existsSync, mkdtempSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { tmpdir } from 'node:os';
import { allowed } from '../../custody/reasons.mjs';
import { answers, freePort, run, sleep, start, stop, until } from './processes.mjs';
import { Queue } from './queue.mjs';

export const root = resolve(import.meta.dirname, '../../..');
export const native = process.env.PORCHLIGHT_NATIVE ?? join(root, 'build/native');
export const releaseRoot = process.env.PORCHLIGHT_RELEASE ?? join(root, 'build/wasm/release');
export const program = (name) => join(native, 'bin', name);
export const programme = JSON.parse(readFileSync(join(root, 'assets/programs/lakehaven.json'), 'utf8'));

const quietly = async (url) => {
    try {
        return (await fetch(url)).ok;
    } catch {
        return false;
    }
};

export class Stack {
    // With a relay, the bridge knows the server by that alone. checkSeconds: how often the bridge asks for what is newer.
    // tray: another program that lays the cards down. queue: a CUPS of its own between bridge and printer. release: another
    // folder than the app's.
    static async create({ programmeOverrides = {}, printer = true, queue = false, relay, checkSeconds = 60,
        tray = program('porchlight-demo-tray'), release = releaseRoot } = {}) {
        const stack = new this();
        Object.assign(stack, { checkSeconds, trayProgram: tray, releaseRoot: release });
        stack.dir = mkdtempSync(join(tmpdir(), 'porchlight-e2e-'));
        stack.city = join(stack.dir, 'city');
        stack.logs = join(stack.dir, 'logs');
        stack.tray = join(stack.dir, 'tray');
        stack.spool = join(stack.dir, 'printer-spool');
        for (const dir of [stack.city, stack.logs, stack.tray, stack.spool]) mkdirSync(dir, { mode: 0o700 });
        [stack.serverPort, stack.bridgePort, stack.printerPort] = [await freePort(), await this.bridgePort(), await freePort()];
        stack.serverUrl = `http://127.0.0.1:${stack.serverPort}`;
        if (relay) relay.target = stack.serverUrl;
        stack.serverForBridge = relay?.url ?? stack.serverUrl;
        stack.kioskUrl = `http://localhost:${stack.bridgePort}`;
        stack.programme = { ...programme, ...programmeOverrides };
        try {
            await stack.makeMachine();
            stack.makeCity();
            await stack.startServer();
            stack.enroll();
            stack.publish();
            if (printer) await stack.startPrinter();
            if (queue) await stack.startQueue();
            await stack.startBridge();
        } catch (error) {
            await stack.close();
            throw error;
        }
        return stack;
    }

    static bridgePort() { return freePort(); }

    get serverData() { return join(this.dir, 'server'); }
    get bridgeData() { return join(this.dir, 'bridge'); }
    get printerUri() { return `ipp://localhost:${this.printerPort}/ipp/print`; }
    get cups() { return this.queue?.daemon; }
    // What else the bridge is started with.
    get bridgeOptions() { return []; }
    get bridgeEnvironment() { return this.queue ? { CUPS_SERVER: this.queue.socket } : {}; }
    log(name) { return join(this.logs, `${name}.log`); }

    // Where the bridge runs: here, as it was built.
    async makeMachine() {}

    makeCity() {
        run(program('porchlight-custody'), allowed(['create', '--dir', this.city, '--city', programme.city]));
        run(program('porchlight-server'), ['init', '--data', this.serverData, '--keys', this.city]);
        const { site, librarian, password } = programme.demo;
        run(program('porchlight-server'), ['add-staff', '--demo', '--data', this.serverData, '--name', librarian, '--site', site],
            { input: `${password}\n` });
        run(program('porchlight-server'), ['add-site', '--data', this.serverData, site]);
    }

    // An operator's command on the server's folder.
    operate(command, ...options) {
        return run(program('porchlight-server'), [command, '--data', this.serverData, ...options]);
    }

    // A code for the site's kiosk of this name.
    enrolmentCode(name = programme.demo.kiosk) {
        return /^code: (\S+)$/m.exec(this.operate('enroll-code', '--site', programme.demo.site, '--name', name))[1];
    }

    enroll() {
        this.kioskKey = /kiosk key: ([0-9a-f]{64})/.exec(this.runEnroll(this.enrolmentCode()))[1];
    }

    runEnroll(code) {
        const said = run(program('porchlight-bridge'), ['enroll', this.serverUrl, code, '--data', this.bridgeData]);
        // A relay of this process cannot answer while the command is waited for.
        if (this.serverForBridge !== this.serverUrl)
            run(program('porchlight-bridge'), ['move', this.serverForBridge, '--data', this.bridgeData]);
        return said;
    }

    // Signs and imports a manifest and the release; the serials may be chosen.
    publish({ manifestSerial = 1, releaseSerial = 1, keys = this.city, root: files = this.releaseRoot } = {}) {
        this.publishManifest(manifestSerial, keys);
        this.publishRelease(releaseSerial, keys, files);
    }

    publishManifest(serial, keys = this.city) {
        const source = join(this.dir, 'programme.json');
        const out = join(this.dir, `manifest-${serial}.json`);
        writeFileSync(source, JSON.stringify(this.programme));
        run(program('porchlight-custody'), allowed(['sign-manifest', '--dir', keys, '--programme', source, '--serial', String(serial), '--out', out]));
        run(program('porchlight-server'), ['import-manifest', '--data', this.serverData, out]);
        return out;
    }

    publishRelease(serial, keys = this.city, files = this.releaseRoot) {
        const out = join(this.dir, `release-${serial}.json`);
        run(program('porchlight-custody'), ['sign-release', '--dir', keys, '--root', files, '--serial', String(serial), '--out', out]);
        run(program('porchlight-server'), ['import-release', '--data', this.serverData, out, '--root', files]);
        return out;
    }

    async startServer() {
        this.server = start(program('porchlight-server'), ['serve', '--data', this.serverData,
            '--port', String(this.serverPort), '--desk', join(native, 'desk'), '--verify', join(root, 'build/wasm/verify')], { log: this.log('server') });
        await until('the server', () => quietly(`${this.serverUrl}/healthz`));
    }

    // prefix: a command that starts the bridge in its turn.
    async startBridge(printer = this.queue ? 'card' : this.printerUri, prefix = []) {
        this.bridge = this.launchBridge(printer, prefix);
        await until('the bridge', () => this.tryAddress());
        // It answers before it has fetched and verified what it serves.
        await until('the release', () => ['manifest.json', 'release.json'].every((name) => existsSync(join(this.bridgeData, name))));
        await sleep(500);
    }

    launchBridge(printer, prefix) {
        const [command, ...args] = [...prefix, program('porchlight-bridge'), 'serve', '--data', this.bridgeData,
            '--port', String(this.bridgePort), '--printer', printer, '--check-seconds', String(this.checkSeconds), ...this.bridgeOptions];
        return start(command, args, { log: this.log('bridge'), env: this.bridgeEnvironment });
    }

    tryAddress() {
        try {
            return this.address();
        } catch {
            return null;
        }
    }

    // A new one-time address of the kiosk page.
    address() {
        return /http:\/\/\S+/.exec(run(program('porchlight-bridge'), ['address', '--data', this.bridgeData]))[0];
    }

    async startPrinter() {
        await this.startBus();
        this.printer = start('bash', [join(root, 'shell/demo/printer'), String(this.printerPort), this.spool, this.tray], {
            log: this.log('printer'),
            env: { DBUS_SYSTEM_BUS_ADDRESS: this.busAddress, PORCHLIGHT_TRAY_PROGRAM: this.trayProgram,
                PORCHLIGHT_DEMO_TRAY: program('porchlight-demo-tray') },
        });
        await until('the printer', () => quietly(`http://localhost:${this.printerPort}/`));
    }

    async startQueue() {
        chmodSync(this.dir, 0o711);
        this.queue = await Queue.create(join(this.dir, 'cups'), this.printerUri);
    }

    async startBus() {
        if (this.bus) return;
        const socket = join(this.dir, 'bus');
        this.busAddress = `unix:path=${socket}`;
        this.bus = start('dbus-daemon', ['--session', '--nofork', '--nopidfile', `--address=${this.busAddress}`], { log: this.log('bus') });
        // Without it the printer program gives up at once.
        await until('the bus', () => answers(socket));
    }

    async stopServer() {
        await stop(this.server);
        this.server = null;
    }

    async stopPrinter() {
        await stop(this.printer);
        this.printer = null;
    }

    // 'server' or 'bridge', with no time to put anything in order.
    kill(name) { return stop(this[name], 'SIGKILL'); }

    // What a program has said since a length of its log.
    said(name, since = 0) { return readFileSync(this.log(name), 'utf8').slice(since); }

    // The epoch's key as kiosks have it, and the issuer's.
    manifest(serial = 1) {
        const { payload } = JSON.parse(readFileSync(join(this.dir, `manifest-${serial}.json`), 'utf8'));
        return JSON.parse(Buffer.from(payload, 'base64'));
    }

    // The cards that lie in the tray: [{front, back}] as file names, oldest first.
    cards() {
        const names = readdirSync(this.tray).filter((name) => /^card-\d+-back\.png$/.test(name)).sort();
        return names.map((name) => ({ back: join(this.tray, name), front: join(this.tray, name.replace('back', 'front')) }));
    }

    // What a custodian reads: records in no order that tells of time.
    open() {
        const file = join(this.dir, 'export.plx');
        run(program('porchlight-server'), ['export', '--data', this.serverData, '--epoch', '1', '--out', file]);
        const out = run(program('porchlight-custody'), allowed(['open', '--dir', this.city, '--in', file, '--format', 'jsonl']));
        rmSync(file);
        return out.split('\n').filter(Boolean).map((line) => JSON.parse(line));
    }

    async close() {
        for (const child of [this.bridge, this.server, this.cups, this.printer, this.bus]) await stop(child);
        if (!process.env.PORCHLIGHT_KEEP) rmSync(this.dir, { recursive: true, force: true });
    }
}
