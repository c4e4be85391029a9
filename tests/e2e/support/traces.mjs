// The forms in which a text may lie in memory or in a file, and finding any of them in bytes, fast: a memory of
// gigabytes is looked through in seconds (Wu and Manber, "A fast algorithm for multi-pattern searching", 1994).

const swapped = (bytes) => Buffer.from(bytes).swap16();
const isLatin1 = (text) => [...text].every((character) => character.codePointAt(0) < 256);

// As a browser, a library or a file writes it: one byte a letter is how a script engine keeps Western text.
const kEncodings = {
    'UTF-8': (text) => Buffer.from(text, 'utf8'),
    'Latin-1': (text) => (isLatin1(text) ? Buffer.from(text, 'latin1') : null),
    'UTF-16LE': (text) => Buffer.from(text, 'utf16le'),
    'UTF-16BE': (text) => swapped(Buffer.from(text, 'utf16le')),
};

// The symbols of base64 that the bytes alone decide, when so many bytes stand before them.
function base64At(bytes, before, alphabet) {
    const symbols = Buffer.concat([Buffer.alloc(before), bytes]).toString(alphabet);
    return Buffer.from(symbols.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6)));
}

const kWrappings = {
    'plain': (bytes) => [bytes],
    'base64': (bytes) => [0, 1, 2].map((before) => base64At(bytes, before, 'base64')),
    'base64url': (bytes) => [0, 1, 2].map((before) => base64At(bytes, before, 'base64url')),
    'hex': (bytes) => [Buffer.from(bytes.toString('hex'))],
    'HEX': (bytes) => [Buffer.from(bytes.toString('hex').toUpperCase())],
};

// Every form of the texts (name → text), each once: [{ what, bytes }].
export function formsOf(texts) {
    const forms = new Map();
    for (const [name, text] of Object.entries(texts))
        for (const [encoding, encode] of Object.entries(kEncodings)) {
            const bytes = encode(text);
            if (!bytes) continue;
            for (const [wrapping, wrap] of Object.entries(kWrappings))
                for (const [at, form] of wrap(bytes).entries()) {
                    const key = form.toString('hex');
                    if (!forms.has(key)) forms.set(key, { what: `${name}, ${encoding}, ${wrapping}${wrapping.startsWith('base64') ? ` +${at}` : ''}`, bytes: form });
                }
        }
    return [...forms.values()];
}

// The same of bytes (name → bytes) that are no text.
export const formsOfBytes = (pieces) => Object.entries(pieces).flatMap(([name, bytes]) => Object.entries(kWrappings)
    .flatMap(([wrapping, wrap]) => wrap(bytes).map((form) => ({ what: `${name}, ${wrapping}`, bytes: form }))));

const kBlocks = 65536; // every pair of bytes

export class Finder {
    #forms;
    #shortest;
    #shift; // by the pair of bytes that ends the window: how far no form can begin
    #ending = new Map(); // by that pair: the forms whose window it ends

    constructor(forms) {
        this.#forms = forms;
        this.#shortest = Math.min(...forms.map(({ bytes }) => bytes.length));
        if (this.#shortest < 8) throw new Error(`a form of ${this.#shortest} bytes would be found everywhere`);
        this.longest = Math.max(...forms.map(({ bytes }) => bytes.length));
        this.#shift = new Uint8Array(kBlocks).fill(Math.min(255, this.#shortest - 1));
        for (const form of forms) this.#add(form);
    }

    get forms() { return this.#forms; }

    #add(form) {
        const { bytes } = form;
        const last = this.#shortest - 2;
        for (let at = 0; at <= last; at++) {
            const block = bytes[at] | (bytes[at + 1] << 8);
            this.#shift[block] = Math.min(this.#shift[block], last - at);
        }
        const block = bytes[last] | (bytes[last + 1] << 8);
        this.#ending.set(block, [...(this.#ending.get(block) ?? []), form]);
    }

    // Calls found(form, offset) for each place of a form in the first `size` bytes.
    search(buffer, size, found) {
        const shift = this.#shift;
        const last = this.#shortest - 2;
        for (let at = last; at + 1 < size;) {
            const block = buffer[at] | (buffer[at + 1] << 8);
            const step = shift[block];
            if (step > 0) {
                at += step;
                continue;
            }
            const begin = at - last;
            for (const form of this.#ending.get(block))
                if (begin + form.bytes.length <= size && form.bytes.compare(buffer, begin, begin + form.bytes.length) === 0) found(form, begin);
            at += 1;
        }
    }
}
