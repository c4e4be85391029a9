// Looks for canaries in the processes and files of a whole line: server, bridge, printer, its bus, and browsers.
import { browserFamily, family } from './family.mjs';
import { filesBelow, newFilesBelow, searchFile, unnamedFilesOf } from './files.mjs';
import { searchMemory } from './memory.mjs';
import { root } from './stack.mjs';

const kTemporary = ['/tmp', '/var/tmp', '/dev/shm'];
// A file system that is memory: there a browser's processes share what they say to each other.
const isMemory = ({ target }) => target.startsWith('/memfd:') || target.startsWith('/dev/shm/');

const isGone = ({ code }) => code === 'ENOENT' || code === 'ESRCH';

export class Watch {
    bytes = 0;
    files = new Set(); // all that were looked through

    // Made before the first session: what is older than that is not looked through in the temporary places.
    constructor(stack, browsers) {
        this.stack = stack;
        this.browsers = browsers;
        this.since = Date.now() - 1000;
    }

    program(name) { return family(this.stack[name].pid).map(({ pid }) => ({ pid, role: name })); }
    browser(name) { return browserFamily(this.browsers[name].profile); }

    // [{ form, what, role, pid }] in the memory of these processes.
    memory(finder, processes) {
        return processes.flatMap(({ pid, role }) => {
            try {
                const { hits, bytes } = searchMemory(pid, finder);
                this.bytes += bytes;
                return hits.map((hit) => ({ ...hit, role, pid }));
            } catch (error) {
                if (isGone(error)) return [];
                throw error;
            }
        });
    }

    // In every file of programs and browsers but the printed cards, and in what is new in temporary places.
    inFiles(finder) {
        const { dir, tray } = this.stack;
        const own = [dir, ...Object.values(this.browsers).map(({ profile }) => profile)];
        const found = [...own.flatMap((folder) => filesBelow(folder, [tray])),
            ...kTemporary.flatMap((folder) => newFilesBelow(folder, this.since, [root, ...own]))];
        for (const path of found) this.files.add(path);
        return found.flatMap((path) => searchFile(path, finder));
    }

    // In files without a name. While a session lives, its browser may share it in memory.
    inUnnamedFiles(finder, processes, sessionLives) {
        const files = new Map(processes.flatMap(({ pid }) => unnamedFilesOf(pid)).map((file) => [file.inode, file]));
        return [...files.values()].filter((file) => !(sessionLives && isMemory(file)))
            .flatMap(({ path, target }) => searchFile(path, finder).map((hit) => ({ ...hit, what: target })));
    }
}

// One line for each place: what was found, how often, and where.
export function told(hits) {
    const counted = new Map();
    for (const { form, what, role = 'file', pid = '' } of hits) {
        const line = `${role} ${pid}: ${form} in ${what}`;
        counted.set(line, (counted.get(line) ?? 0) + 1);
    }
    return [...counted].map(([line, times]) => `${line} (${times})`).join('\n');
}
