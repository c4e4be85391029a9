// A public log by node:crypto alone (RFC 6962, C2SP signed-note, tlog-checkpoint, tlog-cosignature, tlog-proof):
// what the vectors are made with, and what checks the logs that our programs write.
import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';

const sha256 = (...parts) => createHash('sha256').update(Buffer.concat(parts.map((part) => Buffer.from(part)))).digest();
const kPrivate = Buffer.from('302e020100300506032b657004220420', 'hex');
const kPublic = Buffer.from('302a300506032b6570032100', 'hex');
const privateKey = (seed) => createPrivateKey({ key: Buffer.concat([kPrivate, Buffer.from(seed)]), format: 'der', type: 'pkcs8' });
const publicKey = (bytes) => createPublicKey({ key: Buffer.concat([kPublic, Buffer.from(bytes)]), format: 'der', type: 'spki' });

// --- the tree ------------------------------------------------------------------------------------------------
export const leafHash = (entry) => sha256([0], Buffer.from(entry));
const parent = (left, right) => sha256([1], left, right);
const split = (size) => 2 ** (Math.ceil(Math.log2(size)) - 1);

export function rootOf(leaves) {
    if (leaves.length === 0) return sha256();
    if (leaves.length === 1) return leaves[0];
    const at = split(leaves.length);
    return parent(rootOf(leaves.slice(0, at)), rootOf(leaves.slice(at)));
}

export function inclusionPath(leaves, index) {
    if (leaves.length === 1) return [];
    const at = split(leaves.length);
    return index < at ? [...inclusionPath(leaves.slice(0, at), index), rootOf(leaves.slice(at))]
        : [...inclusionPath(leaves.slice(at), index - at), rootOf(leaves.slice(0, at))];
}

// The root that leaf, index, size and path lead to (RFC 6962, 2.1.1, read backwards); null where the path does not fit.
export function rootFrom(leaf, index, size, path) {
    if (index >= size) return null;
    if (size === 1) return path.length === 0 ? leaf : null;
    if (path.length === 0) return null;
    const at = split(size);
    const sibling = path.at(-1);
    const below = index < at ? rootFrom(leaf, index, at, path.slice(0, -1)) : rootFrom(leaf, index - at, size - at, path.slice(0, -1));
    return below && (index < at ? parent(below, sibling) : parent(sibling, below));
}

// --- keys and notes ------------------------------------------------------------------------------------------
export const kNote = 1;
export const kCosignature = 4;

export function makeKey(name, type, seed) {
    const secret = privateKey(seed);
    const bytes = createPublicKey(secret).export({ format: 'der', type: 'spki' }).subarray(kPublic.length);
    return { ...keyFrom(name, type, bytes), secret };
}
export function keyFrom(name, type, bytes) {
    const material = Buffer.concat([Buffer.from([type]), Buffer.from(bytes)]);
    const id = sha256(Buffer.from(`${name}\n`), material).subarray(0, 4);
    return { name, type, id, bytes: Buffer.from(bytes), line: `${name}+${id.toString('hex')}+${material.toString('base64')}` };
}
export function parseKey(line) {
    const [, name, material] = /^([^+]+)\+[0-9a-f]{8}\+(.+)$/.exec(line);
    const bytes = Buffer.from(material, 'base64');
    const key = keyFrom(name, bytes[0], bytes.subarray(1));
    if (key.line !== line) throw new Error(`no verifier key: ${line}`);
    return key;
}

const be64 = (value) => { const out = Buffer.alloc(8); out.writeBigUInt64BE(BigInt(value)); return out; };
const cosigned = (text, time) => Buffer.from(`cosignature/v1\ntime ${time}\n${text}`);
export const signatureLine = (key, content) => `\u2014 ${key.name} ${Buffer.concat([key.id, content]).toString('base64')}\n`;
export const signLine = (text, key) => signatureLine(key, sign(null, Buffer.from(text), key.secret));
export const cosignLine = (text, key, time) => signatureLine(key, Buffer.concat([be64(time), sign(null, cosigned(text, time), key.secret)]));

export function parseNote(note) {
    const at = note.lastIndexOf('\n\n');
    const lines = note.slice(at + 2).split('\n').filter(Boolean).map((line) => {
        const [, name, content] = /^\u2014 (\S+) (\S+)$/u.exec(line);
        const bytes = Buffer.from(content, 'base64');
        return { name, id: bytes.subarray(0, 4), content: bytes.subarray(4) };
    });
    return { text: note.slice(0, at + 1), lines };
}
const lineOf = (note, key) => note.lines.find(({ name, id }) => name === key.name && id.equals(key.id));
export function isSigned(note, key) {
    const line = lineOf(note, key);
    return Boolean(line) && verify(null, Buffer.from(note.text), publicKey(key.bytes), line.content);
}
// When the witness cosigned; null where it did not.
export function cosignedAt(note, key) {
    const line = lineOf(note, key);
    if (!line || line.content.length !== 72) return null;
    const time = line.content.readBigUInt64BE(0);
    return verify(null, cosigned(note.text, time), publicKey(key.bytes), line.content.subarray(8)) ? Number(time) : null;
}

// --- checkpoints and proofs ----------------------------------------------------------------------------------
export const checkpointText = (origin, leaves) => `${origin}\n${leaves.length}\n${rootOf(leaves).toString('base64')}\n`;
export const proofText = (index, path, checkpoint, extra = '') =>
    `c2sp.org/tlog-proof@v1\n${extra}index ${index}\n${path.map((node) => `${Buffer.from(node).toString('base64')}\n`).join('')}\n${checkpoint}`;

// Is this entry proved, by this log and so many of these witnesses? A sentence about what is wrong, or ''.
export function faultOfProof(proof, entry, log, witnesses, threshold) {
    const [, index, lines, checkpoint] = /^c2sp\.org\/tlog-proof@v1\nindex (\d+)\n((?:[A-Za-z0-9+/=]+\n)*)\n(.*)$/s.exec(proof) ?? [];
    if (!checkpoint) return 'no proof';
    const note = parseNote(checkpoint);
    const [origin, size, root, end] = note.text.split('\n');
    if (origin !== log.name || end !== '' || !isSigned(note, log)) return 'not signed by the log';
    if (witnesses.filter((key) => cosignedAt(note, key) !== null).length < threshold) return 'too few witnesses';
    const path = lines.split('\n').filter(Boolean).map((line) => Buffer.from(line, 'base64'));
    return rootFrom(leafHash(entry), Number(index), Number(size), path)?.toString('base64') === root ? '' : 'not in the tree';
}
