// Requests as no browser sends them: any Host, Origin, cookie or length, or no HTTP at all.
import { request } from 'node:http';
import { connect } from 'node:net';

const kPatience = 20_000;

const errorIn = (body) => {
    try {
        return JSON.parse(body).error;
    } catch {
        return undefined;
    }
};

// { status, error, headers, body }; rejects when nothing was answered. A body is sent with its length unless the
// headers say otherwise.
export function ask(url, { method = 'GET', path = '/', headers = {}, body } = {}) {
    const { hostname, port, host } = new URL(url);
    const length = body === undefined || 'transfer-encoding' in headers ? {} : { 'content-length': Buffer.byteLength(body) };
    return new Promise((resolve, reject) => {
        const asked = request({ hostname, port, path, method, agent: false, setHost: false, headers: { host, ...length, ...headers } }, (answer) => {
            const parts = [];
            answer.on('data', (part) => parts.push(part));
            answer.on('error', reject);
            answer.on('end', () => {
                const whole = Buffer.concat(parts);
                resolve({ status: answer.statusCode, error: errorIn(whole), headers: answer.headers, body: whole });
                asked.destroy();
            });
        });
        asked.setTimeout(kPatience, () => asked.destroy(new Error(`no answer in ${kPatience} ms`)));
        asked.on('error', reject);
        if (body !== undefined) asked.write(body);
        // A length that was only claimed is waited for in vain: the answer must come without it.
        if (Number(headers['content-length'] ?? 0) > Buffer.byteLength(body ?? '')) asked.flushHeaders();
        else asked.end();
    });
}

// Sends bytes as they are, and nothing more; gives all that comes back.
export function exchange(url, bytes) {
    const { hostname, port } = new URL(url);
    return new Promise((resolve, reject) => {
        const socket = connect({ host: hostname, port: Number(port) }, () => socket.end(bytes));
        const parts = [];
        socket.setTimeout(kPatience, () => socket.destroy(new Error(`no answer in ${kPatience} ms`)));
        socket.on('data', (part) => parts.push(part));
        socket.on('error', reject);
        socket.on('end', () => resolve(Buffer.concat(parts).toString('latin1')));
    });
}
