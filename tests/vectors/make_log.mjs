// The vectors of the public log (src/log/FORMAT.md), with the helpers of make.mjs; by node:crypto, and by what others
// published (SOURCES.md).
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkpointText, cosignLine, inclusionPath, kCosignature, kNote, keyFrom, leafHash, makeKey, proofText, rootOf, signLine,
    signatureLine } from './transparency.mjs';

const kSigned = 'x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=';
const kPeter = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const kEnoch = 'EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop';
const kText = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const kPeterLine = `\u2014 PeterNeumann ${kSigned}\n`;
const kEnochLine = '\u2014 EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n';
const kSalvatore = 'Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n\n\u2014 quasimodo.example/salvatore ' +
    'NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n';
const kSofa = 'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n\u2014 example.com/behind-the-sofa ' +
    'Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n\u2014 witness.example.com/w1 ' +
    'jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n';

// A city's log, for these vectors and for those of documents and trust.
export function publicLog(seedOf) {
    const log = makeKey('log.lakehaven.example', kNote, seedOf('log'));
    const witnesses = ['library.example', 'press.example', 'university.example'].map((name) => makeKey(name, kCosignature, seedOf(name)));
    const policy = { key: log.line, threshold: 2, witnesses: witnesses.map(({ line }) => line) };
    const cosign = (text, ...indices) => `${text}\n${signLine(text, log)}${indices.map((i) => cosignLine(text, witnesses[i], 1_800_000_000 + i)).join('')}`;
    const prove = (lines, index, ...indices) => {
        const leaves = lines.map(leafHash);
        return proofText(index, inclusionPath(leaves, index), cosign(checkpointText(log.name, leaves), ...indices));
    };
    return { log, witnesses, policy, cosign, prove };
}

const documentLine = (kind, serial, hash) => `{"v":1,"kind":"${kind}","serial":${serial},"hash":"${hash}"}`;
export const documentEntry = (kind, serial, payload, { hash, hex, text }) => documentLine(kind, serial, hex(hash(text(payload))));

function writeTree({ write }) {
    const data = JSON.parse(readFileSync(join(import.meta.dirname, 'merkle_testdata.json'), 'utf8'));
    const hex = (value) => Buffer.from(value, 'base64').toString('hex');
    const name = (file) => file.replaceAll('/', '-').replace(/[^a-zA-Z0-9-]+/g, '_');
    for (const { file, leafIdx, treeSize, root, leafHash: leaf, proof, desc, wantErr } of data.inclusion)
        write('log_inclusion', name(file), { about: `transparency-dev/merkle ${file}: ${desc}`, kind: 'log_inclusion', input: proof.map(hex).join(''),
            path: proof.map(hex), index: leafIdx, size: String(treeSize), root: hex(root), leaf: hex(leaf), error: wantErr ? 'proof_inclusion' : '' });
    for (const { file, size1, size2, root1, root2, proof, desc, wantErr } of data.consistency)
        write('log_consistency', name(file), { about: `transparency-dev/merkle ${file}: ${desc}`, kind: 'log_consistency', input: proof.map(hex).join(''),
            path: proof.map(hex), old_size: String(size1), old_root: hex(root1), new_size: String(size2), new_root: hex(root2), error: wantErr ? 'proof_consistency' : '' });
}

function writeKeys({ write, hex, text, seedOf }) {
    const { log, witnesses } = publicLog(seedOf);
    const other = keyFrom('log.lakehaven.example', 2, log.bytes);
    const keys = {
        'ok-peter': [kPeter, ''], 'ok-enoch': [kEnoch, ''], 'ok-log': [log.line, ''], 'ok-witness': [witnesses[0].line, ''],
        'ok-name-beyond-ascii': [keyFrom('журнал.example', kNote, log.bytes).line, ''],
        'other-hash': [kPeter.replace('c74f20a3', 'c74f20a4'), 'key_malformed'],
        'capital-hash': [kPeter.replace('c74f20a3', 'C74F20A3'), 'key_malformed'],
        'other-name': [kPeter.replace('Peter', 'Petra'), 'key_malformed'],
        'wrong-length': ['PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==', 'key_malformed'],
        'unknown-algorithm': ['PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW', 'key_malformed'],
        'ecdsa': [other.line, 'key_malformed'],
        'space-in-name': [keyFrom('Peter Neumann', kNote, log.bytes).line, 'key_malformed'],
        'wide-space-in-name': [keyFrom('Peter\u3000Neumann', kNote, log.bytes).line, 'key_malformed'],
        'no-name': [keyFrom('', kNote, log.bytes).line, 'key_malformed'],
        'long-name': [keyFrom('a'.repeat(256), kNote, log.bytes).line, 'key_malformed'],
        'two-parts': [kPeter.replace('+c74f20a3', ''), 'key_malformed'],
        'line-feed': [`${kPeter}\n`, 'key_malformed'],
        'empty': ['', 'key_malformed'],
    };
    for (const [file, [line, error]] of Object.entries(keys))
        write('log_key', file, { about: file, kind: 'log_key', input: hex(text(line)), error });
}

function writeNotes({ write, hex, text, seedOf }) {
    const { log, witnesses, cosign } = publicLog(seedOf);
    const body = checkpointText(log.name, [leafHash('a')]);
    const peter = `${kText}\n${kPeterLine}`;
    const broken = `${kText}\n${kPeterLine.slice(0, 60)}ABCD${kPeterLine.slice(60)}`;
    const notes = {
        'ok-salvatore': [kSalvatore, '', '', 'The example of C2SP signed-note; its key is not published'],
        'ok-peter': [peter, kPeter, ''], 'ok-both-by-peter': [`${peter}${kEnochLine}`, kPeter, ''], 'ok-both-by-enoch': [`${peter}${kEnochLine}`, kEnoch, ''],
        'ok-cosigned': [cosign(body, 1), witnesses[1].line, ''],
        'ok-sixteen-large': [`${kText}\n${kPeterLine}${Array.from({ length: 15 }, (_, i) => signatureLine({ name: `w${i}`, id: Buffer.alloc(4, i) }, Buffer.alloc(5000, i))).join('')}`, kPeter, ''],
        'other-key': [peter, kEnoch, 'note_signature'],
        'signature-changed': [broken, kPeter, 'note_signature'],
        'text-changed': [peter.replace('answer', 'cipher'), kPeter, 'note_signature'],
        'cosignature-later': [`${body}\n${(() => {
            const line = Buffer.from(cosignLine(body, witnesses[1], 1_800_000_000).split(' ')[2], 'base64');
            line[11] ^= 1;
            return `\u2014 ${witnesses[1].name} ${line.toString('base64')}\n`;
        })()}`, witnesses[1].line, 'note_signature'],
        'cosignature-by-log-key': [`${body}\n${signatureLine(witnesses[1], Buffer.alloc(64))}`, witnesses[1].line, 'note_signature'],
        'time-past-63-bits': [`${body}\n${cosignLine(body, witnesses[1], 2n ** 63n)}`, witnesses[1].line, 'note_signature'],
        'no-signature': [kText, kPeter, 'note_malformed'], 'no-line': [`${kText}\n`, kPeter, 'note_malformed'],
        'line-does-not-end': [peter.slice(0, -1), kPeter, 'note_malformed'], 'control-character': [`\x01${peter}`, kPeter, 'note_malformed'],
        'name-with-space': [`${kText}\n\u2014 Bad Name ${kSigned}\n`, kPeter, 'note_malformed'],
        'name-with-plus': [`${kText}\n\u2014 Bad+Name ${kSigned}\n`, kPeter, 'note_malformed'],
        'unexpected-line': [`${peter}Unexpected line.\n`, kPeter, 'note_malformed'],
        'hyphen': [peter.replace('\u2014', '-'), kPeter, 'note_malformed'],
        'not-base64': [peter.replace('x08g', 'x08!'), kPeter, 'note_malformed'],
        'signature-of-four-bytes': [`${kText}\n\u2014 PeterNeumann x08gow==\n`, kPeter, 'note_malformed'],
        'carriage-return': [peter.replaceAll('\n', '\r\n'), kPeter, 'note_malformed'],
        'too-many': [`${kText}\n${kPeterLine.repeat(33)}`, kPeter, 'note_malformed'],
        'too-large': [`${'a'.repeat(131_072)}\n\n${kPeterLine}`, kPeter, 'note_malformed'],
        'empty': ['', kPeter, 'note_malformed'],
    };
    for (const [file, [note, key, error, about = file]] of Object.entries(notes))
        write('log_note', file, { about, kind: 'log_note', input: hex(text(note)), key, error });
    const latin = Buffer.concat([Buffer.from([0xff]), Buffer.from(peter)]);
    write('log_note', 'not-utf8', { about: 'A byte that starts no character', kind: 'log_note', input: hex(latin), key: kPeter, error: 'note_malformed' });
}

function writeCheckpoints({ write, hex, text, seedOf }) {
    const { log, witnesses, policy, cosign } = publicLog(seedOf);
    const leaves = ['a', 'b', 'c'].map(leafHash);
    const body = checkpointText(log.name, leaves);
    const stranger = makeKey('log.lakehaven.example', kNote, seedOf('stranger'));
    const twice = makeKey('library.example', kCosignature, seedOf('stranger'));
    const empty = checkpointText(log.name, []);
    const good = cosign(body, 0, 2);
    const checkpoints = {
        'ok': [good, ''], 'ok-all': [cosign(body, 0, 1, 2), ''], 'ok-empty-tree': [cosign(empty, 0, 1), ''],
        'ok-unknown-cosigner': [cosign(body, 0, 1) + cosignLine(body, makeKey('stranger.example', kCosignature, seedOf('stranger')), 1), ''],
        'ok-same-name-other-key': [cosign(body, 0, 1) + cosignLine(body, twice, 1), ''],
        'one-witness': [cosign(body, 1), 'witnesses'], 'no-witness': [cosign(body), 'witnesses'],
        'one-witness-twice': [cosign(body, 1, 1), 'witnesses'],
        'cosignature-of-another-size': [cosign(body, 0) + cosignLine(empty, witnesses[1], 1_800_000_001), 'note_signature'],
        'unsigned': [`${body}\n${cosignLine(body, witnesses[0], 1)}${cosignLine(body, witnesses[1], 1)}`, 'checkpoint_unsigned'],
        'signed-by-stranger': [`${body}\n${signLine(body, stranger)}`, 'checkpoint_unsigned'],
        'root-changed': [good.replace(rootOf(leaves).toString('base64'), rootOf(leaves.slice(1)).toString('base64')), 'checkpoint_unsigned'],
        'other-origin': [cosign(body.replace('lakehaven', 'elsewhere'), 0, 1), 'checkpoint_origin'],
        'behind-the-sofa': [kSofa, 'checkpoint_origin', 'The example of C2SP tlog-cosignature, well-formed but of another log'],
        'two-lines': [cosign(body.split('\n').slice(0, 2).join('\n') + '\n', 0, 1), 'checkpoint_malformed'],
        'extension-line': [cosign(`${body}more\n`, 0, 1), 'checkpoint_malformed'],
        'leading-zero': [cosign(body.replace('\n3\n', '\n03\n'), 0, 1), 'checkpoint_malformed'],
        'negative': [cosign(body.replace('\n3\n', '\n-3\n'), 0, 1), 'checkpoint_malformed'],
        'size-past-63-bits': [cosign(body.replace('\n3\n', '\n9223372036854775808\n'), 0, 1), 'checkpoint_malformed'],
        'short-root': [cosign(`${log.name}\n3\n${Buffer.alloc(31).toString('base64')}\n`, 0, 1), 'checkpoint_malformed'],
        'no-signature': [body, 'note_malformed'],
    };
    for (const [file, [note, error, about = file]] of Object.entries(checkpoints))
        write('log_checkpoint', file, { about, kind: 'log_checkpoint', input: hex(text(note)), policy, error });
}

function entryLines({ hex, seedOf }) {
    const h = (name) => hex(seedOf(name));
    const opening = `{"v":1,"type":"opening","city":"City of Lakehaven","epoch":1,"sharing":"${h('transcript')}","request":"${h('request')}","reason":"An order of the court","order":"2026-CV-0042","day":"2026-11-27"}`;
    return {
        'ok-epoch': `{"v":1,"kind":"epoch","epoch":1,"key":"${h('epoch')}","end":"2027-11-27","destroy":"2034-11-27"}`,
        'ok-sharing': `{"v":1,"kind":"sharing","epoch":1,"sharing":2,"transcript":"${h('transcript')}"}`,
        'ok-manifest': documentLine('manifest', 3, h('manifest')),
        'ok-release': documentLine('release', 4_294_967_295, h('release')),
        'ok-batch': `{"v":1,"kind":"batch","epoch":1,"count":100,"root":"${h('root')}"}`,
        'ok-opening': `{"v":1,"kind":"opening","statement":${opening}}`,
        'ok-hold': '{"v":1,"kind":"hold","statement":{"v":1,"type":"hold","epoch":1}}',
        'ok-hold-release': '{"v":1,"kind":"hold-release","statement":{"v":1,"type":"hold-release","epoch":1}}',
        'ok-destruction': '{"v":1,"kind":"destruction","statement":{"v":1,"type":"destruction","epoch":1}}',
    };
}

function writeEntries({ write, hex, text, seedOf }) {
    const lines = entryLines({ hex, seedOf });
    const manifest = lines['ok-manifest'];
    const entries = { ...Object.fromEntries(Object.entries(lines).map(([file, line]) => [file, [line, '']])),
        'spaces': [manifest.replaceAll(',', ', '), 'entry_malformed'], 'capital-hex': [manifest.toUpperCase().replace(/"(V|KIND|MANIFEST|SERIAL|HASH)"/g, (word) => word.toLowerCase()), 'entry_malformed'],
        'other-order': [manifest.replace('"v":1,"kind":"manifest"', '"kind":"manifest","v":1'), 'entry_malformed'],
        'unknown-member': [manifest.replace('}', ',"note":""}'), 'entry_malformed'], 'member-missing': [manifest.replace('"serial":3,', ''), 'entry_malformed'],
        'member-twice': [manifest.replace('"serial":3', '"serial":3,"serial":4'), 'entry_malformed'],
        'unknown-kind': [manifest.replace('manifest', 'minifest'), 'entry_malformed'], 'version': [manifest.replace('"v":1', '"v":2'), 'entry_malformed'],
        'serial-zero': [manifest.replace('"serial":3', '"serial":0'), 'entry_malformed'], 'serial-large': [manifest.replace('"serial":3', '"serial":4294967296'), 'entry_malformed'],
        'hash-short': [manifest.replace(/..\"}$/, '"}'), 'entry_malformed'], 'no-such-day': [lines['ok-epoch'].replace('2027-11-27', '2027-02-30'), 'entry_malformed'],
        'count-zero': [lines['ok-batch'].replace('"count":100', '"count":0'), 'entry_malformed'],
        'statement-of-another-kind': [lines['ok-hold'].replace('"kind":"hold"', '"kind":"opening"'), 'entry_malformed'],
        'statement-no-object': ['{"v":1,"kind":"hold","statement":"hold"}', 'entry_malformed'], 'statement-spaced': ['{"v":1,"kind":"hold","statement": {"v":1,"type":"hold"}}', 'entry_malformed'],
        'statement-and-more': ['{"v":1,"kind":"hold","statement":{"v":1,"type":"hold"},"more":{}}', 'entry_malformed'],
        'line-feed': [`${manifest}\n`, 'entry_malformed'], 'no-object': ['[]', 'entry_malformed'], 'empty': ['', 'entry_malformed'],
        'too-large': [`{"v":1,"kind":"hold","statement":{"v":1,"type":"hold","more":"${'a'.repeat(4096)}"}}`, 'entry_size'],
    };
    for (const [file, [line, error]] of Object.entries(entries))
        write('log_entry', file, { about: file, kind: 'log_entry', input: hex(text(line)), error });
    const all = Object.values(lines).map((line) => `${line}\n`).join('');
    const files = { 'ok': [all, ''], 'ok-empty': ['', ''], 'does-not-end': [all.slice(0, -1), 'file_malformed'], 'empty-line': [`${all}\n`, 'entry_malformed'],
        'carriage-returns': [all.replaceAll('\n', '\r\n'), 'entry_malformed'], 'long-line': [`${all}${'a'.repeat(4097)}\n`, 'entry_size'] };
    for (const [file, [content, error]] of Object.entries(files))
        write('log_file', file, { about: file, kind: 'log_file', input: hex(text(content)), error,
            root: error ? '' : rootOf(content.split('\n').filter(Boolean).map(leafHash)).toString('hex') });
}

function writeProofs({ write, hex, text, seedOf }) {
    const { policy, cosign, prove } = publicLog(seedOf);
    const lines = Object.values(entryLines({ hex, seedOf }));
    const good = prove(lines, 2, 0, 1);
    const rows = good.split('\n');
    const without = (at) => [...rows.slice(0, at), ...rows.slice(at + 1)].join('\n');
    const proofs = {
        'ok': [good, ''], 'ok-one-entry': [prove([lines[2]], 0, 1, 2), ''], 'ok-last': [prove(lines.slice(0, 3), 2, 0, 1, 2), ''],
        'ok-extra': [good.replace('\nindex', '\nextra AAAA\nindex'), ''],
        'one-witness': [prove(lines, 2, 1), 'witnesses'], 'other-entry': [prove(lines, 3, 0, 1), 'proof_inclusion'],
        'index-changed': [good.replace('index 2', 'index 3'), 'proof_inclusion'], 'hash-missing': [without(3), 'proof_inclusion'],
        'hash-more': [good.replace('index 2\n', `index 2\n${rows[2]}\n`), 'proof_inclusion'],
        'other-log': [good.replaceAll('log.lakehaven', 'log.elsewhere'), 'checkpoint_origin'],
        'checkpoint-unsigned': [good.replace(/\u2014 log\.lakehaven[^\n]*\n/, ''), 'checkpoint_unsigned'],
        'checkpoint-of-nothing': [proofText(2, [], cosign(checkpointText('log.lakehaven.example', []), 0, 1)), 'proof_inclusion'],
        'first-line': [good.replace('@v1', '@v2'), 'proof_malformed'], 'no-index': [without(1), 'proof_malformed'],
        'index-no-number': [good.replace('index 2', 'index two'), 'proof_malformed'], 'index-negative': [good.replace('index 2', 'index -5'), 'proof_malformed'],
        'index-leading-zero': [good.replace('index 2', 'index 02'), 'proof_malformed'], 'extra-no-base64': [good.replace('\nindex', '\nextra !!\nindex'), 'proof_malformed'],
        'hash-no-base64': [good.replace('index 2\n', 'index 2\n!!\n'), 'proof_malformed'],
        'hash-long': [good.replace('index 2\n', `index 2\n${Buffer.alloc(64).toString('base64')}\n`), 'proof_malformed'],
        'too-many-hashes': [good.replace('index 2\n', `index 2\n${`${rows[2]}\n`.repeat(60)}`), 'proof_malformed'],
        'no-checkpoint': [good.slice(0, good.indexOf('\n\n') + 2), 'note_malformed'], 'truncated': [good.slice(0, 40), 'proof_malformed'], 'empty': ['', 'proof_malformed'],
    };
    for (const [file, [proof, error]] of Object.entries(proofs))
        write('log_proof', file, { about: file, kind: 'log_proof', input: hex(text(proof)), entry: lines[2], policy, error });
}

export function writeLog(helpers) {
    for (const part of [writeTree, writeKeys, writeNotes, writeCheckpoints, writeEntries, writeProofs]) part(helpers);
}
