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

// Which fuzzers read a vector of this kind.
const fuzzers = {
    name: ['name', 'record'], record: ['record', 'json'], envelope: ['envelope'], number: ['number'],
    code: ['code', 'encoding'], manifest: ['signed_document', 'json'], release: ['signed_document', 'json'],
    kiosk_request: ['kiosk_request'], receipt: ['receipt'], answer: ['answer'], card_request: ['card_request'],
    numbers_answer: ['numbers_answer'], number_list: ['number_list'], number_book: ['number_book'],
    trust: ['trust', 'json'], key_file: ['key_file'], export: ['export'],
};

for (const kind of readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name)) {
    for (const file of readdirSync(join(root, kind))) {
        const vector = JSON.parse(readFileSync(join(root, kind, file), 'utf8'));
        const bytes = Buffer.from(vector.input, 'hex');
        for (const fuzzer of fuzzers[kind] ?? []) write(fuzzer, file, bytes);
        const payload = kind === 'manifest' || kind === 'release' ? payloadOf(bytes) : null;
        if (payload) write(kind, file, payload);
        if (kind === 'verify') write('verify', file, Buffer.concat([Buffer.from(`${vector.trust}\0${vector.manifest}\0`), bytes]));
        if (vector.trust) write('trust', file, vector.trust);
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
console.log(`${count} seeds`);
