// What the house's rules are checked against: tracked files, #include lines, and CMake's own graph of targets.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '../..');

export function run(command, args, options = {}) {
    return execFileSync(command, args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'], ...options });
}

// Files that are in the repository or would be with the next `git add`.
export function files() {
    const names = run('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z']).split('\0');
    return [...new Set(names)].filter((name) => name && existsSync(join(root, name))).sort();
}

export const read = (name) => readFileSync(join(root, name), 'utf8');

export const isBinary = (name) => readFileSync(join(root, name)).subarray(0, 8000).includes(0);

// The #include lines of a C++ file: [{line, path, quoted}].
export function includes(text) {
    return [...text.matchAll(/^[ \t]*#[ \t]*include[ \t]*(["<])([^">]+)[">]/gm)].map((match) => ({
        path: match[2], quoted: match[1] === '"', line: text.slice(0, match.index).split('\n').length,
    }));
}

// {target: {target, …}}: what each target of src links, as CMake wrote it down when it configured BUILD.
export function linkGraph(build) {
    const graph = {};
    for (const line of readFileSync(join(build, 'link-graph.txt'), 'utf8').split('\n').filter(Boolean)) {
        const [target, libraries] = line.split(': ');
        graph[target] = new Set(libraries.split(' ').filter((name) => name && !name.endsWith('NOTFOUND')));
    }
    return graph;
}

// Everything that a target links, at any distance.
export function reach(graph, target, seen = new Set()) {
    for (const next of graph[target] ?? []) if (!seen.has(next)) { seen.add(next); reach(graph, next, seen); }
    return seen;
}
