// The check itself is C++ (checker.wasm). An instance lives for one card: forget() zeroes its memory and drops it.
import createChecker from './checker.js';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export class Judge {
    #files;
    #instance;

    // files: {program, trust, manifest}, ArrayBuffers.
    constructor(files) {
        this.#files = files;
    }

    // What it says of the list of keys: {list: 'ok', city, good_through, stale} or {list: 'signature'} and the like.
    async start() {
        this.#instance = await createChecker({ wasmBinary: this.#files.program });
        const now = new Date();
        if (!this.#instance._checker_start(now.getFullYear(), now.getMonth() + 1, now.getDate())) return { list: 'malformed' };
        const [trust, manifest] = [new Uint8Array(this.#files.trust), new Uint8Array(this.#files.manifest)];
        return this.#ask([trust, manifest], (size) => this.#instance._checker_open(trust.length, size));
    }

    code(text) {
        return this.#ask([encoder.encode(text)], (size) => this.#instance._checker_code(size));
    }

    holder({ name, dob, number }) {
        const parts = [name, dob, number].map((part) => encoder.encode(part));
        return this.#ask(parts, (size) => this.#instance._checker_holder(parts[0].length, parts[1].length, size));
    }

    async forget() {
        this.#instance?.HEAPU8.fill(0);
        await this.start();
    }

    // A call may move the memory: views are taken anew.
    #ask(parts, call) {
        const total = parts.reduce((sum, part) => sum + part.length, 0);
        let at = this.#instance._checker_buffer(total);
        for (const part of parts) {
            this.#instance.HEAPU8.set(part, at);
            at += part.length;
        }
        const size = call(total);
        const answer = this.#instance._checker_answer();
        return JSON.parse(decoder.decode(this.#instance.HEAPU8.slice(answer, answer + size)));
    }
}
