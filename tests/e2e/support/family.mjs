// A process and all that it has started, as /proc tells it.
import { readFileSync, readdirSync } from 'node:fs';

function entry(pid) {
    try {
        const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
        const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        const command = readFileSync(`/proc/${pid}/cmdline`, 'latin1').replaceAll('\0', ' ').trim();
        return state === 'Z' ? [] : [{ pid: Number(pid), parent: Number(parent), command }];
    } catch {
        return []; // It has ended meanwhile.
    }
}

const everybody = () => readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap(entry);

// What a browser calls a process of its own: browser, renderer, gpu-process, utility network.mojom.NetworkService…
function roleOf(command) {
    const type = / --type=(\S+)/.exec(command)?.[1] ?? 'browser';
    const service = / --utility-sub-type=(\S+)/.exec(command)?.[1];
    return service ? `${type} ${service}` : type;
}

export function family(root) {
    const all = everybody();
    const members = all.filter(({ pid }) => pid === root);
    for (const member of members) members.push(...all.filter(({ parent }) => parent === member.pid));
    return members;
}

// [{ pid, role }] of the browser on this profile; its first process is the only one that names it.
export function browserFamily(profile) {
    const first = everybody().find(({ command }) => command.includes(`--user-data-dir=${profile}`) && !command.includes('--type='));
    if (!first) throw new Error(`no browser runs on ${profile}`);
    return family(first.pid).map(({ pid, command }) => ({ pid, role: roleOf(command) }));
}
