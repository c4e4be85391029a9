// Writes the fuzzers' first inputs, from the test vectors: node tests/fuzz/seeds.mjs FOLDER
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const target = process.argv[2];
const root = join(import.meta.dirname, '../vectors');
let count = 0;

function write(fuzzer, name, bytes) {
    mkdirSync(join(target, fuzzer), { recursive: true });
    writeFileSync(join(target, fuzzer, name), bytes);
    count += 1;
}

function payloadOf(bytes) {
    try {
        return Buffer.from(JSON.parse(bytes).payload, 'base64');
    } catch {
        return null;
    }
}

const be64 = (value) => {
    const out = Buffer.alloc(8);
    out.writeBigUInt64BE(BigInt(value));
    return out;
};

// Which fuzzers read a vector of this kind.
const fuzzers = {
    name: ['name', 'record'], record: ['record', 'json'], envelope: ['envelope'], number: ['number'],
    code: ['code', 'encoding'], manifest: ['signed_document', 'json'], release: ['signed_document', 'json'],
    kiosk_request: ['kiosk_request'], receipt: ['receipt'], answer: ['answer'], card_request: ['card_request'],
    numbers_answer: ['numbers_answer'], number_list: ['number_list'], number_book: ['number_book'],
    enrolment: ['enrolment'], enrolment_code: ['enrolment'], enrolled: ['enrolment', 'json'], trust: ['trust', 'json'], key_file: ['key_file'], share_page: ['share_page'], export: ['export', 'opening_export'],
    log_key: ['log_note'], log_note: ['log_note'], log_checkpoint: ['log_note'], log_proof: ['log_proof'], log_entry: ['log_file', 'json'], log_file: ['log_file'],
    logged: ['signed_document'],
    statement: ['signed_document'],
    sharing: ['sharing', 'json'], invitation: ['sharing'], introduction: ['sharing'], ceremony: ['ceremony'], share: ['share'],
    opening_approval: ['signed_document'], request: ['opening_request', 'json'], sought: ['opening_request', 'json'], opening_answer: ['opening_answer'], partial: ['opening_answer'],
};

for (const kind of readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name)) {
    for (const file of readdirSync(join(root, kind))) {
        const vector = JSON.parse(readFileSync(join(root, kind, file), 'utf8'));
        const bytes = Buffer.from(vector.input, 'hex');
        for (const fuzzer of fuzzers[kind] ?? []) write(fuzzer, file, bytes);
        const payload = ['manifest', 'release', 'statement'].includes(kind) ? payloadOf(bytes) : null;
        if (payload) write(kind, file, payload);
        if (kind === 'verify') write('verify', file, Buffer.concat([Buffer.from(`${vector.trust}\0${vector.manifest}\0`), bytes]));
        if (vector.trust) write('trust', `${kind}-${file}`, vector.trust);
        if (kind === 'opening_approval') write('log_proof', `${kind}-${file}`, vector.proof);
        // The fuzzer takes two numbers of 8 bytes before the hashes.
        if (kind === 'log_inclusion') write('log_tree', `sized-${file}`, Buffer.concat([be64(vector.index), be64(vector.size), bytes]));
        if (kind === 'log_consistency') write('log_tree', `sized-${file}`, Buffer.concat([be64(vector.old_size), be64(vector.new_size), bytes]));
        if (kind === 'envelope' && bytes.length === 1024) {
            const head = Buffer.from('504c58310000000700000000000000' + '01', 'hex');
            write('export', file, Buffer.concat([head, bytes]));
        }
    }
}

const content = JSON.stringify({ v: 2, name: 'Ana Lee', dob: '1990-03-12', gender: 'X', number: '7K3MQ9TX2BVFC', address: '12 Shore Road',
    emergency: 'Ben Lee, 555 0100', note: 'Penicillin', markers: ['veteran', 'donor'] });
const length = Buffer.alloc(4);
length.writeUInt32BE(content.length);
write('card_request', 'content', content);
write('card_request', 'head', Buffer.concat([Buffer.from('PLP1'), length, Buffer.from(content)]));
for (const [name, day] of Object.entries({ leap: '2004-02-29', today: '2026-11-23', last: '9999-12-31' })) write('date', name, day);
const zeros = '00'.repeat(32);
write('key_file', 'release', `{"v":1,"kind":"release","seed":"${zeros}","public":"3b6a27bcceb6a42d62a3a8d02a6f0d73653215771de243a63ac048a18b59da29"}\n`);
write('key_file', 'epoch', `{"v":1,"kind":"epoch","scalar":"${zeros}","public":"${zeros}"}\n`);
write('key_file', 'dates', '{"v":1,"id":1,"end":"2027-11-23","destroy":"2034-11-23"}\n');
for (const [name, text] of Object.entries({ hex: '00ff', base64: 'AP8=', base45: 'QED8WEX0' })) write('encoding', name, text);
const printers = join(import.meta.dirname, '../../assets/printers');
for (const file of readdirSync(printers).filter((name) => name.endsWith('.json'))) write('printer_model', file, readFileSync(join(printers, file)));

write('operators', 'offsets', '{"v":1,"front":{"x":-30,"y":20},"back":{"x":0,"y":500}}');
write('operators', 'directives', '# none\nPreserveJobHistory No\n<Location />\nOrder allow,deny\n</Location>\nPageLogFormat\n');
write('operators', 'date', 'Sun, 06 Nov 1994 08:49:37 GMT');
write('operators', 'counters', Buffer.from('504c54310000000000000000000004110000000000000029b024bf3783ecb8c6', 'hex'));

// The W3C's own passkey (WebAuthn Level 3, 16.2): an attestation object, its authenticator data, client data.
const kAttestation = Buffer.from('a363666d74646e6f6e656761747453746d74a068617574684461746158a4bfabc37432958b063360d3ad6461c9c4735ae7f8edd46592a5' +
    'e0f01452b2e4b559000000008446ccb9ab1db374750b2367ff6f3a1f0020f91f391db4c9b2fde0ea70189cba3fb63f579ba6122b33ad94' +
    'ff3ec330084be4a5010203262001215820afefa16f97ca9b2d23eb86ccb64098d20db90856062eb249c33a9b672f26df61225820930a56' +
    'b87a2fca66334b03458abf879717c12cc68ed73290af2e2664796b9220', 'hex');
write('passkey', 'attestation', kAttestation);
write('passkey', 'authenticator_data', kAttestation.subarray(30));
write('passkey', 'client_data', '{"type":"webauthn.get","challenge":"AAAA","origin":"https://example.org","crossOrigin":false}');

// A journal with a slot of each state; the fuzzer repeats what is short.
const slot = (state) => Buffer.concat([Buffer.alloc(24, state), Buffer.from([state, 0, 0, 0, 0, 0x1e, 0x84, 0x80])]);
write('journal', 'empty', Buffer.alloc(32));
write('journal', 'states', Buffer.concat([1, 2, 3, 0].map(slot)));

// What a printer answers to Get-Printer-Attributes (RFC 8010), with the model's number before it.
const kTag = { integer: 0x21, enum: 0x23, octets: 0x30, resolution: 0x32, name: 0x42, keyword: 0x44, mime: 0x49 };
const sized = (bytes) => Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes]);
const int32 = (value) => { const out = Buffer.alloc(4); out.writeInt32BE(value); return out; };
const valueOf = (tag, value) => {
    if (tag === 'integer' || tag === 'enum') return int32(value);
    return tag === 'resolution' ? Buffer.concat([int32(value), int32(value), Buffer.from([3])]) : Buffer.from(value);
};
const attribute = (tag, name, ...values) => Buffer.concat(values.flatMap((value, i) =>
    [Buffer.from([kTag[tag]]), sized(Buffer.from(i === 0 ? name : '')), sized(valueOf(tag, value))]));
const member = (name, value) => Buffer.concat([Buffer.from([0x4a]), sized(Buffer.alloc(0)), sized(Buffer.from(name)),
    Buffer.from([kTag.integer]), sized(Buffer.alloc(0)), sized(int32(value))]);
const size = (x, y) => Buffer.concat([Buffer.from([0x34]), sized(Buffer.from('media-size-supported')), sized(Buffer.alloc(0)),
    member('x-dimension', x), member('y-dimension', y), Buffer.from([0x37]), sized(Buffer.alloc(0)), sized(Buffer.alloc(0))]);
const answer = (model, ...attributes) => Buffer.concat([Buffer.from([model, 2, 0, 0, 0, 0, 0, 0, 1, 4]), ...attributes, Buffer.from([3])]);
const raster = [attribute('mime', 'document-format-supported', 'image/pwg-raster', 'image/jpeg'),
    attribute('keyword', 'pwg-raster-document-type-supported', 'srgb_8'), attribute('keyword', 'pwg-raster-document-sheet-back', 'rotated'),
    attribute('resolution', 'pwg-raster-document-resolution-supported', 300, 600), attribute('keyword', 'sides-supported', 'one-sided', 'two-sided-short-edge')];
write('printer_answer', 'raster', answer(0, attribute('keyword', 'media-ready', 'custom_card_53.98x85.6mm'), ...raster));
write('printer_answer', 'canvas', answer(1, size(5486, 8602), ...raster));
write('printer_answer', 'pdf', answer(0, size(5398, 8560), attribute('mime', 'document-format-supported', 'application/pdf'),
    attribute('keyword', 'print-scaling-supported', 'fill')));
write('printer_answer', 'commands', answer(3, size(5398, 8560), attribute('mime', 'document-format-supported', 'application/pdf', 'image/jpeg')));
// Numbers that no printer has: the smallest there is, and a unit that is none.
write('printer_answer', 'smallest', answer(0, size(-2147483648, 8560), ...raster));
const strange = attribute('resolution', 'pwg-raster-document-resolution-supported', 300);
strange[strange.length - 1] = 64;
write('printer_answer', 'unit', answer(0, size(5398, 8560), ...raster.slice(0, 2), strange));
write('printer_answer', 'needs', answer(0, attribute('enum', 'printer-state', 5),
    attribute('keyword', 'printer-state-reasons', 'media-empty-error', 'marker-supply-empty', 'door-open', 'media-jam'),
    attribute('integer', 'marker-levels', 12, -2, 101), attribute('keyword', 'marker-types', 'ribbonWax', 'waste-ink', 'ink'),
    attribute('octets', 'printer-supply', 'type=ribbon;maxcapacity=100;level=7;unit=percent;'),
    attribute('octets', 'printer-input-tray', 'type=sheetFeedAutoRemovableTray;maxcapacity=100;level=80;')));

// The first byte says whether it is a template's JSON or its art.
const styles = { city: { size_mm: 4.7, weight: 700, colour: '#FFFFFF', lines: 1, vertical: 'middle' },
    name: { size_mm: 6.2, weight: 700, colour: 'ink', lines: 3, align: 'end', ground: 'ink' } };
write('template', 'form', `\0${JSON.stringify({ v: 2, art: 'fuzz', smallest_x_height_mm: 1, photo: { lift: 0.1, sharpen: 0.5 },
    families: ['Noto Sans'], colours: { ink: '#1B2430' }, sides: { front: styles, back: {}, 'back-plain': {} }, texts: { check: 'Check' } })}`);
write('template', 'like', `\0${JSON.stringify({ v: 2, like: 'fuzz', colours: { ink: '#1B2430' } })}`);
write('template', 'art', `\x01<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 85.6 53.98">
<defs><linearGradient id="g"><stop class="stop-brand" offset="0"/><stop offset="1" stop-color="#fff"/></linearGradient><clipPath id="c"><circle r="9"/></clipPath></defs>
<g transform="translate(2 3) rotate(10)" clip-path="url(#c)"><path id="photo" class="fill-brand" d="M0 0h18v23H0zm1 1c2 3 4 5 6 7a3 3 0 0 1 2 2"/></g>
<rect id="name" x="30" y="5" width="40" height="12" fill="url(#g)"/><use xlink:href="#name" x="1"/><text id="dob" x="9" y="9">1</text></svg>`);
// Requests as bridges, desks and others send them, one or several on a connection.
const kHost = 'Host: 127.0.0.1:8460';
const asked = (line, lines = [], body = '') => Buffer.concat([Buffer.from([`${line} HTTP/1.1`, kHost, ...lines, '', ''].join('\r\n')), Buffer.from(body)]);
const posted = (path, type, body, lines = []) => asked(`POST ${path}`, [`Content-Type: ${type}`, `Content-Length: ${body.length}`, ...lines], body);
const fromDesk = (name, body) => posted(`/desk/api/${name}`, 'application/json', JSON.stringify(body),
    ['Origin: http://127.0.0.1:8460', `Cookie: porchlight_desk=${'0'.repeat(64)}`]);
const kioskRequest = Buffer.from(JSON.parse(readFileSync(join(root, 'kiosk_request/ok-issue.json'), 'utf8')).input, 'hex');
const requests = {
    health: asked('GET /healthz', ['Connection: close']), challenge: asked('GET /v1/challenge'), file: asked(`GET /v1/files/${'0'.repeat(64)}`),
    issue: posted('/v1/kiosk', 'application/octet-stream', kioskRequest, ['Prefer: wait=25', 'Expect: 100-continue']),
    numbers: posted('/v1/numbers', 'application/octet-stream', kioskRequest),
    sign_in: fromDesk('sign-in', { name: 'demo', password: 'lighthouse' }), waiting: asked('GET /desk/api/waiting?after=1'),
    approve: fromDesk('approve', { request: '0'.repeat(32), words: ['try', 'admit', 'rice'] }),
    deny: fromDesk('deny', { request: '0'.repeat(32), reason: 'papers' }), sign_out: fromDesk('sign-out', {}),
    chunked: asked('POST /v1/kiosk', ['Transfer-Encoding: chunked'], '5\r\nhello\r\n0\r\n\r\n'),
    twice: asked('POST /v1/kiosk', ['Content-Length: 5', 'Transfer-Encoding: chunked'], 'hello'), other: asked('DELETE /v1/manifest'),
};
for (const [name, bytes] of Object.entries(requests)) write('http', name, bytes);
write('http', 'several', Buffer.concat([requests.challenge, requests.issue, requests.waiting]));
console.log(`${count} seeds`);
