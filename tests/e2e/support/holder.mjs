// A process that holds given bytes in its memory, and nothing else of them: they are handed over masked.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const kMask = 0xa5;
const masked = (bytes) => bytes.map((byte) => byte ^ kMask);

export class Holder {
    static async start() {
        const holder = new Holder();
        holder.child = spawn(process.execPath, [fileURLToPath(import.meta.url)], { stdio: ['pipe', 'pipe', 'inherit'] });
        return holder;
    }

    get pid() { return this.child.pid; }

    // Resolves when it holds them.
    async hold(bytes) {
        this.child.stdin.end(masked(bytes));
        await once(this.child.stdout, 'data');
    }

    async end() {
        this.child.kill('SIGKILL');
        await once(this.child, 'exit');
    }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
    const parts = [];
    process.stdin.on('data', (part) => parts.push(part));
    process.stdin.on('end', () => {
        globalThis.held = masked(Buffer.concat(parts));
        setInterval(() => globalThis.held.length, 1000);
        process.stdout.write('held');
    });
}
