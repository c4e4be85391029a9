// A server under attack: slow clients by the hundred, bodies of a gigabyte, resets, clients that never read, while a
// kiosk and a librarian go about their work. Each card is approved in a stated time, and memory stays under a stated
// ceiling. Slow clients are 900, where there is room for 512; PORCHLIGHT_LONG: 5,000. Ends with "N passed, N failed".
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { sleep, until } from '../e2e/support/processes.mjs';
import { SmallCity } from './small_city.mjs';

const kIsLong = Boolean(process.env.PORCHLIGHT_LONG);
const kSlow = kIsLong ? 5000 : 900;
const kCards = kIsLong ? 200 : 10;
const kPace_ms = kIsLong ? 600 : 0; // one kiosk may begin 120, and one more each second (issuance_service.h)
const kLongest_ms = 10_000; // a card, from its first word to its receipt, on a machine that has much else to do
const kCeiling_MiB = 48; // beside the 64 MiB of one password that is checked
const kRoom = 512; // connections that are served at once
const kGigabyte = 2 ** 30;

let passed = 0;
let failed = 0;
async function check(what, body) {
    const started = Date.now();
    try {
        const said = await body();
        passed++;
        console.log(`ok   ${what} (${((Date.now() - started) / 1000).toFixed(1)} s)${said ? `: ${said}` : ''}`);
    } catch (error) {
        failed++;
        console.log(`FAIL ${what}: ${error.stack}`);
    }
}

const statusOf = (pid, name) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]);
const memory_MiB = (city) => statusOf(city.server.pid, 'VmRSS') / 1024;
const descriptors = (city) => readdirSync(`/proc/${city.server.pid}/fd`).length;

// How long each of so many cards took.
async function issueCards(city, count, watch = () => {}) {
    const times = [];
    for (let i = 0; i < count; i++) {
        const started = Date.now();
        const { state, result, error } = await city.issue();
        assert.deepEqual({ state, result, error }, { state: 'approved', result: 'approved', error: undefined });
        times.push(Date.now() - started);
        watch();
        await sleep(kPace_ms - times.at(-1));
    }
    return times.sort((a, b) => a - b);
}
const told = (times) => `p50 ${times[Math.floor(times.length / 2)]} ms, longest ${times.at(-1)} ms`;

// Sends until it is answered; what was said, and how much had been sent by then.
function pour(city, lines, piece, limit) {
    const { hostname, port, host } = new URL(city.serverUrl);
    return new Promise((done, fail) => {
        let answer = '';
        const socket = connect({ host: hostname, port: Number(port) }, () => {
            socket.write(`${lines.join('\r\n')}\r\nHost: ${host}\r\n\r\n`);
            const more = () => { while (!answer && socket.bytesWritten < limit && socket.write(piece)); };
            socket.on('drain', more);
            more();
        });
        socket.on('data', (part) => { answer += part.toString('latin1'); });
        socket.on('error', () => {});
        socket.on('close', () => done({ status: /^HTTP\/1\.1 (\d+)/.exec(answer)?.[1], sent: socket.bytesWritten }));
        socket.setTimeout(30_000, () => fail(new Error('no end of it')));
    });
}

const city = await SmallCity.open();
let attackers;
try {
    // The first ones bring in what stays: pages, the database's cache.
    const before = await issueCards(city, 5);
    const rested_MiB = memory_MiB(city);
    console.log(`before the attack: ${told(before)}, ${rested_MiB.toFixed(0)} MiB`);

    await check('a body of a gigabyte is refused by its length, before it comes', async () => {
        const { status, sent } = await pour(city, ['POST /v1/kiosk HTTP/1.1', `Content-Length: ${kGigabyte}`], Buffer.alloc(1 << 16), kGigabyte);
        assert.equal(status, '413');
        assert.ok(sent < kGigabyte / 4, `${sent} bytes were sent`);
        return `${(sent / 2 ** 20).toFixed(1)} MiB had left when it was answered`;
    });
    await check('a body in chunks without end is refused before it comes', async () => {
        const chunk = Buffer.concat([Buffer.from('10000\r\n'), Buffer.alloc(1 << 16), Buffer.from('\r\n')]);
        const { status, sent } = await pour(city, ['POST /v1/kiosk HTTP/1.1', 'Transfer-Encoding: chunked'], chunk, kGigabyte);
        assert.equal(status, '411');
        assert.ok(sent < kGigabyte / 4, `${sent} bytes were sent`);
        return `${(sent / 2 ** 20).toFixed(1)} MiB had left when it was answered`;
    });

    attackers = spawn(process.execPath, [join(import.meta.dirname, 'attackers.mjs'), city.serverUrl, String(kSlow)],
        { stdio: ['ignore', 'pipe', 'inherit'] });
    const lines = createInterface({ input: attackers.stdout })[Symbol.asyncIterator]();
    let most_MiB = 0;
    let most = 0;
    const watch = () => {
        most_MiB = Math.max(most_MiB, memory_MiB(city));
        most = Math.max(most, descriptors(city));
    };
    await check(`${kSlow} slow clients and others come, more than there is room for`, async () => {
        assert.equal((await lines.next()).value, 'attacking');
        await until('all places are taken', () => descriptors(city) >= kRoom, { every: 20 });
    });
    await check(`${kCards} cards are approved meanwhile, each in ${kLongest_ms / 1000} s`, async () => {
        const times = await issueCards(city, kCards, watch);
        assert.ok(times.at(-1) < kLongest_ms, told(times));
        return told(times);
    });
    await check(`the server stays under ${kCeiling_MiB} MiB more than before`, () => {
        assert.ok(most_MiB - rested_MiB < kCeiling_MiB, `${most_MiB} MiB, ${rested_MiB} before`);
        return `${rested_MiB.toFixed(0)} MiB before, ${most_MiB.toFixed(0)} MiB at most, ${most} descriptors at most`;
    });
    await check('those who attacked were there, and were thrown out or refused', async () => {
        attackers.kill('SIGTERM');
        const said = JSON.parse((await lines.next()).value);
        assert.ok(said.connections > kSlow && said.thrownOut > 0 && said.resets > 0 && said.endless > 0, JSON.stringify(said));
        assert.deepEqual(Object.keys(said.answers).filter((status) => !['411', '413', '429', 'none'].includes(status)), []);
        return JSON.stringify(said);
    });
    await check('afterwards their places are free, and nothing was said of them but counts', async () => {
        await until('the places are free', () => descriptors(city) < 64);
        assert.doesNotMatch(city.said().replace(/.* listening on .*/, ''), /127\.0\.0\.1|\/v1\/|healthz/);
        return told(await issueCards(city, 5));
    });
} finally {
    attackers?.kill('SIGKILL');
    await city.close();
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
