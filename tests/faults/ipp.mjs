// The two things that the fault run says to the printer program itself (RFC 8010): take this job, how are you.
import { request } from 'node:http';

const kPrintJob = 0x0002;
const kGetPrinterAttributes = 0x000b;
const kStates = { 3: 'idle', 4: 'processing', 5: 'stopped' };

function attribute(tag, name, value) {
    const header = Buffer.alloc(3);
    header.writeUInt8(tag);
    header.writeUInt16BE(name.length, 1);
    const length = Buffer.alloc(2);
    length.writeUInt16BE(value.length);
    return Buffer.concat([header, Buffer.from(name), length, Buffer.from(value)]);
}

function send(port, operation, attributes = [], document = '') {
    const uri = `ipp://localhost:${port}/ipp/print`;
    const body = Buffer.concat([Buffer.from([2, 0, 0, operation, 0, 0, 0, 1, 1]), attribute(0x47, 'attributes-charset', 'utf-8'),
        attribute(0x48, 'attributes-natural-language', 'en'), attribute(0x45, 'printer-uri', uri), ...attributes,
        Buffer.from([3]), Buffer.from(document)]);
    return new Promise((resolve, reject) => {
        const headers = { 'Content-Type': 'application/ipp', 'Content-Length': body.length };
        const asked = request({ port, host: '127.0.0.1', path: '/ipp/print', method: 'POST', headers, agent: false }, (answer) => {
            const parts = [];
            answer.on('data', (part) => parts.push(part));
            answer.on('end', () => resolve(Buffer.concat(parts)));
        });
        asked.on('error', reject);
        asked.end(body);
    });
}

// True if the printer takes the job, and does not say that it is busy.
export async function printJob(port, document) {
    const answer = await send(port, kPrintJob, [attribute(0x49, 'document-format', 'image/pwg-raster')], document);
    return answer.readUInt16BE(2) < 0x0100;
}

export async function printerState(port) {
    const answer = await send(port, kGetPrinterAttributes, [attribute(0x44, 'requested-attributes', 'printer-state')]);
    const at = answer.indexOf('printer-state') + 'printer-state'.length;
    return kStates[answer.readInt32BE(at + 2)];
}
