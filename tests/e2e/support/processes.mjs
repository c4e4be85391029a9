// Starting real programs for a test, and leaving none behind.
import { spawn, execFileSync } from 'node:child_process';
import { connect, createServer } from 'node:net';
import { openSync, closeSync } from 'node:fs';

const running = new Set();
process.on('exit', () => {
    for (const child of running) killGroup(child, 'SIGKILL');
});

export function killGroup(child, signal) {
    try {
        process.kill(-child.pid, signal);
    } catch {
        // Gone already.
    }
}

// A program in a process group of its own; its output goes to a file.
export function start(command, args, { log, env = {} }) {
    const out = openSync(log, 'a');
    const child = spawn(command, args, {
        detached: true,
        stdio: ['ignore', out, out],
        env: { ...process.env, ...env },
    });
    closeSync(out);
    running.add(child);
    child.ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve({ code, signal })));
    child.once('exit', () => running.delete(child));
    return child;
}

export async function stop(child, signal = 'SIGTERM') {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    killGroup(child, signal);
    const late = setTimeout(() => killGroup(child, 'SIGKILL'), 8000);
    await child.ended;
    clearTimeout(late);
}

export function run(command, args, options = {}) {
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe'], ...options });
}

export function freePort() {
    return new Promise((resolve, reject) => {
        const probe = createServer();
        probe.once('error', reject);
        probe.listen(0, '127.0.0.1', () => {
            const { port } = probe.address();
            probe.close(() => resolve(port));
        });
    });
}

// Does anyone answer at a socket's path? Its file is there before.
export function answers(path) {
    return new Promise((resolve) => {
        const probe = connect(path, () => {
            probe.destroy();
            resolve(true);
        });
        probe.once('error', () => resolve(false));
    });
}

export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export async function until(what, condition, { seconds = 40, every = 100 } = {}) {
    const end = Date.now() + seconds * 1000;
    for (;;) {
        const value = await condition();
        if (value) return value;
        if (Date.now() > end) throw new Error(`waited ${seconds} s in vain: ${what}`);
        await sleep(every);
    }
}
