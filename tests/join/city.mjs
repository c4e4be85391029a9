// A city of simulated branches before a real server whose calendar is moved: sites, kiosks, librarians who sign in and
// decide. What it leaves on its disks is what the attacker gets.
import assert from 'node:assert/strict';
import { closeSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { allowed } from '../custody/reasons.mjs';
import { ask } from '../e2e/support/http.mjs';
import { freePort, run, start, stop, until } from '../e2e/support/processes.mjs';
import { native, program, programme } from '../e2e/support/stack.mjs';
import { change } from '../e2e/support/database.mjs';
import { Kiosk } from './kiosk.mjs';

const kPassword = 'the light is on';
const kTimeZone = 'CST6'; // POSIX: six hours behind UTC, all year
const kBehind_s = 6 * 3600;
const kDay_s = 24 * 3600;
const kDatabase = 'porchlight.db';
const kPause = 100; // more than the server's share of time: all rows take longer than the slowest of their commits
const kSuffixes = ['', '-wal', '-journal'];

const unixNow = () => Math.floor(Date.now() / 1000);
const sizeOf = (file) => (existsSync(file) ? statSync(file).size : 0);

export class City {
    #slowest_ms = 0; // decision since it was last quiet

    // server: the program. sites: [{ name, hours, kiosks, librarians }]: when it is open, and how many of them.
    static async create({ server, sites }) {
        const city = new City();
        city.dir = mkdtempSync(join(tmpdir(), 'porchlight-join-'));
        city.seized = join(city.dir, 'seized');
        city.data = join(city.seized, 'server');
        mkdirSync(city.seized);
        city.log = join(city.seized, 'server.log');
        city.program = server;
        try {
            await city.#found(sites);
        } catch (error) {
            await city.close();
            throw error;
        }
        return city;
    }

    async #found(sites) {
        const clock = join(this.dir, 'clock');
        writeFileSync(clock, Buffer.alloc(8));
        this.clock = openSync(clock, 'r+');
        // The first midnight there from now on.
        this.firstDay = Math.ceil((unixNow() - kBehind_s) / kDay_s) * kDay_s + kBehind_s;
        this.environment = { TZ: kTimeZone, LD_PRELOAD: join(native, 'tests/moved_clock.so'), PORCHLIGHT_CLOCK: clock };
        this.moveTo(0, 7);
        this.#makeKeys();
        this.sites = sites.map((site) => this.#makeSite(site));
        this.#addStaff();
        this.port = await freePort();
        this.url = `http://127.0.0.1:${this.port}`;
        await this.start();
        for (const { librarians } of this.sites) for (const one of librarians) one.cookie = await this.#signIn(one.name);
    }

    #serverDo(command, args, options) {
        return run(this.program, [command, '--data', this.data, ...args], { env: { ...process.env, ...this.environment }, ...options });
    }

    #makeKeys() {
        const keys = join(this.dir, 'keys');
        mkdirSync(keys);
        run(program('porchlight-custody'), allowed(['create', '--dir', keys, '--city', programme.city]));
        this.#serverDo('init', ['--keys', keys]);
        const [source, manifest] = [join(this.dir, 'programme.json'), join(this.dir, 'manifest.json')];
        writeFileSync(source, JSON.stringify(programme));
        run(program('porchlight-custody'), allowed(['sign-manifest', '--dir', keys, '--programme', source, '--serial', '1', '--out', manifest]));
        this.#serverDo('import-manifest', [manifest]);
        const { id, public_key: key } = JSON.parse(Buffer.from(JSON.parse(readFileSync(manifest, 'utf8')).payload, 'base64')).epoch;
        this.epoch = { id, key: Buffer.from(key, 'hex') };
    }

    #makeSite({ name, hours, kiosks, librarians }) {
        const site = { name, hours, librarians: Array.from({ length: librarians }, (_, i) => ({ name: `${name} desk ${i + 1}` })) };
        site.kiosks = Array.from({ length: kiosks }, (_, i) => new Kiosk(`${name} kiosk ${i + 1}`, name));
        for (const kiosk of site.kiosks)
            this.#serverDo('add-kiosk', ['--name', kiosk.name, '--site', name, '--key', kiosk.publicKey.toString('hex')]);
        return site;
    }

    // One by the server's own command; the others have its row but for name and site: 64 MiB of hashing each are saved.
    #addStaff() {
        const everyone = this.sites.flatMap(({ name: site, librarians }) => librarians.map(({ name }) => ({ name, site })));
        const [first] = everyone;
        const demo = run(this.program, ['help']).includes('--demo') ? ['--demo'] : [];
        this.#serverDo('add-staff', ['--name', first.name, '--site', first.site, ...demo], { input: `${kPassword}\n` });
        const database = { serverData: this.data };
        change(database, everyone.slice(1).flatMap(({ name, site }) => [
            ['CREATE TEMP TABLE one AS SELECT * FROM staff WHERE name = ?', [first.name]],
            ['UPDATE one SET name = ?, site = ?', [name, site]],
            ['INSERT INTO staff SELECT * FROM one', []],
            ['DROP TABLE one', []],
        ]));
    }

    async start() {
        this.server = start(this.program, ['serve', '--data', this.data, '--port', String(this.port), '--desk', join(native, 'desk')],
            { log: this.log, env: this.environment });
        await until('the server', () => ask(this.url, { path: '/healthz' }).then(({ status }) => status === 200, () => false));
    }

    // The calendar of the server: a day of the run, 0 the first, and an hour there.
    moveTo(day, hour) {
        const ahead = Buffer.alloc(8);
        ahead.writeBigInt64LE(BigInt(this.firstDay + day * kDay_s + Math.round(hour * 3600) - unixNow()));
        writeSync(this.clock, ahead, 0, 8, 0);
    }

    // As the server writes a day of the run.
    dateOf(day) { return new Date((this.firstDay - kBehind_s + day * kDay_s) * 1000).toISOString().slice(0, 10); }

    #desk(path, body, cookie = '') {
        const headers = { origin: this.url, 'content-type': 'application/json', cookie };
        return ask(this.url, { method: 'POST', path: `/desk/api/${path}`, headers, body: JSON.stringify(body) });
    }

    async #signIn(name) {
        const { status, headers, body } = await this.#desk('sign-in', { name, password: kPassword });
        assert.equal(status, 204, `${name}: ${body}`);
        return headers['set-cookie'][0].split(';')[0];
    }

    // One applicant: the kiosk asks, the librarian decides, the kiosk hears of it.
    async issue({ kiosk, librarian, cardClass, sealed, denied }) {
        const { id: request, words, state } = await kiosk.issue(this.url, cardClass, sealed);
        const decision = denied ? ['deny', { request, reason: 'papers' }] : ['approve', { request, words }];
        const asked = performance.now();
        const { status, body } = await this.#desk(...decision, librarian.cookie);
        assert.equal(status, 200, `${decision[0]}: ${body}`);
        this.#slowest_ms = Math.max(this.#slowest_ms, performance.now() - asked);
        assert.equal(await state(), denied ? 'denied' : 'approved');
    }

    // A list of numbers that a service has activated, dealt evenly to the sites and fetched by their kiosks, but for each
    // site's last.
    async dealNumbers(service, numbers) {
        const list = join(this.dir, `${service}.csv`);
        writeFileSync(list, `${numbers.join('\n')}\n`);
        this.#serverDo('import-numbers', ['--service', service, list]);
        const share = Math.floor(numbers.length / this.sites.length);
        for (const { name } of this.sites) this.#serverDo('deal-numbers', ['--service', service, '--site', name, '--count', String(share)]);
        this.backUp('dealt', join(this.dir, 'dealt'));
        for (const { kiosks } of this.sites) for (const kiosk of kiosks.slice(0, -1)) kiosk.numbers = await kiosk.fetchNumbers(this.url);
    }

    // Nothing was written for so long, as in any night: what the server still writes when it rests, it has written. On
    // a disk that is slow just now it pauses longer before it writes anew: fifty times as long as that takes.
    async quiet(least_ms) {
        const file = join(this.data, kDatabase);
        const quiet_ms = Math.max(least_ms, kPause * this.#slowest_ms);
        const rests = () => sizeOf(`${file}-wal`) === 0 && Date.now() - statSync(file).mtimeMs > quiet_ms;
        await until('the server rests', rests, { seconds: 60 + quiet_ms / 1000, every: 50 });
        this.#slowest_ms = 0;
    }

    // The nightly backup: a copy of the database's files, byte for byte.
    backUp(name, folder = join(this.seized, 'backups', name)) {
        mkdirSync(folder, { recursive: true });
        for (const suffix of kSuffixes) {
            const from = join(this.data, kDatabase + suffix);
            if (existsSync(from)) copyFileSync(from, join(folder, kDatabase + suffix));
        }
    }

    // The server says so of the day that begins.
    shuffled(count, day) {
        const line = new RegExp(`${this.dateOf(day)} (event=)?day shuffled=${count}$`, 'm');
        return until(`the server shuffles ${count}`, () => line.test(readFileSync(this.log, 'utf8')), { every: 30 });
    }

    async stop() { await stop(this.server); }
    async close() {
        await this.stop();
        if (this.clock !== undefined) closeSync(this.clock);
        if (!process.env.PORCHLIGHT_KEEP) rmSync(this.dir, { recursive: true, force: true });
    }
}
