// Bundles the form as a product is, and serves it with brotli bodies, as the kiosk's page is served.
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';

const page = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Form</title><div id="root"></div><script type="module" src="/form.js"></script>';

// Its ES module looks for its other half in a folder where that is not.
const wrappers = createRequire(import.meta.url).resolve('libsodium-wrappers');

export async function servePeer() {
    const { outputFiles: [script] } = await build({ entryPoints: [join(import.meta.dirname, 'form.jsx')], bundle: true, minify: true, write: false,
        alias: { 'libsodium-wrappers': wrappers }, format: 'esm', target: 'es2022', jsx: 'automatic', platform: 'browser', external: ['fs', 'path', 'crypto'],
        define: { 'process.env.NODE_ENV': '"production"' } });
    const files = { '/': ['text/html; charset=utf-8', brotliCompressSync(page)], '/form.js': ['text/javascript', brotliCompressSync(script.contents)] };
    const peer = { sent: 0 };
    const server = createServer((request, response) => {
        const [type, body] = files[request.url] ?? ['text/plain', brotliCompressSync('')];
        peer.sent += body.length;
        response.writeHead(files[request.url] ? 200 : 404, { 'Content-Type': type, 'Content-Encoding': 'br' }).end(body);
    });
    await new Promise((done) => server.listen(0, '127.0.0.1', done));
    peer.address = `http://localhost:${server.address().port}/`;
    peer.stop = () => { server.closeAllConnections(); server.close(); };
    return peer;
}
