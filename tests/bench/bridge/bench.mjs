// porchlight-bridge against a bridge as one is usually built with Node (peer/): the same two faces, the same printer
// program, the same run. node tests/bench/bridge/bench.mjs [CARDS]; prints a table with medians and ratios.
// Run by `shell/porchlight bench`, which builds and fetches what it needs. Never a test: machines are noisy.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import WebSocket from './peer/node_modules/ws/wrapper.mjs';
import { cardRequest } from '../../e2e/support/card_request.mjs';
import { native, program, root, Stack } from '../../e2e/support/stack.mjs';
import { sleep, start, stop, until } from '../../e2e/support/processes.mjs';
import { Desk } from '../../faults/desk.mjs';
import { Page } from '../../faults/page.mjs';
import { median, peakOf, pss, startUntil } from './measure.mjs';
import { PrinterLine } from './printer_line.mjs';

const kCards = Number(process.argv[2] ?? 100);
const kStarts = 11;
const kDrawings = 21;
const kSettled_ms = 3000;
const kGoals = { start: 100, idle: 25, after: 45, render: 60, accepted: 150, times: 3 };

const kName = 'María-José Fernández Ibáñez';
const kBorn = '1990-03-12';
const kTexts = { city: 'City of Lakehaven', title: 'City Card', name: kName, 'name-label': 'Name', dob: '12 MAR 1990', 'dob-label': 'Date of birth',
    expires: '14 JAN 2032', 'expires-label': 'Good until', number: '7K3M Q9TX 2BVF R', 'number-label': 'Card number', check: 'Check this card at' };
const kServices = [{ symbology: 'codabar', number: '23023400051780' }, { symbology: 'qr', number: '6011000990139424' },
    { symbology: 'code128', number: 'LHRX00421187' }];
const kCode = `PLC1:${'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'.repeat(5)}`.slice(0, 184);
const photo = Buffer.alloc(300 * 384 * 3).map((_, i) => (i * 7 + (i >> 9)) % 251);

class Peer {
    static async start(line) {
        const uri = `http://localhost:${line.port}/ipp/print`;
        const started = await startUntil(process.execPath, [join(import.meta.dirname, 'peer/daemon.mjs'), uri, join(root, 'assets/card')], /^ready on (\d+)$/);
        return Object.assign(new Peer(), started);
    }

    async open() {
        this.socket = new WebSocket(`ws://127.0.0.1:${this.match[1]}`);
        await new Promise((done, fail) => this.socket.once('open', done).once('error', fail));
    }

    async send(card) {
        const text = Buffer.from(JSON.stringify({ texts: kTexts, code: kCode, services: [], ...card }));
        const length = Buffer.alloc(4);
        length.writeUInt32BE(text.length);
        const answer = new Promise((done) => this.socket.once('message', (data) => done(JSON.parse(data))));
        this.socket.send(Buffer.concat([length, text, photo]));
        const said = await answer;
        if (said.error || said.accepted.some((status) => !status.startsWith('successful'))) throw new Error(JSON.stringify(said));
        return said;
    }

    async stop() {
        this.socket?.close();
        this.child.kill('SIGKILL');
        await this.child.ended;
    }
}

// The bridge on a folder that has its release: ready when it says so and serves the page.
async function startBridge(stack, line) {
    const { child, took_ms } = await startUntil(program('porchlight-bridge'), ['serve', '--data', stack.bridgeData, '--port', String(stack.bridgePort),
        '--printer', `ipp://localhost:${line.port}/ipp/print`], /ready on/);
    return { child, took_ms };
}

const say = (what) => process.stderr.write(`bench: ${what}\n`);

async function starts(stack, line) {
    say(`${kStarts} starts of each`);
    const ours = [];
    const peers = [];
    for (let i = 0; i < kStarts; ++i) {
        const bridge = await startBridge(stack, line);
        ours.push(bridge.took_ms);
        bridge.child.kill('SIGTERM');
        await bridge.child.ended;
        const peer = await Peer.start(line);
        peers.push(peer.took_ms);
        await peer.stop();
    }
    return [median(ours), median(peers)];
}

// One card by the bridge: from the page's post to the words, and from the librarian's post to the accepted job.
async function card(page, desk, line, stack, epoch) {
    const body = cardRequest({ name: kName, dob: kBorn, epoch });
    photo.copy(body, body.length - photo.length);
    const began = performance.now();
    const { words, error } = await page.submit(body);
    if (error) throw new Error(`refused: ${error}`);
    const told = performance.now() - began;
    const { request } = await desk.entry(words);
    const jobs = line.accepted.length;
    const approved = performance.now();
    await desk.approveRequest(request, words);
    await until('the job is accepted', () => line.accepted.length > jobs, { seconds: 60, every: 2 });
    const took = told + line.accepted[jobs] - approved;
    await page.until('the card is printed', () => page.now.state === 'printed');
    await page.leave();
    return took;
}

async function ourCards(stack, line) {
    say(`${kCards} cards by the bridge`);
    const { child } = await startBridge(stack, line);
    try {
        return await measureBridge(child.pid, stack, line);
    } finally {
        child.kill('SIGKILL');
        await child.ended;
    }
}

async function measureBridge(pid, stack, line) {
    await sleep(kSettled_ms);
    const idle = pss(pid);
    const desk = await Desk.signIn(stack);
    const page = await Page.enter(stack);
    const { id, public_key: key } = stack.manifest().epoch;
    const epoch = { id, key: Buffer.from(key, 'hex') };
    const peak = peakOf(pid);
    const accepted = [];
    for (let i = 0; i < kCards; ++i) accepted.push(await card(page, desk, line, stack, epoch));
    const most = peak.stop();
    await sleep(kSettled_ms);
    const after = pss(pid);
    page.close();
    return { idle, most, after, accepted: median(accepted) };
}

async function peerCards(line) {
    say(`${kCards} cards by the peer`);
    const peer = await Peer.start(line);
    try {
        return await measurePeer(peer, line);
    } finally {
        await peer.stop();
    }
}

async function measurePeer(peer, line) {
    await peer.open();
    await sleep(kSettled_ms);
    const idle = pss(peer.child.pid);
    const peak = peakOf(peer.child.pid);
    const accepted = [];
    for (let i = 0; i < kCards; ++i) {
        const jobs = line.accepted.length;
        const began = performance.now();
        await peer.send({});
        accepted.push(line.accepted[jobs + 1] - began); // it sends a job for each face
    }
    const most = peak.stop();
    await sleep(kSettled_ms);
    const after = pss(peer.child.pid);
    const drawn = [];
    for (let i = 0; i <= kDrawings; ++i) drawn.push((await peer.send({ services: kServices, isOnlyDrawn: true })).rendered_ms);
    return { idle, most, after, accepted: median(accepted), render: median(drawn.slice(1)) };
}

function told(rows) {
    console.log('| | porchlight-bridge | Node peer | times better | goal |\n|---|---|---|---|---|');
    let missed = 0;
    for (const [what, ours, theirs, unit, goal] of rows) {
        const times = theirs / ours;
        const isGood = (!goal || ours <= goal) && times >= kGoals.times;
        if (!isGood) ++missed;
        console.log(`| ${what} | ${ours.toFixed(1)} ${unit} | ${theirs.toFixed(1)} ${unit} | ${times.toFixed(1)} | ${goal ? `${goal} ${unit}, ` : ''}${kGoals.times} times: ${isGood ? 'met' : 'missed'} |`);
    }
    return missed;
}

// The demo's printer, but that it takes JPEG too and lays nothing into a tray.
async function startPrinter(stack) {
    await stack.startBus();
    const demo = readFileSync(join(root, 'shell/demo/card-printer.attributes'), 'utf8');
    const attributes = join(stack.dir, 'printer.attributes');
    writeFileSync(attributes, demo.replace('document-format-preferred image/pwg-raster', 'document-format-supported image/pwg-raster,image/jpeg'));
    stack.printer = start('/usr/sbin/ippeveprinter', ['--no-web-forms', '-r', 'off', '-a', attributes, '-c', '/bin/true', '-d', stack.spool,
        '-p', String(stack.printerPort), 'Card printer'], { log: stack.log('printer'), env: { DBUS_SYSTEM_BUS_ADDRESS: stack.busAddress } });
    await until('the printer', () => fetch(`http://localhost:${stack.printerPort}/`).then(() => true, () => false));
}

const stack = await Stack.create({ printer: false });
await startPrinter(stack);
const line = await PrinterLine.to(stack.printerPort);
try {
    await stop(stack.bridge);
    const [start, peerStart] = await starts(stack, line);
    const ours = await ourCards(stack, line);
    const peer = await peerCards(line);
    const render = median(JSON.parse(execFileSync(join(native, 'tests/render_bench'), [String(kDrawings)], { cwd: root, encoding: 'utf8' })));
    const missed = told([
        ['start to ready', start, peerStart, 'ms', kGoals.start],
        ['memory, idle (PSS)', ours.idle, peer.idle, 'MiB', kGoals.idle],
        ['memory, at most in 100 cards', ours.most, peer.most, 'MiB'],
        [`memory after ${kCards} cards`, ours.after, peer.after, 'MiB', kGoals.after],
        ['page to job accepted', ours.accepted, peer.accepted, 'ms', kGoals.accepted],
        ['both faces drawn, warm', render, peer.render, 'ms', kGoals.render],
    ]);
    process.exitCode = missed === 0 ? 0 : 1;
} finally {
    await stack.close();
    line.close();
}
