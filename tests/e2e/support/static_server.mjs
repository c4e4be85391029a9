// Any web server: files of a folder with their types, without a header of ours. Counts what is asked of it.
import { createServer } from 'node:http';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { extname, join, normalize } from 'node:path';

const kTypes = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.wasm': 'application/wasm',
    '.json': 'application/json', '.ttf': 'font/ttf' };

export class StaticServer {
    asked = [];
    #server;

    static async start(folder, port = 0) {
        const server = new StaticServer();
        server.#server = createServer((request, response) => {
            const path = normalize(new URL(request.url, 'http://localhost').pathname).replace(/\/$/, '/index.html');
            server.asked.push(`${request.method} ${path}`);
            const file = join(folder, path);
            if (!existsSync(file) || !statSync(file).isFile()) return response.writeHead(404).end();
            response.writeHead(200, { 'Content-Type': kTypes[extname(file)] ?? 'application/octet-stream' }).end(readFileSync(file));
        });
        await new Promise((done) => server.#server.listen(port, '127.0.0.1', done));
        server.port = server.#server.address().port;
        server.url = `http://localhost:${server.port}/`;
        return server;
    }

    stop() {
        this.#server.closeAllConnections();
        return new Promise((done) => this.#server.close(done));
    }
}
