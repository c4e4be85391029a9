// The real server in trouble: told to stop with requests under way, with a disk that takes no more, with certificates
// that change. Ends with "N passed, N failed".
import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, readdirSync, readlinkSync, renameSync, writeFileSync } from 'node:fs';
import { request as httpsRequest } from 'node:https';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { promisify } from 'node:util';
import { lock, read } from '../e2e/support/database.mjs';
import { askServer } from '../support/server_answers.mjs';
import { ask } from '../e2e/support/http.mjs';
import { freePort, run, sleep, stop, until } from '../e2e/support/processes.mjs';
import { program } from '../e2e/support/stack.mjs';
import { Desk } from './desk.mjs';
import { SmallCity, wordsOf } from './small_city.mjs';

const kDrain_ms = 10_000;
const kSmall = 8192; // bytes that a file may have on the disk that is full

let passed = 0;
let failed = 0;
async function check(what, options, body) {
    const started = Date.now();
    const city = await SmallCity.open(options);
    city.serverData = city.data;
    try {
        await body(city);
        passed++;
        console.log(`ok   ${what} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
    } catch (error) {
        failed++;
        console.log(`FAIL ${what}: ${error.stack}\n${city.said()}`);
    } finally {
        await city.close();
    }
}

const idOf = (request) => request.subarray(24, 40).toString('hex');
const approve = (city, request) => city.desk.approveRequest(idOf(request), wordsOf(request));
const statusOf = async (city, path) => (await askServer(city.serverUrl, { path })).status;
const connections = ({ server }) => {
    const listing = readFileSync(`/proc/${server.pid}/net/tcp`, 'latin1').split('\n').map((line) => line.trim().split(/\s+/));
    const own = new Set(readdirSync(`/proc/${server.pid}/fd`).map((fd) => {
        try {
            return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${server.pid}/fd/${fd}`))?.[1];
        } catch {
            return undefined; // closed meanwhile
        }
    }));
    return listing.filter((line) => line[3] === '01' && own.has(line[9])).length; // established
};
const isUp = (city) => ask(city.serverUrl, { path: '/healthz' }).then(() => true, () => false);

await check('a server that is told to stop answers what is under way, stores what is being approved, and is gone', {}, async (city) => {
    const waiting = city.request();
    const approved = city.request();
    assert.equal((await city.kiosk.post(approved)).state, 'waiting');
    const release = await lock(city);
    const approval = approve(city, approved);
    // An approval that is begun changes the list, which would be news at once.
    const { version } = await until('the approval is begun', async () => {
        const list = await city.desk.look();
        return list.waiting.every(({ request }) => request !== idOf(approved)) && list;
    }, { every: 20 });
    const news = ask(city.serverUrl, { path: `/desk/api/waiting?after=${version}`, headers: { cookie: city.desk.cookie } });
    await city.kiosk.sign(approved);
    const longPoll = city.kiosk.send(approved, 25);
    // All three are there, and were read before what was asked after them.
    await until('three connections', () => connections(city) >= 3, { every: 20 });
    await isUp(city);
    await isUp(city);
    const asked = Date.now();
    process.kill(city.server.pid, 'SIGTERM');
    await until('nobody new is let in', async () => !(await isUp(city)), { every: 20 });
    assert.equal((await news).status, 200);
    assert.equal((await longPoll).state, 'waiting');
    await release();
    assert.equal((await approval).result, 'approved');
    assert.deepEqual(await city.server.ended, { code: 0, signal: null });
    assert.ok(Date.now() - asked < kDrain_ms);
    await city.start();
    assert.equal((await city.kiosk.post(approved)).state, 'approved', 'the next server knows it');
    assert.equal((await city.kiosk.post(waiting)).state, 'waiting');
});

await check('a full disk refuses approvals with 507, says so once in the log, and reading goes on', {}, async (city) => {
    const limit = (bytes) => run('prlimit', ['--pid', String(city.server.pid), `--fsize=${bytes}:`]);
    assert.equal((await city.issue()).state, 'approved');
    await until('it is ready', async () => await statusOf(city, '/readyz') === 200);
    const first = city.request();
    assert.equal((await city.kiosk.post(first)).state, 'waiting');
    limit(kSmall);
    for (let i = 0; i < 2; i++) assert.deepEqual(await approve(city, first), { error: 'store_full' });
    assert.equal((await city.kiosk.post(first)).state, 'waiting', 'it still waits');
    const denied = await city.desk.deny(idOf(first), 'papers');
    assert.deepEqual([denied.status, denied.error], [507, 'not_counted']);
    assert.equal((await city.kiosk.post(first)).state, 'denied', 'the denial stands');
    for (const path of ['/v1/manifest', '/desk/', '/v1/challenge', '/healthz']) assert.equal(await statusOf(city, path), 200, path);
    assert.deepEqual(JSON.parse((await ask(city.serverUrl, { path: '/readyz' })).body), { complaints: ['disk'], ready: false });
    limit('unlimited');
    assert.equal((await city.issue()).state, 'approved');
    assert.equal(await statusOf(city, '/readyz'), 200);
    await stop(city.server);
    const events = [...city.said().matchAll(/event=(disk\w+|refused.*)/g)].map(([, event]) => event.replace(/ rest_failed=\d+/, '')); // where it took long
    assert.deepEqual(events, ['disk_full', 'disk_has_room_again', 'refused decision_not_counted=1 not_counted=1 store_full=2']);
});

await check('a backup made under load is whole, holds no way to know a request again, and is restored', {}, async (city) => {
    const [copy, other] = [join(city.dir, 'copy.db'), join(city.dir, 'restored')];
    const server = (...args) => run(program('porchlight-server'), args);
    const count = (folder, select) => read({ serverData: folder }, select)[0][0];
    let approved = 0;
    const load = (async () => {
        while (approved < 12) approved += (await city.issue()).state === 'approved' ? 1 : 0;
    })();
    await until('some are approved', () => approved >= 3, { every: 5 });
    const atLeast = approved;
    await promisify(execFile)(program('porchlight-server'), ['backup', '--data', city.data, '--out', copy, '--waiting']);
    await load;
    assert.throws(() => server('backup', '--data', city.data, '--out', copy), /name another/);
    assert.throws(() => server('restore', '--data', city.data, copy), /move it away/);
    server('init', '--data', other, '--keys', join(city.dir, 'keys'));
    writeFileSync(join(city.dir, 'half.db'), readFileSync(copy).subarray(0, 20_000));
    assert.throws(() => server('restore', '--data', other, join(city.dir, 'half.db')), /whole backup/);
    server('restore', '--data', other, copy);
    const kept = count(other, 'SELECT count(*) FROM spool');
    assert.ok(kept >= atLeast && kept <= 12, `${kept} of 12 records`);
    assert.equal(count(other, 'SELECT sum(n) FROM counts'), kept, 'a record and its count are in it, or neither');
    assert.equal(count(city.data, 'SELECT count(*) FROM spool'), 12);
    const keys = new Set(read(city, 'SELECT hex(request_key) FROM spool').flat());
    assert.deepEqual(read({ serverData: other }, 'SELECT hex(request_key) FROM spool').flat().filter((key) => keys.has(key)), []);
    assert.notEqual(count(other, 'SELECT hex(key) FROM day_key'), count(city.data, 'SELECT hex(key) FROM day_key'));
    const bytes = readFileSync(copy).toString('hex').toUpperCase();
    assert.ok(!bytes.includes(count(city.data, 'SELECT hex(key) FROM day_key')), 'nor between its pages');

    const nightly = join(city.dir, 'nightly.db');
    const waiting = read(city, 'SELECT hex(sealed) FROM spool').flat();
    const waitingIn = (file) => {
        const hex = readFileSync(file).toString('hex').toUpperCase();
        return waiting.filter((record) => hex.includes(record.slice(0, 96))).length;
    };
    assert.match(server('backup', '--data', city.data, '--out', nightly), /none, and 12 wait/);
    assert.equal(waitingIn(copy), kept, 'the control finds those that wait');
    assert.equal(waitingIn(nightly), 0, 'no copy tells of a batch that is not full');
});

await check('root becomes the user it is told to, without a way back, and its secrets come from the service manager', {}, async (city) => {
    await stop(city.server);
    const [keys, credentials] = [join(city.data, 'keys'), join(city.dir, 'credentials')];
    mkdirSync(credentials);
    for (const name of readdirSync(keys)) renameSync(join(keys, name), join(credentials, name));
    const started = (prefix) => {
        city.launch(['--user', 'nobody'], prefix);
        return city.server.ended;
    };
    chmodSync(city.dir, 0o711);
    run('chown', ['-R', 'nobody', city.data]);
    assert.equal((await started([])).code, 1, 'without them it does not start');
    assert.match(city.said(), /issuer\.key cannot be read/);
    city.launch(['--user', 'nobody'], ['env', `CREDENTIALS_DIRECTORY=${credentials}`]);
    await until('the server', () => isUp(city));
    const status = readFileSync(`/proc/${city.server.pid}/status`, 'utf8');
    const nobody = run('id', ['-u', 'nobody']).trim();
    assert.deepEqual(/^Uid:\t(.*)$/m.exec(status)[1].split('\t'), Array(4).fill(nobody));
    assert.match(status, /^Groups:\t\s*$/m);
    assert.match(status, /^NoNewPrivs:\t1$/m);
    assert.match(status, /^Cap(Prm|Eff):\t0+$/m);
    city.desk = await Desk.signIn(city);
    assert.equal((await city.issue()).state, 'approved');
});

const metricsPort = await freePort();
await check('metrics tell how it is and how the days before were, on their own port alone', { options: ['--metrics-port', String(metricsPort)] },
    async (city) => {
        const metrics = async () => (await ask(`http://127.0.0.1:${metricsPort}`, { path: '/metrics' })).body.toString();
        await until('it is ready', async () => /^porchlight_ready 1$/m.test(await metrics()));
        const before = await metrics();
        assert.equal((await city.issue()).state, 'approved');
        const request = city.request();
        await city.kiosk.post(request);
        await sleep(1500); // more than a look at the store
        assert.equal(await metrics(), before, 'nothing moves with an issuance');
        assert.match(before, /^porchlight_manifest_expires_seconds \d{10}$/m);
        assert.equal((await ask(city.serverUrl, { path: '/metrics' })).status, 404);
        assert.equal((await ask(`http://127.0.0.1:${metricsPort}`, { path: '/metrics', headers: { host: 'evil.example' } })).status, 421);
    });

// A certificate that is its own authority, for localhost.
function certificate(city, name) {
    const [cert, key] = [join(city.dir, 'tls.crt'), join(city.dir, 'tls.key')];
    run('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '30', '-subj', `/CN=${name}`,
        '-addext', 'subjectAltName=DNS:localhost', '-keyout', key, '-out', cert]);
    return { cert, key };
}

const shown = (port, options = {}) => new Promise((done, fail) => {
    const socket = connectTls({ host: '127.0.0.1', port, servername: 'localhost', rejectUnauthorized: false, ...options }, () => {
        done({ name: socket.getPeerCertificate().subject.CN, protocol: socket.getProtocol(), cipher: socket.getCipher().name });
        socket.destroy();
    });
    socket.on('error', fail);
});

const askTls = (port, path) => new Promise((done, fail) => {
    httpsRequest({ host: '127.0.0.1', port, path, servername: 'localhost', rejectUnauthorized: false, headers: { host: `localhost:${port}` } },
        (answer) => { answer.resume().on('end', () => done(answer)); }).on('error', fail).end();
});

await check('TLS 1.3 and 1.2 and no other, a certificate that is changed while it runs, and kept where the new one is none', {}, async (city) => {
    await stop(city.server);
    const { cert, key } = certificate(city, 'first');
    const port = Number(new URL(city.serverUrl).port);
    await city.launch(['--tls-cert', cert, '--tls-key', key]);
    await until('it listens', () => shown(port).then(() => true, () => false));
    assert.deepEqual(await shown(port), { name: 'first', protocol: 'TLSv1.3', cipher: 'TLS_AES_256_GCM_SHA384' });
    assert.equal((await shown(port, { maxVersion: 'TLSv1.2' })).protocol, 'TLSv1.2');
    await assert.rejects(shown(port, { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' }));
    await assert.rejects(shown(port, { maxVersion: 'TLSv1.2', ciphers: 'AES128-SHA' }), 'a cipher without forward secrecy');
    await assert.rejects(ask(city.serverUrl, { path: '/healthz' }), 'plain HTTP is not spoken');
    const answer = await askTls(port, '/healthz');
    assert.deepEqual([answer.statusCode, answer.headers['strict-transport-security']], [200, 'max-age=63072000']);

    // What a bridge finds behind an address, with this authority pinned or none.
    const found = (folder, address, authority) => {
        const data = join(city.dir, folder);
        const bridge = (...args) => spawnSync(program('porchlight-bridge'), args, { encoding: 'utf8' });
        const enrolled = bridge('enroll', '--data', data, '--server', address, '--trust', join(city.dir, 'keys/trust.json'),
            ...(authority ? ['--ca', authority] : []));
        assert.equal(enrolled.status, 0, enrolled.stderr);
        return bridge('doctor', '--data', data, '--printer', 'none').stdout.split('\n').find((line) => /localhost|127\.0\.0\.1/.test(line) && /answer/.test(line));
    };
    const pinned = join(city.dir, 'pinned.pem');
    writeFileSync(pinned, readFileSync(cert));
    assert.match(found('bridge', `https://localhost:${port}`, pinned), / answers/);
    assert.match(found('other-name', `https://127.0.0.1:${port}`, pinned), /does not answer/, 'a certificate of another name');
    assert.match(found('unknown', `https://localhost:${port}`), /does not answer/, 'an authority that the system does not know');
    assert.match(found('plain', `http://localhost:${port}`), /does not answer/, 'no TLS');

    certificate(city, 'second');
    process.kill(city.server.pid, 'SIGHUP');
    await until('the new one is shown', async () => (await shown(port)).name === 'second');
    writeFileSync(cert, 'nothing');
    process.kill(city.server.pid, 'SIGHUP');
    await until('it is refused', () => /event=certificate_refused/.test(city.said()));
    assert.equal((await shown(port)).name, 'second');
    assert.match(found('bridge', `https://localhost:${port}`, pinned), /does not answer/, 'another certificate than the pinned one');
    await stop(city.server);
    assert.deepEqual(await city.server.ended, { code: 0, signal: null });
});

console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
