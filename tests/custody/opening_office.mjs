// What stands between a request and its answers: a city's trust file, public log and witnesses, and the opening
// statement that custodians sign for it; every step a process of the real program.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { program } from './custodians.mjs';
import { allowed } from './reasons.mjs';

function done(...words) {
    const { status, stdout, stderr } = spawnSync(program, allowed(words), { encoding: 'utf8' });
    assert.equal(status, 0, `${words[0]}: ${stderr}`);
    return stdout;
}

export class OpeningOffice {
    // custodians: the folders with their keys, in the order of the transcript, which each get trust.json.
    constructor(folder, { transcript, custodians }) {
        mkdirSync(folder);
        Object.assign(this, { folder, custodians, log: join(folder, 'log'), trust: join(folder, 'trust.json') });
        mkdirSync(this.#at('papers'));
        this.hear(transcript);
        const sharing = JSON.parse(readFileSync(transcript, 'utf8').split('\n')[0]);
        this.k = sharing.k;
        done('trust', '--transcript', transcript, '--releases', sharing.custodians[0].key, '--release-threshold', '1', '--out', this.trust);
        copyFileSync(this.trust, join(folder, 'trust-without-log.json'));
        const key = /log key: (\S+)/.exec(done('log-create', '--dir', this.#at('operator'), '--log', this.log, '--origin', 'log.lakehaven.example'))[1];
        const names = ['press.example', 'university.example'];
        const witnesses = names.map((name) => /witness key: (\S+)/.exec(done('witness-create', '--dir', this.#at(name), '--name', name, '--log-key', key))[1]);
        this.witnesses = names.map((name) => this.#at(name));
        done('trust-log', '--trust', this.trust, '--log-key', key, '--witnesses', witnesses.join(','), '--threshold', String(names.length));
        for (const custodian of custodians) this.join(custodian);
        done('log-append', '--dir', this.#at('operator'), '--log', this.log, '--trust', this.trust, '--transcript', transcript);
    }
    #at(name) { return join(this.folder, name); }

    // Of one more sharing.
    hear(transcript) { copyFileSync(transcript, join(this.#at('papers'), `${readdirSync(this.#at('papers')).length}.transcript`)); }

    join(custodian) { copyFileSync(this.trust, join(custodian, 'trust.json')); }

    // The statement of a request with the signatures of these custodians, by index; its path.
    sign(request, indices = Array.from({ length: this.k }, (_, i) => i + 1)) {
        const number = readdirSync(this.folder).length;
        return indices.reduce((before, index, i) => {
            const out = this.#at(`statement-${number}-${i + 1}.json`);
            const dir = this.custodians[index - 1];
            if (i === 0) done('begin-opening', '--dir', dir, '--request', request, '--reason', 'A card was printed twice', '--order', 'CV-2027-113', '--out', out);
            else done('sign-statement', '--dir', dir, '--request', request, '--in', before, '--out', out);
            return out;
        }, '');
    }

    // Entered and cosigned by all witnesses; the path of the proof.
    prove(statement) {
        done('log-append', '--dir', this.#at('operator'), '--log', this.log, '--trust', this.trust, '--statements', this.#at('papers'), '--statement', statement);
        const notes = this.witnesses.map((dir) => join(dir, 'cosigned'));
        this.witnesses.forEach((dir, i) => done('witness', '--dir', dir, '--log', this.log, '--out', notes[i]));
        for (const note of notes) done('log-gather', '--log', this.log, '--trust', this.trust, '--in', note);
        const proof = `${statement}.tlog-proof`;
        done('log-prove', '--log', this.log, '--trust', this.trust, '--statement', statement, '--out', proof);
        return proof;
    }

    approve(request, indices) {
        const statement = this.sign(request, indices);
        return { statement, proof: this.prove(statement) };
    }

    // A proof with the cosignatures of so many of the witnesses alone.
    proofByFewer(proof, count) {
        const text = readFileSync(proof, 'utf8');
        const at = text.lastIndexOf('\n\n') + 2;
        const lines = text.slice(at).split('\n').filter(Boolean);
        const out = `${proof}.${count}`;
        if (!existsSync(out)) writeFileSync(out, text.slice(0, at) + lines.slice(0, 1 + count).map((line) => `${line}\n`).join(''));
        return out;
    }
}
