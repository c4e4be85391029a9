// The memory of a process as the machine's superuser sees it: all that is mapped, read from /proc/PID/mem.
import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';

const kChunk = 1 << 20;
const kPage = 4096;
const kEntry = 8; // bytes of /proc/PID/pagemap for a page
const kPresentOrSwapped = 0xc0; // in the last of them
const kOfTheKernel = ['[vvar]', '[vvar_vclock]', '[vsyscall]'];
const kStarted = Date.now();

const buffer = Buffer.allocUnsafe(kChunk + kPage);
const entries = Buffer.allocUnsafe((kChunk / kPage + 1) * kEntry);

function allRanges(pid) {
    const out = [];
    for (const line of readFileSync(`/proc/${pid}/smaps`, 'latin1').split('\n')) {
        const head = /^([0-9a-f]+)-([0-9a-f]+) (\S{4}) \S+ \S+ (\d+) *(.*)$/.exec(line);
        if (head) out.push({ from: parseInt(head[1], 16), to: parseInt(head[2], 16), mode: head[3], hasFile: head[4] !== '0', what: head[5] || 'anonymous' });
        const size = /^(\w+): +(\d+) kB/.exec(line);
        if (size) out.at(-1)[size[1]] = Number(size[2]);
    }
    return out;
}

// A private mapping of which no page was written is its file, and that was there before anyone typed.
function isFileAsInstalled({ hasFile, mode, what, Anonymous }) {
    if (!hasFile || mode[3] !== 'p' || Anonymous > 0) return false;
    const file = statSync(what, { throwIfNoEntry: false });
    return file !== undefined && file.mtimeMs < kStarted && file.ctimeMs < kStarted;
}

// Everything that can hold something. A range without a file behind it and without a page in memory holds zeros; one
// that its own process may not read can still hold what was there before.
function ranges(pid) {
    return allRanges(pid).filter((range) => !kOfTheKernel.includes(range.what) && !isFileAsInstalled(range) &&
        (range.Rss + range.Swap > 0 || (range.hasFile && range.mode[0] === 'r')));
}

// The bytes at an address, as many as can be read there; 0 where a page has nothing behind it.
function readAt(file, into, begin, length, address) {
    try {
        return readSync(file, into, begin, length, address);
    } catch (error) {
        if (error.code === 'EIO' || error.code === 'EFAULT') return 0;
        throw error;
    }
}

// Of pages without a file behind them, those that were never written are not there, and hold zeros.
function isUntouched(pagemap, address, length) {
    const got = readAt(pagemap, entries, 0, Math.ceil(length / kPage) * kEntry, Math.floor(address / kPage) * kEntry);
    for (let at = kEntry - 1; at < got; at += kEntry) if (entries[at] & kPresentOrSwapped) return false;
    return got > 0;
}

// Searches one range; what crosses the border of two chunks is found in the second. Gives the bytes looked through.
function searchRange({ memory, pagemap }, { from, to, what, hasFile }, finder, found) {
    let kept = 0; // bytes of the chunk before, at the head of the buffer
    let read = 0;
    for (let address = from; address < to;) {
        const length = Math.min(kChunk, to - address);
        const skipped = !hasFile && isUntouched(pagemap, address, length);
        const got = skipped ? 0 : readAt(memory, buffer, kept, length, address);
        if (got === 0) {
            kept = 0;
            address = skipped ? address + length : (Math.floor(address / kPage) + 1) * kPage;
            continue;
        }
        const size = kept + got;
        const start = address - kept;
        finder.search(buffer, size, (form, at) => { if (at + form.bytes.length > kept) found({ form: form.what, address: start + at, what }); });
        read += got;
        address += got;
        kept = Math.min(size, finder.longest - 1);
        buffer.copyWithin(0, size - kept, size);
    }
    return read;
}

// All of it that can hold something, in pieces.
export function copyMemory(pid) {
    const pieces = [];
    searchMemory(pid, { longest: 1, search: (bytes, size) => pieces.push(Buffer.from(bytes.subarray(0, size))) });
    return pieces;
}

// { hits: [{ form, address, what }], bytes } of a living process; throws when it may not be read or is gone.
export function searchMemory(pid, finder) {
    const hits = [];
    let bytes = 0;
    const [memory, pagemap] = ['mem', 'pagemap'].map((name) => openSync(`/proc/${pid}/${name}`, 'r'));
    try {
        for (const range of ranges(pid)) bytes += searchRange({ memory, pagemap }, range, finder, (hit) => hits.push(hit));
    } finally {
        closeSync(memory);
        closeSync(pagemap);
    }
    if (bytes === 0) throw new Error(`nothing of process ${pid} could be read`);
    return { hits, bytes };
}
