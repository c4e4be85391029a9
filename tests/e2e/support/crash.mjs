// Programs that may leave a core file, and are made to: `ulimit -c unlimited`, and a folder where the file would lie.
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { family } from './family.mjs';
import { start } from './processes.mjs';

const kShell = 'ulimit -c unlimited && cd "$0" && "$@"; exit $?';

export class Crash {
    constructor(dir) {
        this.dir = join(dir, 'core');
        this.log = join(dir, 'core.log');
        mkdirSync(this.dir, { recursive: true });
    }

    // As a prefix of a command.
    get prefix() { return ['bash', '-c', kShell, this.dir]; }

    start(command, args) {
        const [shell, ...rest] = [...this.prefix, command, ...args];
        return start(shell, rest, { log: this.log });
    }

    // Ends the program below the shell as an assertion would; resolves to whether a core was dumped.
    static async of(child, log) {
        const [, program] = family(child.pid);
        process.kill(program.pid, 'SIGABRT');
        await child.ended;
        const said = readFileSync(log, 'utf8');
        if (!said.includes('Aborted')) throw new Error(`not aborted: ${said}`);
        return said.includes('core dumped');
    }
}
