// The peer: takes a card over a WebSocket, renders both faces and hands them to the printer over IPP.
// node daemon.mjs PRINTER-URI TEMPLATE-FOLDER; prints its port when it is ready.
// A message: length of the JSON (4 bytes), JSON, photo. Answers { rendered_ms } and, unless it is only to render, when
// the printer has accepted both jobs { accepted: true }.
import { promisify } from 'node:util';
import ipp from 'ipp';
import { WebSocketServer } from 'ws';
import { Faces } from './faces.mjs';

const [uri, folder] = process.argv.slice(2);
const faces = new Faces(folder);
const printer = ipp.Printer(uri);
const execute = promisify(printer.execute.bind(printer));

async function print(data) {
    for (;;) {
        const answer = await execute('Print-Job', {
            'operation-attributes-tag': { 'requesting-user-name': 'kiosk', 'job-name': 'card', 'document-format': 'image/jpeg' }, data });
        if (answer.statusCode !== 'server-error-busy') return answer.statusCode;
        await new Promise((done) => setTimeout(done, 20));
    }
}

async function take(socket, message) {
    const length = message.readUInt32BE(0);
    const card = JSON.parse(message.subarray(4, 4 + length));
    const began = performance.now();
    const pages = await faces.render(card, message.subarray(4 + length));
    const rendered_ms = performance.now() - began;
    const accepted = [];
    if (!card.isOnlyDrawn) for (const page of pages) accepted.push(await print(page));
    socket.send(JSON.stringify({ rendered_ms, accepted }));
}

const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
server.on('connection', (socket) => socket.on('message', (message) => take(socket, message)
    .catch((error) => socket.send(JSON.stringify({ error: String(error) })))));
server.on('listening', () => console.log(`ready on ${server.address().port}`));
