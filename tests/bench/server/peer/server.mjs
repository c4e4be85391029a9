// The peer: takes issuances of kiosks and approvals of desks as porchlight-server does (src/protocol/PROTOCOL.md), with
// Fastify. What is not measured is short: accounts have a password alone, nothing expires, and there are no denials.
// node server.mjs CITY.json sqlite FILE | postgres URL; says its port when it is ready.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Fastify from 'fastify';
import { Board } from './board.mjs';
import { answerOf, approvalOf, isForEpoch, isSame, isSignedBy, kioskId, publicKey, readIssue, requestKey, signingKey } from './protocol.mjs';
import { Postgres, Sqlite } from './stores.mjs';

const kChallengeLife_s = 10 * 60;
const kLongestKioskWait_s = 25;
const kLongestDeskWait_ms = 20_000;
const kNoPrinters = [];

const [cityFile, kind, where] = process.argv.slice(2);
const city = JSON.parse(readFileSync(cityFile, 'utf8'));
const { classes, documents } = JSON.parse(readFileSync(join(import.meta.dirname, '../../../../assets/programs/lakehaven.json'), 'utf8'));
const papersOf = (id) => documents.needs.filter((need) => !need.classes || need.classes.includes(id))
    .map((need) => ({ need: need.id, text: need.text.en }));
const store = kind === 'sqlite' ? new Sqlite(where) : await Postgres.open(where);
const board = new Board();
const kiosks = new Map(city.kiosks.map(({ key, name, site }) => {
    const raw = Buffer.from(key, 'hex');
    return [kioskId(raw), { name, site, key: publicKey(raw) }];
}));
const staff = new Map(city.staff.map((one) => [one.name, one]));
const sessions = new Map();
const keys = { issuer: signingKey(Buffer.from(city.issuer, 'hex')), receipt: signingKey(Buffer.from(city.receipt, 'hex')) };
const epochHeader = Buffer.from(city.epoch_header, 'hex');
const challengeKey = randomBytes(32);
const now_s = () => Math.floor(Date.now() / 1000);

class Refused extends Error {
    constructor(statusCode, code) {
        super(code);
        this.statusCode = statusCode;
    }
}

const challengeMac = (expiry) => createHmac('sha256', challengeKey).update(expiry).digest().subarray(0, 16);

function makeChallenge() {
    const expiry = Buffer.alloc(8);
    expiry.writeBigUInt64BE(BigInt(now_s() + kChallengeLife_s));
    return Buffer.concat([expiry, challengeMac(expiry)]);
}

const isGoodChallenge = (challenge) => timingSafeEqual(challengeMac(challenge.subarray(0, 8)), challenge.subarray(8)) &&
    Number(challenge.readBigUInt64BE(0)) > now_s();

function check(body) {
    const request = readIssue(body);
    if (!request || request.cardClass >= classes.length) throw new Refused(400, 'malformed');
    const kiosk = kiosks.get(request.kiosk);
    if (!kiosk) throw new Refused(403, 'unknown_kiosk');
    if (!isSignedBy(request, kiosk.key)) throw new Refused(401, 'signature');
    if (!isGoodChallenge(request.challenge)) throw new Refused(409, 'stale_challenge');
    return [request, kiosk];
}

async function issuanceOf(request, kiosk) {
    const known = board.find(request.id);
    if (known && !isSame(known.request, request)) throw new Refused(409, 'request_conflict');
    if (known) return known;
    if (!isForEpoch(request, epochHeader)) throw new Refused(409, 'epoch');
    const key = requestKey(store.dayKey, request);
    const isStored = await store.holds(key);
    return board.find(request.id) ?? board.admit(request, kiosk, key, isStored ? 'approved' : 'waiting');
}

const preferredWait_s = (prefer) => Math.min(Number(/(?:^|[,;]) *wait=(\d+)/.exec(prefer ?? '')?.[1] ?? 0), kLongestKioskWait_s);

async function postKiosk(request, reply) {
    const issuance = await issuanceOf(...check(request.body));
    const ends = Date.now() + preferredWait_s(request.headers.prefer) * 1000;
    while (issuance.state !== 'approved' && Date.now() < ends) await issuance.changes.wait(ends - Date.now());
    reply.type('application/octet-stream');
    return issuance.state === 'approved' ? approvalOf(issuance.request, keys) : answerOf(0);
}

function staffOf(request) {
    const session = /(?:^|; )porchlight_desk=([0-9a-f]+)/.exec(request.headers.cookie ?? '')?.[1];
    const one = sessions.get(session);
    if (!one) throw new Refused(401, 'sign_in');
    return one;
}

function checkOrigin(request) {
    if (request.headers.origin !== `http://${request.headers.host}`) throw new Refused(403, 'origin');
}

async function signIn(request, reply) {
    checkOrigin(request);
    const { name, password } = request.body;
    const one = staff.get(name);
    if (!one || one.password !== password) throw new Refused(401, 'sign_in');
    const session = randomBytes(16).toString('hex');
    sessions.set(session, one);
    reply.code(204).header('set-cookie', `porchlight_desk=${session}; Path=/desk/; HttpOnly; SameSite=Strict`);
}

async function waiting(request) {
    const one = staffOf(request);
    const site = board.site(one.site);
    const seen = Number(request.query.after ?? 0);
    const ends = Date.now() + kLongestDeskWait_ms;
    while (site.version === seen && Date.now() < ends) await site.changes.wait(ends - Date.now());
    const list = [...site.waiting].map((issuance) => ({ request: issuance.request.id, kiosk: issuance.kiosk.name,
        class: classes[issuance.request.cardClass].id, path: 'new', again: '', may: true, second: false, first: '', choices: issuance.choices, papers: papersOf(classes[issuance.request.cardClass].id) }));
    return { version: site.version, staff: one.name, site: one.site, role: 'librarian', waiting: list, printers: kNoPrinters, unusual: [] };
}

async function approve(request) {
    checkOrigin(request);
    const one = staffOf(request);
    const { request: id, words } = request.body;
    const issuance = board.find(id);
    if (issuance?.state !== 'waiting' || issuance.kiosk.site !== one.site) throw new Refused(409, 'gone');
    if (!Array.isArray(words) || words.length !== 3 || words.some((word, i) => word !== issuance.words[i])) throw new Refused(409, 'words_differ');
    board.startStoring(issuance);
    let isStored = false;
    try {
        await store.approve([issuance.key, city.epoch, issuance.request.sealed],
            [new Date().toISOString().slice(0, 10), one.site, one.name, classes[issuance.request.cardClass].id, 'approved']);
        isStored = true;
    } finally {
        board.finishStoring(issuance, isStored);
    }
    return { result: 'approved' };
}

const app = Fastify({ bodyLimit: 16 * 1024, keepAliveTimeout: 60_000 });
app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (request, body, done) => done(null, body));
app.setErrorHandler((error, request, reply) => reply.code(error.statusCode ?? 500).send({ error: error.message }));
app.get('/v1/challenge', async (request, reply) => { reply.type('application/octet-stream'); return makeChallenge(); });
app.post('/v1/kiosk', postKiosk);
app.post('/desk/api/sign-in', signIn);
app.get('/desk/api/waiting', waiting);
app.post('/desk/api/approve', approve);
await app.listen({ host: '127.0.0.1', port: 0 });
console.log(`ready on ${app.server.address().port}`);
