// What lies in files: folders, what is new in the machine's temporary places, and what processes hold open.
import { closeSync, lstatSync, openSync, readSync, readdirSync, readlinkSync, statSync } from 'node:fs';
import { join } from 'node:path';

const kChunk = 4 << 20;
const buffer = Buffer.allocUnsafe(kChunk + 4096);

const orNothing = (look) => {
    try {
        return look();
    } catch (error) {
        if (['ENOENT', 'ESRCH', 'ENXIO'].includes(error.code)) return undefined; // It has gone meanwhile.
        throw error;
    }
};

// [{ form, what }] of one file; nothing of one that has gone.
export function searchFile(path, finder) {
    const hits = [];
    const file = orNothing(() => openSync(path, 'r'));
    if (file === undefined) return hits;
    let kept = 0;
    for (let got; (got = readSync(file, buffer, kept, kChunk, null)) > 0;) {
        finder.search(buffer, kept + got, (form, at) => { if (at + form.bytes.length > kept) hits.push({ form: form.what, what: path }); });
        const size = kept + got;
        kept = Math.min(size, finder.longest - 1);
        buffer.copyWithin(0, size - kept, size);
    }
    closeSync(file);
    return hits;
}

// Every regular file below a folder, but for what is below the left-out ones.
export function filesBelow(folder, leftOut = []) {
    if (leftOut.includes(folder)) return [];
    const entries = orNothing(() => readdirSync(folder, { withFileTypes: true })) ?? [];
    return entries.flatMap((entry) => {
        const path = join(folder, entry.name);
        if (entry.isDirectory()) return filesBelow(path, leftOut);
        return entry.isFile() && !leftOut.includes(path) ? [path] : [];
    });
}

// Those of them that were made or written since.
export function newFilesBelow(folder, since, leftOut) {
    return filesBelow(folder, leftOut).filter((path) => {
        const file = orNothing(() => lstatSync(path));
        return file !== undefined && Math.max(file.mtimeMs, file.ctimeMs) >= since;
    });
}

// Files that a process holds open though no folder names them any more: [{ path, target, inode }], path to read them by.
export function unnamedFilesOf(pid) {
    const folder = `/proc/${pid}/fd`;
    return (orNothing(() => readdirSync(folder)) ?? []).flatMap((name) => {
        const path = join(folder, name);
        const target = orNothing(() => readlinkSync(path));
        const file = target?.endsWith(' (deleted)') ? orNothing(() => statSync(path)) : undefined;
        return file?.isFile() ? [{ path, target, inode: `${file.dev}:${file.ino}` }] : [];
    });
}
