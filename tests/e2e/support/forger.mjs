// A server that was taken over: documents altered or signed by whoever, put into its database from outside, files
// swapped in its folder, answers given in its stead.
import { ed25519 } from '@noble/curves/ed25519.js';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { change } from './database.mjs';
import { until } from './processes.mjs';

const text = (value) => Buffer.from(value, 'utf8');
const payloadOf = (document) => JSON.parse(Buffer.from(JSON.parse(document).payload, 'base64'));

// Another payload under the signatures of the old one.
export function altered(document, alter) {
    const { signatures } = JSON.parse(document);
    const payload = payloadOf(document);
    alter(payload);
    return JSON.stringify({ payload: text(JSON.stringify(payload)).toString('base64'), signatures });
}

// Signed anew, by a key file, for a purpose ("manifest" or "release").
export function signed(document, alter, keyFile, purpose) {
    const { seed, public: key } = JSON.parse(readFileSync(keyFile, 'utf8'));
    const { payload } = JSON.parse(altered(document, alter));
    const context = text(`porchlight ${purpose} v1`);
    const message = Buffer.concat([Buffer.of(context.length), context, Buffer.from(payload, 'base64')]);
    const signature = Buffer.from(ed25519.sign(message, Buffer.from(seed, 'hex'))).toString('base64');
    return JSON.stringify({ payload, signatures: [{ key, signature }] });
}

export class Forger {
    #undo = [];

    // good: what the server has in truth, { manifest, release }, each { serial, document }.
    constructor(stack, between, good) {
        this.stack = stack;
        this.between = between;
        this.good = good;
    }

    // The server's newest of a kind is this document, whatever serial its payload names.
    async offer(kind, document) {
        const table = `${kind}s`;
        change(this.stack, [[`DELETE FROM ${table}`, []], [`INSERT INTO ${table} VALUES(?, ?)`, [this.good[kind].serial, document]]]);
        this.#undo.push(() => this.offer(kind, this.good[kind].document));
        await until(`the server offers the ${kind}`, async () =>
            (await (await fetch(`${this.stack.serverUrl}/v1/${kind}`)).text()) === document);
    }

    #pathOf(digest) { return join(this.stack.serverData, 'files', digest); }

    // null: it is gone.
    swapFile(digest, swap) {
        const path = this.#pathOf(digest);
        const content = readFileSync(path);
        const other = swap(content);
        if (other) writeFileSync(path, other);
        else rmSync(path);
        this.#undo.push(() => writeFileSync(path, content));
    }

    answer(path, body) {
        this.between.instead.set(path, body);
        this.#undo.push(() => this.between.instead.delete(path));
    }

    async undo() {
        const undo = this.#undo;
        this.#undo = [];
        for (const step of undo.toReversed()) await step();
        this.#undo = [];
    }
}
