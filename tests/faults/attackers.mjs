// Clients of ill will, until SIGTERM: node tests/faults/attackers.mjs URL SLOW. SLOW connections that send a byte now and
// then and come back when they are thrown out, and a few that send bodies without end, that reset, that never read.
// Says `attacking` once SLOW of them have been connected, and at the end what befell them, as JSON.
import { connect } from 'node:net';

const [url, slow] = [new URL(process.argv[2]), Number(process.argv[3])];
const kSlowStep_ms = 3000;
const kBackAfter_ms = 200;
const kOthers = 8;
const head = (lines) => `${lines.join('\r\n')}\r\nHost: ${url.host}\r\n`;
const said = { connections: 0, thrownOut: 0, refused: 0, resets: 0, endless: 0, answers: {} };
let going = true;
let everConnected = 0;

const open = (onConnect) => {
    const socket = connect({ host: url.hostname, port: Number(url.port) }, () => {
        said.connections++;
        onConnect(socket);
    });
    socket.on('error', () => {});
    return socket;
};
const later = (act, ms) => setTimeout(() => going && act(), ms);
const statusOf = (part) => /^HTTP\/1\.1 (\d+)/.exec(part.toString('latin1'))?.[1];

// A header that grows by a byte at a time and never ends.
function dawdle() {
    let timer;
    let counted = false;
    const socket = open(() => {
        if (!counted && ++everConnected === slow) console.log('attacking');
        counted = true;
        socket.write(head(['GET /healthz HTTP/1.1']) + 'X: ');
        timer = setInterval(() => socket.write('a'), kSlowStep_ms);
    });
    socket.on('data', (part) => { said.refused += statusOf(part) ? 1 : 0; });
    socket.on('close', () => {
        clearInterval(timer);
        said.thrownOut++;
        later(dawdle, kBackAfter_ms * (1 + Math.random()));
    });
}

// More than any body may have, as fast as it is taken.
function pour(lines, piece) {
    let status = 'none';
    const socket = open(() => {
        said.endless++;
        socket.write(head(lines) + '\r\n');
        const more = () => { while (going && !socket.destroyed && socket.write(piece)); };
        socket.on('drain', more);
        more();
    });
    socket.on('data', (part) => { status = statusOf(part) ?? status; });
    socket.on('close', () => {
        said.answers[status] = (said.answers[status] ?? 0) + 1;
        later(() => pour(lines, piece), kBackAfter_ms);
    });
}

// Half a request, and gone without a goodbye.
function reset() {
    const socket = open(() => {
        socket.write(head(['POST /v1/kiosk HTTP/1.1', 'Content-Length: 1280']) + '\r\nPLK1');
        setTimeout(() => {
            said.resets++;
            socket.resetAndDestroy();
        }, Math.random() * 20);
    });
    socket.on('close', () => later(reset, 20));
}

// Asks and asks, and takes no answer.
function ignore() {
    const asks = (head(['GET /desk/ HTTP/1.1']) + '\r\n').repeat(200);
    const socket = open(() => {
        socket.pause();
        const more = () => { while (going && !socket.destroyed && socket.write(asks)); };
        socket.on('drain', more);
        more();
    });
    socket.on('close', () => later(ignore, kBackAfter_ms));
}

const block = Buffer.alloc(1 << 16, 'x');
const chunk = Buffer.concat([Buffer.from('10000\r\n'), block, Buffer.from('\r\n')]);
for (let i = 0; i < slow; i++) dawdle();
for (let i = 0; i < kOthers; i++) {
    pour(['POST /v1/kiosk HTTP/1.1', `Content-Length: ${2 ** 30}`], block);
    pour(['POST /v1/kiosk HTTP/1.1', 'Transfer-Encoding: chunked'], chunk);
    reset();
    ignore();
}
process.on('SIGTERM', () => {
    going = false;
    console.log(JSON.stringify(said));
    process.exit(0);
});
