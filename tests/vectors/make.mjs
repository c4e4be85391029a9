// Makes the test vectors: one file for each way to succeed or fail, by implementations independent of ours
// (@noble, libsodium-wrappers). `node tests/vectors/make.mjs` writes the same bytes every time.
//
// Each file: {"about", "kind", …inputs…, "error": "" or the code that a reader must give, …expected output…}.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ed25519, x25519 } from '@noble/curves/ed25519.js';
import { argon2id } from '@noble/hashes/argon2.js';
import { blake2b } from '@noble/hashes/blake2.js';
import sodium from 'libsodium-wrappers';
import { writeApprovals } from './make_approvals.mjs';
import { writeCustody } from './make_custody.mjs';
import { writeEnrolment } from './make_enrolment.mjs';
import { documentEntry, publicLog, writeLog } from './make_log.mjs';
import { writeNumbers } from './make_numbers.mjs';
import { writePages } from './make_pages.mjs';
import { writeOpenings } from './make_opening.mjs';
import { writeRecords } from './make_records.mjs';
import { writeStatements } from './make_statements.mjs';
import { cardRules, guidance, slips } from './programmes.mjs';

await sodium.ready;

const text = (value) => new TextEncoder().encode(value);
const hex = (value) => Buffer.from(value).toString('hex');
const concat = (...parts) => Uint8Array.from(parts.flatMap((part) => [...part]));
const zeros = (count) => new Uint8Array(count);
const hash = (value, options = {}) => blake2b(value, { dkLen: 32, ...options });
const be = (value, size) => Uint8Array.from({ length: size }, (_, i) => Number((BigInt(value) >> BigInt(8 * (size - 1 - i))) & 255n));
const seedOf = (name) => hash(text(`porchlight test vector: ${name}`));
const flip = (bytes, at) => Uint8Array.from(bytes, (byte, i) => (i === at ? byte ^ 1 : byte));

const key = (name) => ({ seed: seedOf(name), public: ed25519.getPublicKey(seedOf(name)) });
const sign = (context, message, signer) =>
    ed25519.sign(concat([context.length], text(context), message), signer.seed);

function write(folder, name, vector) {
    const dir = join(import.meta.dirname, folder);
    mkdirSync(dir, { recursive: true });
    writeFileSync(join(dir, `${name}.json`), `${JSON.stringify(vector, null, 1)}\n`);
}

const goodRecord = writeRecords({ hex, text, write });

// --- envelopes ---------------------------------------------------------------------------------------------
const L = ed25519.Point.Fn.ORDER;
const little = (bytes) => BigInt(`0x${hex(Uint8Array.from(bytes).reverse())}`);
const scalar = little(seedOf('epoch scalar')) % L;
const scalarBytes = be(scalar, 32).reverse();
const toMontgomery = (point) => {
    const { y } = point.toAffine();
    const F = ed25519.Point.Fp;
    return be(F.mul(F.add(F.ONE, y), F.inv(F.sub(F.ONE, y))), 32).reverse();
};
const epochKey = toMontgomery(ed25519.Point.BASE.multiply(scalar));
const epoch = 7;

const header = (id, publicKey) => concat([0x50, 0x4c, 0x45, 1], be(id, 4), hash(publicKey).slice(0, 8));
const pad = (content) => concat(content, [0x80], zeros(944 - content.length - 1));
function sealPlain(outer, plain, ephemeral = seedOf('ephemeral')) {
    const ephemeralPublic = x25519.getPublicKey(ephemeral);
    const nonce = blake2b(concat(ephemeralPublic, epochKey), { dkLen: 24 });
    return concat(outer, ephemeralPublic, sodium.crypto_box_easy(plain, nonce, epochKey, ephemeral));
}
const outer = header(epoch, epochKey);
const content = text(goodRecord);
const good = sealPlain(outer, concat(outer, pad(content)));
const replace = (bytes, at, part) => concat(bytes.slice(0, at), part, bytes.slice(at + part.length));
const lowOrder = replace(good, 16, zeros(32));
const envelopes = {
    'ok-1': [good, ''],
    'size-short': [good.slice(0, 1023), 'envelope_size'],
    'size-long': [concat(good, [0]), 'envelope_size'],
    'size-empty': [zeros(0), 'envelope_size'],
    'magic': [flip(good, 0), 'envelope_magic'],
    'version': [flip(good, 3), 'envelope_magic'],
    'epoch-zero': [replace(good, 4, zeros(4)), 'envelope_reserved_epoch'],
    'other-epoch': [replace(good, 4, be(8, 4)), 'envelope_other_key'],
    'other-key': [flip(good, 8), 'envelope_other_key'],
    'flipped-tag': [flip(good, 50), 'envelope_corrupt'],
    'flipped-body': [flip(good, 1023), 'envelope_corrupt'],
    'low-order-point': [lowOrder, 'envelope_point'],
    'not-reduced-point': [replace(good, 16, Uint8Array.from({ length: 32 }, (_, i) => (i === 0 ? 0xf0 : i === 31 ? 0x7f : 0xff))), 'envelope_point'],
    'header-differs': [sealPlain(outer, concat(header(8, epochKey), pad(content))), 'envelope_header_differs'],
    'padding': [sealPlain(outer, concat(outer, zeros(944))), 'envelope_padding'],
    'content-empty': [sealPlain(outer, concat(outer, pad(zeros(0)))), 'content_size'],
};
for (const [file, [envelope, error]] of Object.entries(envelopes))
    write('envelope', file, { about: file, kind: 'envelope', epoch, scalar: hex(scalarBytes), public: hex(epochKey),
        ephemeral: hex(seedOf('ephemeral')), input: hex(envelope), error, output: error ? '' : hex(content) });

// --- card numbers and codes --------------------------------------------------------------------------------
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const timesAlpha = (v) => (v & 16 ? ((v << 1) ^ 0x25) & 31 : v << 1);
const multiply = (a, b) => { let p = 0; for (; b; b >>= 1, a = timesAlpha(a)) if (b & 1) p ^= a; return p; };
const sum = (symbols) => { let s = 0, w = 1; for (const v of symbols) { s ^= multiply(v, w); w = timesAlpha(w); } return s; };
function withCheck(twelve) {
    const symbols = [...twelve].map((c) => alphabet.indexOf(c));
    for (let check = 0; check < 32; check += 1) if (sum([...symbols, check]) === 0) return twelve + alphabet[check];
    throw new Error('no check symbol');
}
const number = withCheck('7K3MQ9TX2BVF');
const numbers = {
    'ok': [number, ''],
    'ok-typed': [`${number.slice(0, 4)}-${number.slice(4, 8)}-${number.slice(8)}`.toLowerCase(), ''],
    'ok-zeros-as-letters': ['OOOOOOOOOOOOO', '', '0000000000000'],
    'short': [number.slice(1), 'number_length'],
    'long': [`${number}0`, 'number_length'],
    'letter-u': [`U${number.slice(1)}`, 'number_symbol'],
    'not-ascii': [`é${number.slice(1)}`, 'number_symbol'],
    'one-wrong': [`8${number.slice(1)}`, 'number_check'],
    'swapped': [number[1] + number[0] + number.slice(2), 'number_check'],
};
for (const [file, [typed, error, output]] of Object.entries(numbers))
    write('number', file, { about: file, kind: 'number', input: hex(text(typed)), error, output: error ? '' : output ?? number });

const base45Alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
function base45(bytes) {
    let out = '';
    for (let i = 0; i < bytes.length; i += 2) {
        let value = i + 1 < bytes.length ? bytes[i] * 256 + bytes[i + 1] : bytes[i];
        for (let n = i + 1 < bytes.length ? 3 : 2; n > 0; n -= 1) { out += base45Alphabet[value % 45]; value = Math.floor(value / 45); }
    }
    return out;
}
const issuer = key('issuer');
const withdrawn = key('withdrawn issuer');
const stranger = key('stranger');
const salt = seedOf('salt').slice(0, 16);
const holder = { name: 'zoëoneil', dob: '1990-03-12', number };
const message = concat(be(text(holder.name).length, 2), text(holder.name), text(holder.dob), text(holder.number));
const commitment = argon2id(message, salt, { t: 2, m: 19456, p: 1, dkLen: 32 });
const payload = (by, days) => concat([1], hash(by.public).slice(0, 4), be(days, 2), salt, commitment);
const code = (unsigned, by) => `PLC1:${base45(concat(unsigned, sign('porchlight card v1', hash(unsigned), by)))}`;
const days = 11323;  // 2031-01-01
const goodCode = code(payload(issuer, days), issuer);
const wrongVersion = payload(issuer, days);
wrongVersion[0] = 2;
const codes = {
    'ok': [goodCode, ''],
    'ok-never-expires': [code(payload(issuer, 0xffff), issuer), ''],
    'prefix': [goodCode.replace('PLC1:', 'PLC2:'), 'code_prefix'],
    'base45-symbol': [`${goodCode.slice(0, -1)}a`, 'code_base45'],
    'base45-overflow': [`${goodCode.slice(0, -3)}:::`, 'code_base45'],
    'size': [goodCode.slice(0, -2), 'code_size'],
    'version': [code(wrongVersion, issuer), 'code_version'],
    'unknown-issuer': [code(payload(stranger, days), stranger), 'code_unknown_issuer'],
    'withdrawn-issuer': [code(payload(withdrawn, days), withdrawn), 'code_withdrawn_issuer'],
    'signed-by-another': [code(payload(issuer, days), stranger), 'code_altered'],
    'expiry-altered': [`PLC1:${base45(concat(payload(issuer, days + 1), sign('porchlight card v1', hash(payload(issuer, days)), issuer)))}`, 'code_altered'],
};
for (const [file, [input, error]] of Object.entries(codes))
    write('code', file, { about: file, kind: 'code', input: hex(text(input)), issuer: hex(issuer.public), withdrawn: hex(withdrawn.public),
        error, expiry: file === 'ok' ? '2031-01-01' : '', holder, salt: hex(salt), commitment: hex(commitment) });

// --- signed documents --------------------------------------------------------------------------------------
const custodian = key('custodian');
const second = key('second custodian');
const manifest = {
    v: 1, type: 'manifest', city: 'City of Lakehaven', serial: 3, expires: 1900000000,
    programme: { classes: [{ id: 'adult', min_age: 18, max_age: 64, validity_years: 5 }, { id: 'senior', min_age: 65, max_age: 200, validity_years: null }] },
    epoch: { id: epoch, public_key: hex(epochKey), end: '2027-01-01', destroy: '2034-01-01' },
    issuers: [{ public_key: hex(withdrawn.public), withdrawn: true }, { public_key: hex(issuer.public), withdrawn: false }],
    receipts: [{ public_key: hex(key('receipt').public) }],
};
const entry = (context, body, by) => ({ key: hex(by.public), signature: Buffer.from(sign(context, text(body), by)).toString('base64') });
const wrap = (body, signatures) => JSON.stringify({ payload: Buffer.from(body).toString('base64'), signatures });
const trust = { v: 1, city: 'City of Lakehaven', custodians: { threshold: 2, keys: [hex(custodian.public), hex(second.public)] },
    releases: { threshold: 1, keys: [hex(key('release').public)] } };
const MANIFEST = 'porchlight manifest v1';
const body = JSON.stringify(manifest);
const both = (value, context = MANIFEST) => wrap(value, [entry(context, value, custodian), entry(context, value, second)]);
const changed = (change) => { const copy = structuredClone(manifest); change(copy); return both(JSON.stringify(copy)); };
const guided = (change) => changed((m) => { Object.assign(m.programme, structuredClone(guidance)); change(m.programme); });
const ruled = (change) => changed((m) => { const rules = structuredClone(cardRules); change(rules); Object.assign(m.programme, rules); });
const manifests = {
    'ok': [both(body), ''],
    'ok-stranger-too': [wrap(body, [entry(MANIFEST, body, stranger), entry(MANIFEST, body, second), entry(MANIFEST, body, custodian)]), ''],
    'too-few-signatures': [wrap(body, [entry(MANIFEST, body, custodian)]), 'signature'],
    'one-key-twice': [wrap(body, [entry(MANIFEST, body, custodian), entry(MANIFEST, body, custodian)]), 'signature'],
    'other-context': [both(body, 'porchlight release v1'), 'signature'],
    'altered-payload': [wrap(body.replace('"serial":3', '"serial":4'), JSON.parse(both(body)).signatures), 'signature'],
    'no-signature': [wrap(body, []), 'malformed'],
    'unknown-member': [JSON.stringify({ ...JSON.parse(both(body)), extra: 1 }), 'malformed'],
    'not-base64': [JSON.stringify({ ...JSON.parse(both(body)), payload: '*' }), 'malformed'],
    'not-json': ['payload', 'malformed'],
    'city': [changed((m) => { m.city = 'City of Elsewhere'; }), 'city'],
    'expired': [changed((m) => { m.expires = 1700000000; }), 'expired'],
    'serial-zero': [changed((m) => { m.serial = 0; }), 'malformed'],
    'key-short': [changed((m) => { m.epoch.public_key = m.epoch.public_key.slice(2); }), 'malformed'],
    'destroyed-before-end': [changed((m) => { m.epoch.destroy = '2026-01-01'; }), 'malformed'],
    'ok-schedule': [changed((m) => { m.epoch.schedule = 'LIB-2026-04'; }), ''],
    'ok-schedule-longest': [changed((m) => { m.epoch.schedule = 'Ä'.repeat(32); }), ''],
    'schedule-empty': [changed((m) => { m.epoch.schedule = ''; }), 'malformed'],
    'schedule-too-long': [changed((m) => { m.epoch.schedule = 's'.repeat(65); }), 'malformed'],
    'schedule-control': [changed((m) => { m.epoch.schedule = 'LIB\n2026'; }), 'malformed'],
    'schedule-right-to-left': [changed((m) => { m.epoch.schedule = 'LIB\u202e2026'; }), 'malformed'],
    'schedule-space-last': [changed((m) => { m.epoch.schedule = 'LIB-2026 '; }), 'malformed'],
    'schedule-null': [changed((m) => { m.epoch.schedule = null; }), 'malformed'],
    'schedule-misspelt': [changed((m) => { m.epoch.shedule = 'LIB-2026-04'; }), 'malformed'],
    'no-issuer-left': [changed((m) => { m.issuers = [m.issuers[0]]; }), 'malformed'],
    'no-classes': [changed((m) => { m.programme.classes = []; }), 'malformed'],
    'ages-reversed': [changed((m) => { m.programme.classes[0].min_age = 99; }), 'malformed'],
    'ok-card-rules': [changed((m) => { Object.assign(m.programme, cardRules); }), ''],
    'service-symbology': [ruled((p) => { p.services[0].symbology = 'ean13'; }), 'malformed'],
    'service-check': [ruled((p) => { p.services[0].check = 'mod11'; }), 'malformed'],
    'service-mod16-not-codabar': [ruled((p) => { p.services[1].check = 'mod16'; }), 'malformed'],
    'service-length': [ruled((p) => { p.services[0].length = 33; }), 'malformed'],
    'service-twice': [ruled((p) => { p.services[1].id = 'library'; }), 'malformed'],
    'services-too-many': [ruled((p) => { p.services = 'abcde'.split('').map((id) => ({ ...p.services[0], id })); }), 'malformed'],
    'marker-without-text': [ruled((p) => { p.markers[0].text = ''; }), 'malformed'],
    'field-unknown': [ruled((p) => { p.fields = ['race']; }), 'malformed'],
    'template-climbs': [ruled((p) => { p.card.templates.adult = '../lakehaven'; }), 'malformed'],
    'template-empty': [ruled((p) => { p.card.template = ''; }), 'malformed'],
    'ok-guidance': [guided(() => {}), ''],
    ...Object.fromEntries(Object.entries(slips).map(([name, [slip, says]]) => [name, [guided(slip), 'malformed', says]])),
    'release-instead': [changed((m) => { m.type = 'release'; }), 'malformed'],
};
for (const [file, [input, error, says]] of Object.entries(manifests))
    write('manifest', file, { about: file, kind: 'manifest', trust: JSON.stringify(trust), now: 1800000000, input: hex(text(input)), error, says });

// --- checking a card: each verdict, and each answer about what was typed -----------------------------------------
const today = '2030-06-01';
const typedAs = { name: 'ZOE\u0308  o\'neil', dob: '1990-03-12', number: '7k3m q9tx-2bvfr' };
const checks = {
    'genuine': [goodCode, 'genuine_until', '2031-01-01', {}, 'matches'],
    'last-day': [goodCode, 'genuine_until', '2031-01-01', { today: '2031-01-01' }, 'matches'],
    'does-not-expire': [codes['ok-never-expires'][0], 'does_not_expire', '', { today: '2101-01-01' }, 'matches'],
    'expired': [goodCode, 'expired', '2031-01-01', { today: '2031-01-02' }, 'matches'],
    'altered': [codes['signed-by-another'][0], 'altered', '', {}, 'no_card'],
    'expiry-altered': [codes['expiry-altered'][0], 'altered', '', {}, 'no_card'],
    'unknown-issuer': [codes['unknown-issuer'][0], 'unknown_issuer', '', {}, 'no_card'],
    'withdrawn-issuer': [codes['withdrawn-issuer'][0], 'withdrawn_issuer', '', {}, 'no_card'],
    'other-version': [codes.version[0], 'not_ours', '', {}, 'no_card'],
    'cut': [goodCode.slice(0, 183), 'not_ours', '', {}, 'no_card'],
    'a-web-address': ['https://lakehaven.example/check', 'not_ours', '', {}, 'no_card'],
    'nothing': ['', 'not_ours', '', {}, 'no_card'],
    'other-name': [goodCode, 'genuine_until', '2031-01-01', { name: 'Zoë O’Neal' }, 'differs'],
    'other-accents': [goodCode, 'genuine_until', '2031-01-01', { name: 'Zoe O’Neil' }, 'differs'],
    'other-day': [goodCode, 'genuine_until', '2031-01-01', { dob: '1990-03-13' }, 'differs'],
    'other-number': [goodCode, 'genuine_until', '2031-01-01', { number: withCheck('7K3MQ9TX2BVG') }, 'differs'],
    'number-mistyped': [goodCode, 'genuine_until', '2031-01-01', { number: '7K3MQ9TX2BVFS' }, 'number_mistyped'],
    'number-short': [goodCode, 'genuine_until', '2031-01-01', { number: '7K3MQ9TX2BVF' }, 'number_incomplete'],
    'number-symbol': [goodCode, 'genuine_until', '2031-01-01', { number: '7K3MQ9TX2BVF*' }, 'number_incomplete'],
    'no-name': [goodCode, 'genuine_until', '2031-01-01', { name: '12' }, 'name_unreadable'],
    'no-such-day': [goodCode, 'genuine_until', '2031-01-01', { dob: '1990-02-30' }, 'date_not_real'],
    'born-tomorrow': [goodCode, 'genuine_until', '2031-01-01', { dob: '2030-06-02' }, 'date_not_real'],
};
for (const [name, [input, verdict, expiry, { today: day = today, ...typed }, holderAnswer]] of Object.entries(checks))
    write('verify', name, { about: name, kind: 'verify', trust: JSON.stringify(trust), manifest: both(body), today: day,
        input: hex(text(input)), verdict, expiry, typed: { ...typedAs, ...typed }, holder: holderAnswer });

const releaseKey = key('release');
const file = (path, extra = {}) => ({ path, type: 'text/html; charset=utf-8', size: 5, hash: hex(hash(text('hello'))), ...extra });
const release = (files, serial = 2) => JSON.stringify({ v: 1, type: 'release', serial, files });
const signedRelease = (value, by = releaseKey) => wrap(value, [entry('porchlight release v1', value, by)]);
const body2 = { size: 3, hash: hex(hash(text('abc'))) };
const releases = {
    'ok': [signedRelease(release([file('index.html', { brotli: body2 }), file('fonts/a-1.ttf')])), ''],
    'other-signer': [signedRelease(release([file('index.html')]), custodian), 'signature'],
    'path-twice': [signedRelease(release([file('a.js'), file('a.js')])), 'malformed'],
    'path-climbs': [signedRelease(release([file('../a.js')])), 'malformed'],
    'path-absolute': [signedRelease(release([file('/a.js')])), 'malformed'],
    'path-hidden': [signedRelease(release([file('.git/config')])), 'malformed'],
    'path-empty-segment': [signedRelease(release([file('a//b.js')])), 'malformed'],
    'type-with-line-end': [signedRelease(release([file('a.js', { type: 'text/html\r\nX: y' })])), 'malformed'],
    'too-large': [signedRelease(release([file('a.js', { size: 16 * 1024 * 1024 + 1 })])), 'malformed'],
    'no-files': [signedRelease(release([])), 'malformed'],
};
for (const [name, [input, error]] of Object.entries(releases))
    write('release', name, { about: name, kind: 'release', trust: JSON.stringify(trust), input: hex(text(input)), error });

const trustText = (change) => { const copy = structuredClone(trust); change(copy); return JSON.stringify(copy); };
const logTrusts = {
    'ok-log': [() => {}, ''],
    'log-threshold-zero': [(log) => { log.threshold = 0; }, 'malformed'],
    'log-threshold-too-high': [(log) => { log.threshold = 4; }, 'malformed'],
    'log-no-witnesses': [(log) => { log.witnesses = []; }, 'malformed'],
    'log-witness-twice': [(log) => { log.witnesses[1] = log.witnesses[0]; }, 'malformed'],
    'log-key-as-witness': [(log) => { log.witnesses[1] = log.key; }, 'malformed'],
    'log-key-of-a-witness': [(log) => { log.key = log.witnesses[0]; }, 'malformed'],
    'log-key-damaged': [(log) => { log.key = log.key.replace('lakehaven', 'elsewhere'); }, 'malformed'],
    'log-unknown-member': [(log) => { log.origin = 'log.lakehaven.example'; }, 'malformed'],
};
const trusts = {
    'ok': [trustText(() => {}), ''],
    'threshold-zero': [trustText((t) => { t.custodians.threshold = 0; }), 'malformed'],
    'threshold-too-high': [trustText((t) => { t.custodians.threshold = 3; }), 'malformed'],
    'key-twice': [trustText((t) => { t.custodians.keys[1] = t.custodians.keys[0]; }), 'malformed'],
    'key-capital': [trustText((t) => { t.releases.keys[0] = t.releases.keys[0].toUpperCase(); }), 'malformed'],
    'no-keys': [trustText((t) => { t.releases.keys = []; }), 'malformed'],
    'unknown-member': [trustText((t) => { t.extra = 1; }), 'malformed'],
    'missing-member': [trustText((t) => { delete t.releases; }), 'malformed'],
    'version': [trustText((t) => { t.v = 2; }), 'malformed'],
    'city-number': [trustText((t) => { t.city = 7; }), 'malformed'],
    'not-json': ['trust', 'malformed'],
    ...Object.fromEntries(Object.entries(logTrusts).map(([name, [change, error]]) => [name, [trustText((t) => {
        t.log = structuredClone(publicLog(seedOf).policy);
        change(t.log);
    }), error]])),
};
for (const [name, [input, error]] of Object.entries(trusts))
    write('trust', name, { about: name, kind: 'trust', input: hex(text(input)), error });

// --- card request: its first 4,096 bytes; record and photo follow, and are zero here ---------------------------
const cardContent = JSON.stringify({ v: 2, name: 'Zoë O’Neil', dob: '1990-03-12', gender: '', number,
    address: '', emergency: '', note: '', markers: [] });
const requestHead = (json, { magic = 'PLP1', length = text(json).length, tail = zeros(0) } = {}) =>
    concat(text(magic), be(length, 4), text(json), tail, zeros(4088 - text(json).length - tail.length));
const content2 = (change) => { const copy = JSON.parse(cardContent); change(copy); return requestHead(JSON.stringify(copy)); };
const cardRequests = {
    'ok': [requestHead(cardContent), ''],
    'ok-every-field': [content2((c) => { Object.assign(c, { gender: 'X', address: '12 Shore Road', emergency: 'Ana O’Neil, 555 0100', note: 'Penicillin', markers: ['veteran', 'donor'] }); }), ''],
    'ok-path': [content2((c) => { c.path = 'renewal'; }), ''],
    'path-unknown': [content2((c) => { c.path = 'renewel'; }), 'malformed'],
    'path-not-text': [content2((c) => { c.path = 1; }), 'malformed'],
    'magic': [requestHead(cardContent, { magic: 'PLP2' }), 'malformed'],
    'length-short': [requestHead(cardContent, { length: 10 }), 'malformed'],
    'length-zero': [requestHead(cardContent, { length: 0 }), 'malformed'],
    'length-too-large': [requestHead(cardContent, { length: 4089 }), 'malformed'],
    'padding-not-zero': [requestHead(cardContent, { tail: Uint8Array.of(1) }), 'malformed'],
    'unknown-member': [content2((c) => { c.photo = ''; }), 'malformed'],
    'missing-member': [content2((c) => { delete c.gender; }), 'malformed'],
    'version': [content2((c) => { c.v = 3; }), 'malformed'],
    'version-one': [requestHead(JSON.stringify({ v: 1, name: 'Zoë O’Neil', dob: '1990-03-12', gender: '', number })), 'malformed'],
    'name-too-long': [content2((c) => { c.name = 'x'.repeat(769); }), 'malformed'],
    'number-too-long': [content2((c) => { c.number += '0'; }), 'malformed'],
    'address-too-long': [content2((c) => { c.address = 'x'.repeat(385); }), 'malformed'],
    'emergency-too-long': [content2((c) => { c.emergency = 'x'.repeat(385); }), 'malformed'],
    'note-too-long': [content2((c) => { c.note = 'x'.repeat(385); }), 'malformed'],
    'note-not-text': [content2((c) => { c.note = null; }), 'malformed'],
    'marker-twice': [content2((c) => { c.markers = ['donor', 'donor']; }), 'malformed'],
    'marker-not-id': [content2((c) => { c.markers = ['Donor']; }), 'malformed'],
    'marker-empty': [content2((c) => { c.markers = ['']; }), 'malformed'],
    'markers-too-many': [content2((c) => { c.markers = [...'123456789']; }), 'malformed'],
    'markers-not-list': [content2((c) => { c.markers = 'donor'; }), 'malformed'],
    'ok-services': [content2((c) => { c.services = ['library', 'transit']; }), ''],
    'ok-no-service': [content2((c) => { c.services = []; }), ''],
    'service-twice': [content2((c) => { c.services = ['library', 'library']; }), 'malformed'],
    'services-too-many': [content2((c) => { c.services = [...'12345']; }), 'malformed'],
    'services-not-list': [content2((c) => { c.services = 'library'; }), 'malformed'],
    'not-json': [requestHead('{"v":2'), 'malformed'],
};
for (const [name, [input, error]] of Object.entries(cardRequests))
    write('card_request', name, { about: name, kind: 'card_request', input: hex(input), error });

// --- custody: key files and exports ----------------------------------------------------------------------------
const keyText = (kind, secret, value, publicHalf) => `{"v":1,"kind":"${kind}","${secret}":"${hex(value)}","public":"${hex(publicHalf)}"}\n`;
const releaseText = keyText('release', 'seed', releaseKey.seed, releaseKey.public);
const epochText = keyText('epoch', 'scalar', scalarBytes, epochKey);
const orderBytes = be(L, 32).reverse();
const keyFiles = {
    'ok-release': [releaseText, 'release', ''],
    'ok-epoch': [epochText, 'epoch', ''],
    'ok-log': [keyText('log', 'seed', seedOf('log'), ed25519.getPublicKey(seedOf('log'))), 'log', ''],
    'ok-witness': [keyText('witness', 'seed', seedOf('witness'), ed25519.getPublicKey(seedOf('witness'))), 'witness', ''],
    'other-kind': [releaseText, 'custodian', 'key_kind'],
    'witness-for-log': [keyText('witness', 'seed', seedOf('witness'), ed25519.getPublicKey(seedOf('witness'))), 'log', 'key_kind'],
    'other-public': [keyText('release', 'seed', releaseKey.seed, stranger.public), 'release', 'key_other_public'],
    'other-epoch-public': [keyText('epoch', 'scalar', scalarBytes, stranger.public), 'epoch', 'key_other_public'],
    'scalar-not-reduced': [keyText('epoch', 'scalar', be(L + scalar, 32).reverse(), epochKey), 'epoch', 'key_malformed'],
    'scalar-order': [keyText('epoch', 'scalar', orderBytes, epochKey), 'epoch', 'key_malformed'],
    'scalar-zero': [keyText('epoch', 'scalar', zeros(32), epochKey), 'epoch', 'key_malformed'],
    'no-line-end': [releaseText.trimEnd(), 'release', 'key_malformed'],
    'spaced': [releaseText.replace('"v":1,', '"v": 1,'), 'release', 'key_malformed'],
    'capital': [releaseText.replace(hex(releaseKey.public), hex(releaseKey.public).toUpperCase()), 'release', 'key_malformed'],
    'truncated': [releaseText.slice(0, 100), 'release', 'key_malformed'],
    'empty': ['', 'release', 'key_malformed'],
};
for (const [name, [input, wanted, error]] of Object.entries(keyFiles))
    write('key_file', name, { about: name, kind: 'key_file', input: hex(text(input)), wanted, error });

const exported = concat(text('PLX1'), be(epoch, 4), be(1, 8), good);
const exports_ = {
    'ok': [exported, ''],
    'ok-empty': [concat(text('PLX1'), be(epoch, 4), zeros(8)), ''],
    'magic': [flip(exported, 3), 'export_magic'],
    'header-short': [exported.slice(0, 15), 'export_magic'],
    'epoch-zero': [replace(exported, 4, zeros(4)), 'export_epoch'],
    'count-too-large': [replace(exported, 8, be(2, 8)), 'export_size'],
    'count-overflow': [replace(exported, 8, be(1n << 54n, 8)), 'export_size'],
    'truncated': [exported.slice(0, 1039), 'export_size'],
    'one-byte-more': [concat(exported, [0]), 'export_size'],
};
for (const [name, [input, error]] of Object.entries(exports_))
    write('export', name, { about: name, kind: 'export', scalar: hex(scalarBytes), public: hex(epochKey), input: hex(input), error });
writeOpenings({ write, seedOf, envelope: good, exported, scalar });

// --- kiosk request, receipt, answer ------------------------------------------------------------------------
const kiosk = key('kiosk');
const receiptKey = key('receipt');
const kioskId = hash(kiosk.public).slice(0, 16);
const requestId = seedOf('request').slice(0, 16);
const payloadHash = hash(payload(issuer, days));
const unsignedRequest = concat(text('PLK1'), [1, 2, 0, 0], kioskId, requestId, seedOf('challenge').slice(0, 24), payloadHash, good, zeros(96));
const signRequest = (value, by = kiosk) => concat(value, sign('porchlight kiosk request v1', value, by));
const wordlist = readFileSync(join(import.meta.dirname, '../../src/protocol/words.txt'), 'utf8').trim().split('\n');
const wordBytes = hash(concat(kioskId, requestId, payloadHash, good, [2]), { key: text('porchlight words v1') }).slice(0, 3);
const words = [...wordBytes].map((index) => wordlist[index]);
const goodRequest = signRequest(unsignedRequest);
const cancel = concat(text('PLK1'), [2, 255, 0, 0], kioskId, requestId, seedOf('challenge').slice(0, 24), zeros(32 + 1024 + 96));
const blockIds = [seedOf('block 1').slice(0, 16), seedOf('block 2').slice(0, 16)];
const numbersRequest = replace(replace(cancel, 4, [4]), 64, concat(...blockIds));
const report = concat(text('PLK1'), [3, 255, 0, 0], kioskId, zeros(16), seedOf('challenge').slice(0, 24), zeros(32), [2, 1, 0, 35, 3], zeros(1019 + 96));
const requests = {
    'ok-issue': [goodRequest, ''],
    'ok-cancel': [signRequest(cancel), ''],
    'short': [goodRequest.slice(1), 'malformed'],
    'magic': [flip(goodRequest, 3), 'malformed'],
    'unknown-kind': [signRequest(replace(unsignedRequest, 4, [5])), 'malformed'],
    'ok-issue-renewal': [signRequest(replace(unsignedRequest, 7, [1])), ''],
    'ok-issue-correction-again': [signRequest(replace(unsignedRequest, 6, [2, 3])), ''],
    'issue-path-unknown': [signRequest(replace(unsignedRequest, 7, [4])), 'malformed'],
    'cancel-path': [signRequest(replace(cancel, 7, [1])), 'malformed'],
    'numbers-path': [signRequest(replace(numbersRequest, 7, [1])), 'malformed'],
    'report-path': [signRequest(replace(report, 7, [1])), 'malformed'],
    'ok-issue-again-failed': [signRequest(replace(unsignedRequest, 6, [1])), ''],
    'ok-issue-again-nothing': [signRequest(replace(unsignedRequest, 6, [2])), ''],
    'ok-issue-again-spoiled': [signRequest(replace(unsignedRequest, 6, [3])), ''],
    'issue-again-unknown': [signRequest(replace(unsignedRequest, 6, [4])), 'malformed'],
    'cancel-again': [signRequest(replace(cancel, 6, [1])), 'malformed'],
    'numbers-again': [signRequest(replace(numbersRequest, 6, [2])), 'malformed'],
    'report-again': [signRequest(replace(report, 6, [3])), 'malformed'],
    'padding-not-zero': [signRequest(replace(unsignedRequest, 1200, [1])), 'malformed'],
    'issue-without-class': [signRequest(replace(unsignedRequest, 5, [255])), 'malformed'],
    'cancel-with-record': [signRequest(replace(cancel, 96, good)), 'malformed'],
    'ok-numbers': [signRequest(numbersRequest), ''],
    'numbers-with-class': [signRequest(replace(numbersRequest, 5, [2])), 'malformed'],
    'numbers-with-record': [signRequest(replace(numbersRequest, 96, good)), 'malformed'],
    'ok-report': [signRequest(report), ''],
    'ok-report-cleaning-due': [signRequest(replace(report, 96, [0, 0, 60, 35, 16])), ''],
    'report-with-class': [signRequest(replace(report, 5, [2])), 'malformed'],
    'report-with-request-id': [signRequest(replace(report, 24, requestId)), 'malformed'],
    'report-with-record': [signRequest(replace(report, 101, [1])), 'malformed'],
    'report-unknown-state': [signRequest(replace(report, 96, [4, 0])), 'malformed'],
    'report-need-without-state': [signRequest(replace(report, 96, [0, 1])), 'malformed'],
    'report-state-without-need': [signRequest(replace(report, 96, [2, 0])), 'malformed'],
    'report-unknown-need': [signRequest(replace(report, 97, [6])), 'malformed'],
    'report-level-over-100': [signRequest(replace(report, 98, [101])), 'malformed'],
    'ok-report-tray': [signRequest(replace(report, 100, [11])), ''],
    'report-unknown-habit': [signRequest(replace(report, 100, [32])), 'malformed'],
    'signed-by-another': [signRequest(unsignedRequest, stranger), 'signature'],
    'altered-after-signing': [flip(goodRequest, 70), 'signature'],
};
for (const [name, [input, error]] of Object.entries(requests))
    write('kiosk_request', name, { about: name, kind: 'kiosk_request', kiosk: hex(kiosk.public), input: hex(input), error,
        words: name.startsWith('ok-issue') ? words : [] });

const receiptHead = (request) => concat(text('PLR1'), request.slice(5, 6), zeros(3), request.slice(8, 40), request.slice(64, 96), hash(request.slice(96, 1120)));
const receipt = (request, expiry, by = receiptKey) => {
    const head = concat(receiptHead(request), be(expiry, 8));
    return concat(head, sign('porchlight receipt v1', head, by));
};
const goodReceipt = receipt(goodRequest, 1800000900);
const otherRecord = flip(goodRequest, 1000);
const receipts = {
    'ok': [goodReceipt, ''],
    'size': [goodReceipt.slice(0, 175), 'malformed'],
    'magic': [flip(goodReceipt, 0), 'malformed'],
    'signed-by-another': [receipt(goodRequest, 1800000900, stranger), 'receipt_signature'],
    'expiry-altered': [flip(goodReceipt, 111), 'receipt_signature'],
    'other-record': [receipt(otherRecord, 1800000900), 'receipt_other'],
    'other-class': [receipt(replace(goodRequest, 5, [1]), 1800000900), 'receipt_other'],
    'other-kiosk': [receipt(flip(goodRequest, 8), 1800000900), 'receipt_other'],
    'other-content': [receipt(flip(goodRequest, 64), 1800000900), 'receipt_other'],
    'expired': [receipt(goodRequest, 1800000000), 'receipt_expired'],
};
for (const [name, [input, error]] of Object.entries(receipts))
    write('receipt', name, { about: name, kind: 'receipt', request: hex(goodRequest), receipt_key: hex(receiptKey.public), now: 1800000000,
        input: hex(input), error });

const answer = (state, first, rest = zeros(240), second = 0, last = 0) => concat(text('PLA1'), [state, first, second, last], rest, zeros(8));
const approved = answer(1, 0, concat(goodReceipt, sign('porchlight card v1', payloadHash, issuer)));
const answers = {
    'ok-waiting': [answer(0, 0), ''],
    'ok-waiting-codes': [answer(0, 0, zeros(240), 1), ''],
    'ok-approved': [approved, ''],
    'ok-denied': [answer(2, 1), ''],
    'ok-cancelled': [answer(3, 0), ''],
    'size': [approved.slice(1), 'malformed'],
    'ok-denied-missing': [answer(2, 1, zeros(240), 0b10000101), ''],
    'ok-sent-back': [answer(4, 6, zeros(240), 4), ''],
    'ok-ended': [answer(5, 0), ''],
    'unknown-state': [answer(6, 0), 'malformed'],
    'unknown-reason': [answer(2, 4), 'malformed'],
    'waiting-with-reason': [answer(0, 1), 'malformed'],
    'sent-back-without-field': [answer(4, 0, zeros(240), 1), 'malformed'],
    'sent-back-without-reason': [answer(4, 1), 'malformed'],
    'sent-back-unknown-field': [answer(4, 7, zeros(240), 1), 'malformed'],
    'sent-back-unknown-reason': [answer(4, 1, zeros(240), 5), 'malformed'],
    'ended-with-field': [answer(5, 1), 'malformed'],
    'ended-with-reason': [answer(5, 0, zeros(240), 1), 'malformed'],
    'approved-with-missing': [replace(approved, 6, [1]), 'malformed'],
    'reserved-not-zero': [answer(0, 0, zeros(240), 0, 1), 'malformed'],
    'denied-without-reason': [answer(2, 0), 'malformed'],
    'unknown-codes': [answer(0, 0, zeros(240), 2), 'malformed'],
    'denied-for-another-reason-with-missing': [answer(2, 2, zeros(240), 1), 'malformed'],
    'waiting-with-receipt': [replace(approved, 4, [0]), 'malformed'],
    'sent-back-with-receipt': [replace(approved, 4, [4, 1, 1]), 'malformed'],
    'ended-with-receipt': [replace(approved, 4, [5]), 'malformed'],
    'cancelled-with-reason': [answer(3, 1), 'malformed'],
    'padding-not-zero': [flip(approved, 255), 'malformed'],
};
for (const [name, [input, error]] of Object.entries(answers))
    write('answer', name, { about: name, kind: 'answer', input: hex(input), error });

writeEnrolment({ concat, flip, hash, hex, kiosk, replace, seedOf, sign, stranger, text, trust, write, zeros });
writeStatements({ concat, custodian, hash, hex, second, seedOf, sign, stranger, text, third: key('third custodian'), trust, write });
writeCustody({ be, concat, flip, hash, hex, seedOf, text, write, zeros });
const dealt = JSON.parse(readFileSync(join(import.meta.dirname, 'sharing/ok.json'), 'utf8'));
writeApprovals({ custodian, hash, hex, second, seedOf, sign, stranger, text, transcript: Buffer.from(dealt.input, 'hex').toString(), trust, write });
writeNumbers({ be, blockIds, concat, hash, hex, text, write, zeros });
writePages({ be, concat, hash, hex, seedOf, text, write, zeros });

// Manifests and releases with proofs, for a city whose trust names a log.
const cityLog = publicLog(seedOf);
const withLog = { ...trust, log: cityLog.policy };
const oneRelease = release([file('index.html')]);
const entries = { manifest: documentEntry('manifest', 3, body, { hash, hex, text }), release: documentEntry('release', 2, oneRelease, { hash, hex, text }) };
const logLines = [entries.release, '{"v":1,"kind":"hold","statement":{"v":1,"type":"hold"}}', entries.manifest];
const withProof = (document, proof) => JSON.stringify({ ...JSON.parse(document), proof });
const proved = (...witnesses) => withProof(both(body), cityLog.prove(logLines, 2, ...witnesses));
const logged = {
    'ok-manifest': ['manifest', proved(0, 1), ''],
    'ok-release': ['release', withProof(signedRelease(oneRelease), cityLog.prove(logLines, 0, 1, 2)), ''],
    'ok-no-log-in-trust': ['manifest', both(body), '', trust],
    'ok-proof-not-asked-for': ['manifest', proved(), '', trust],
    'manifest-outside': ['manifest', both(body), 'not_logged'],
    'release-outside': ['release', signedRelease(oneRelease), 'not_logged'],
    'one-witness': ['manifest', proved(2), 'not_logged'],
    'no-witness': ['manifest', proved(), 'not_logged'],
    'proof-of-another': ['manifest', withProof(both(body), cityLog.prove(logLines, 0, 0, 1)), 'not_logged'],
    'manifest-logged-as-release': ['manifest', withProof(both(body), cityLog.prove([entries.manifest.replace('manifest', 'release')], 0, 0, 1)), 'not_logged'],
    'another-serial-logged': ['manifest', withProof(both(body), cityLog.prove([entries.manifest.replace('"serial":3', '"serial":4')], 0, 0, 1)), 'not_logged'],
    'proof-no-text': ['manifest', withProof(both(body), 7), 'malformed'],
    'proof-malformed': ['manifest', withProof(both(body), 'c2sp.org/tlog-proof@v1'), 'malformed'],
    'other-signer': ['manifest', withProof(wrap(body, [entry(MANIFEST, body, stranger)]), cityLog.prove(logLines, 2, 0, 1)), 'signature'],
};
for (const [name, [document, input, error, pinned = withLog]] of Object.entries(logged))
    write('logged', name, { about: name, kind: 'logged', document, trust: JSON.stringify(pinned), now: 1800000000, input: hex(text(input)), error });
writeLog({ hex, seedOf, text, write });
