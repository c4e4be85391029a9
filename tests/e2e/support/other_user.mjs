// What another user of the machine can do: nobody, with a program of the system's.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { start, until } from './processes.mjs';

const kNobody = ['--reuid', 'nobody', '--regid', 'nogroup', '--clear-groups'];
const kPython = '/usr/bin/python3';

const kServer = `
import http.server, socket, socketserver, sys

class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        print(self.requestline, self.headers.get("Cookie"), flush=True)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"<title>Welcome</title>")

    def log_message(self, *_):
        pass

class Server(socketserver.TCPServer):
    address_family = socket.AF_INET6 if ":" in sys.argv[1] else socket.AF_INET
    allow_reuse_address = True

with Server((sys.argv[1], int(sys.argv[2])), Handler) as server:
    print("listening", flush=True)
    server.serve_forever()
`;

const kBind = `
import errno, socket, sys
with socket.socket(socket.AF_INET6 if ":" in sys.argv[1] else socket.AF_INET) as it:
    it.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    it.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    try:
        it.bind((sys.argv[1], int(sys.argv[2])))
        it.listen()
        print("taken")
    except OSError as error:
        print(errno.errorcode[error.errno])
`;

// 'taken', or the name of the error.
export function tryToTake(host, port, { asRoot = false } = {}) {
    const command = [kPython, '-c', kBind, host, String(port)];
    return execFileSync('setpriv', [...(asRoot ? [] : kNobody), ...command], { encoding: 'utf8' }).trim();
}

// A web server of theirs: { child, heard() }, what it was sent as lines of request and cookie.
export async function serveAsNobody(host, port, log) {
    const child = start('setpriv', [...kNobody, kPython, '-c', kServer, host, String(port)], { log });
    const said = () => readFileSync(log, 'utf8').split('\n').filter(Boolean);
    await until('a server of another user', () => said().includes('listening'));
    return { child, heard: () => said().filter((line) => line !== 'listening') };
}
