// Custodians as people have them: each a folder of their own and a table of files that are carried between them; every
// step a process of the real program.
import { execFile } from 'node:child_process';
import { chmodSync, copyFileSync, cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { allowed } from './reasons.mjs';

const root = join(import.meta.dirname, '../..');
const build = resolve(process.env.PORCHLIGHT_BUILD ?? join(root, 'build/native'));
export const program = join(build, 'bin/porchlight-custody');

// Ends with whatever status; never throws.
export const run = (...words) => new Promise((done) => {
    execFile(program, allowed(words), { encoding: 'utf8' }, (error, stdout, stderr) => done({ status: error ? error.code : 0, stdout, stderr }));
});

export class Custodian {
    constructor(home, index, name, authority) {
        Object.assign(this, { index, name, authority, home, dir: join(home, 'own'), table: join(home, 'table') });
        mkdirSync(this.table, { recursive: true });
        this.passphrase = join(home, 'passphrase');
        writeFileSync(this.passphrase, `the words of ${name}, which are long\n`);
        chmodSync(this.passphrase, 0o600);
    }
    introduce(out) { return run('introduce', '--dir', this.dir, '--name', this.name, '--authority', this.authority, '--out', out); }
    step(name, ...more) { return run(`ceremony-${name}`, '--dir', this.dir, '--table', this.table, '--passphrase-file', this.passphrase, ...more); }
    shareFile(epoch, sharing, index = this.index) { return join(this.dir, `epoch-${epoch}-sharing-${sharing}-custodian-${index}.share`); }
}

// Everyone's files to everyone, as on a stick that goes round. What is there already stays.
export function carry(homes) {
    for (const from of homes)
        for (const file of readdirSync(from.table))
            for (const to of homes)
                if (!readdirSync(to.table).includes(file)) copyFileSync(join(from.table, file), join(to.table, file));
}

export const filesOf = (table, round) => readdirSync(table).filter((name) => name.startsWith(round))
    .sort((a, b) => Number(a.match(/-(\d+)/)[1]) - Number(b.match(/-(\d+)/)[1])).map((name) => readFileSync(join(table, name), 'utf8'));

// The same people in another branch of the story.
export function branch(custodian, home) {
    rmSync(home, { recursive: true, force: true });
    cpSync(custodian.home, home, { recursive: true });
    return new Custodian(home, custodian.index, custodian.name, custodian.authority);
}
