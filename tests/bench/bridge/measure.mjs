// Of processes: how much memory is theirs, how long until they are ready; and of numbers: the middle one.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

export function median(values) {
    const sorted = values.toSorted((a, b) => a - b);
    const middle = sorted.length >> 1;
    return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

// Proportional set size, in MiB: shared pages count by their share.
export const pss = (pid) => Number(/^Pss: +(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'latin1'))[1]) / 1024;

// The largest that was seen, looked at every tenth of a second until stop() is called.
export function peakOf(pid) {
    let most = pss(pid);
    const timer = setInterval(() => { most = Math.max(most, pss(pid)); }, 100);
    return { stop() { clearInterval(timer); return Math.max(most, pss(pid)); } };
}

// Runs it until it says a line that matches: { child, took_ms, match }.
export function startUntil(command, args, line, options = {}) {
    const began = performance.now();
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'], ...options });
    child.ended = new Promise((resolve) => child.once('exit', resolve));
    return new Promise((resolve, reject) => {
        child.once('exit', (code) => reject(new Error(`${command} ended with ${code} before it was ready`)));
        createInterface(child.stdout).on('line', (said) => {
            const match = line.exec(said);
            if (match) resolve({ child, match, took_ms: performance.now() - began });
        });
    });
}
