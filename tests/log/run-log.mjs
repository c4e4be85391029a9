// The public log by its real programs: kept, witnessed, proved, audited, and what is outside it refused by a real server
// and a real bridge. Proofs and notes are checked by node:crypto alone. Ends with "N passed, N failed".
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ed25519 } from '@noble/curves/ed25519.js';
import { blake2b } from '@noble/hashes/blake2.js';
import { deal, sign } from '../custody/dealt_city.mjs';
import { allowed } from '../custody/reasons.mjs';
import { freePort, run, start, stop, until } from '../e2e/support/processes.mjs';
import { native, program, root } from '../e2e/support/stack.mjs';
import { SmallCity } from '../faults/small_city.mjs';
import { cosignedAt, cosignLine, faultOfProof, isSigned, leafHash, makeKey, parseKey, parseNote, rootOf, signLine } from '../vectors/transparency.mjs';
import { check, tell } from '../support/checks.mjs';

const folder = mkdtempSync(join(tmpdir(), 'porchlight-log-'));
const at = (...parts) => join(folder, ...parts);
const custody = (...words) => run(program('porchlight-custody'), allowed(words));
// What a command that must not succeed said, with its exit status.
function refusal(...words) {
    const { status, stdout, stderr } = spawnSync(program('porchlight-custody'), words, { encoding: 'utf8' });
    assert.notEqual(status, 0, `${words[0]} succeeded`);
    return `${status} ${stdout}${stderr}`;
}
const content = (...parts) => readFileSync(at(...parts), 'utf8');
const hash = (value) => Buffer.from(blake2b(Buffer.from(value), { dkLen: 32 })).toString('hex');

// A statement as custodians publish one, signed by the first; its payload.
function statement(name, { type, ...said }, seed = custodian) {
    const payload = JSON.stringify({ v: 1, type, city: 'City of Lakehaven', epoch: 1, ...said, day: '2026-11-27' });
    const by = sign(`porchlight ${type.replace('-', ' ')} v1`, Buffer.from(payload), seed);
    const signatures = [{ key: Buffer.from(ed25519.getPublicKey(seed)).toString('hex'), signature: Buffer.from(by).toString('base64') }];
    mkdirSync(join(at('statements', name), '..'), { recursive: true });
    writeFileSync(at('statements', name), JSON.stringify({ payload: Buffer.from(payload).toString('base64'), signatures }));
    return payload;
}

const keyIn = (said) => parseKey(/key: (\S+)$/m.exec(said)[1]);
const kOrigin = 'log.lakehaven.example';
custody('create', '--dir', at('city'), '--city', 'City of Lakehaven');
cpSync(at('city/trust.json'), at('plain-trust.json'));
const custodian = Buffer.from(JSON.parse(content('city/custodian.key')).seed, 'hex');
const dealt = deal(at('dealt'), { epoch: 1, seed: custodian });
mkdirSync(at('papers'));
cpSync(dealt.transcript, at('papers/transcript'));
const log = keyIn(custody('log-create', '--dir', at('operator'), '--log', at('log'), '--origin', kOrigin));
const witnesses = ['library.example', 'press.example', 'university.example'].map((name, i) =>
    keyIn(custody('witness-create', '--dir', at(`w${i}`), '--name', name, '--log-key', log.line)));
const witness = (i, logDir = at('log'), out = join(logDir, 'checkpoint')) => custody('witness', '--dir', at(`w${i}`), '--log', logDir, '--out', out);
const appending = (...words) => ['log-append', '--dir', at('operator'), '--log', at('log'), ...words];
const append = (...words) => custody(...appending(...words));
const signedBy = (option, file, ...more) => ['--trust', at('plain-trust.json'), option, file, ...more];
const statementFile = (name) => signedBy('--statement', at('statements', name), '--statements', at('papers'));
const audit = ['audit', '--trust', at('city/trust.json'), '--state', at('seen')];
const prove = (...words) => ['log-prove', '--log', at('log'), '--trust', at('city/trust.json'), ...words];
const signManifest = (serial, days = '90') => custody('sign-manifest', '--dir', at('city'), '--programme', join(root, 'assets/programs/lakehaven.json'),
    '--serial', serial, '--days', days, '--out', at(`manifest-${serial}.json`));
const signRelease = (serial) => custody('sign-release', '--dir', at('city'), '--root', at('web'), '--serial', serial, '--out', at(`release-${serial}.json`));
const lines = (dir = 'log') => content(dir, 'entries').split('\n').filter(Boolean);

await check('A trust file names the log and its witnesses; one that could not be met is refused', () => {
    const keys = witnesses.map(({ line }) => line).join(',');
    const words = ['trust-log', '--trust', at('city/trust.json'), '--log-key', log.line, '--witnesses', keys];
    assert.match(refusal(...words, '--threshold', '4'), /as many as --threshold/);
    assert.match(refusal(...words, '--threshold', '2', '--witnesses', keys), /twice/);
    custody(...words, '--threshold', '2');
    assert.deepEqual(JSON.parse(content('city/trust.json')).log, { key: log.line, threshold: 2, witnesses: witnesses.map(({ line }) => line) });
});

mkdirSync(at('web'));
writeFileSync(at('web/index.html'), '<p>hello</p>');
signManifest('1');
signRelease('1');
const sharing = Buffer.from(dealt.sharing).toString('hex');
const opening = { type: 'opening', sharing, request: 'ab'.repeat(32), reason: 'An order of the court', order: '2026-CV-0042' };
const destruction = { type: 'destruction', sharing, index: 1, schedule: 'LG-12', next: '' };
const opened = statement('opening-1', opening);
statement('destruction-1', destruction);

await check('Entries are those of FORMAT.md, and the checkpoint is their root, signed by the log', () => {
    append('--document', at('manifest-1.json'));
    append('--document', at('release-1.json'));
    append(...signedBy('--transcript', dealt.transcript));
    append(...statementFile('opening-1'));
    append(...statementFile('destruction-1'));
    const payload = Buffer.from(JSON.parse(content('manifest-1.json')).payload, 'base64');
    const { epoch } = JSON.parse(payload);
    assert.equal(lines()[0], `{"v":1,"kind":"epoch","epoch":${epoch.id},"key":"${epoch.public_key}","end":"${epoch.end}","destroy":"${epoch.destroy}"}`);
    assert.equal(lines()[1], `{"v":1,"kind":"manifest","serial":1,"hash":"${hash(payload)}"}`);
    assert.equal(lines()[3], `{"v":1,"kind":"sharing","epoch":1,"sharing":1,"transcript":"${sharing}"}`);
    assert.equal(lines()[4], `{"v":1,"kind":"opening","statement":${opened}}`);
    const note = parseNote(content('log/checkpoint'));
    assert.equal(note.text, `${kOrigin}\n6\n${rootOf(lines().map(leafHash)).toString('base64')}\n`);
    assert.ok(isSigned(note, log));
    assert.ok(!isSigned(note, makeKey(kOrigin, 1, Buffer.alloc(32, 1))));
});

await check('promise_3 what those did not sign who must is not entered: no draft, no sharing of strangers', () => {
    const before = content('log/entries');
    const refused = (words, what) => assert.match(refusal(...appending(...words)), new RegExp(`^3 .*${what}.*\\(log_entry\\)`));
    const stranger = deal(at('strangers'), { epoch: 1 });
    statement('drafts/stranger', opening, stranger.custodians[0].seed);
    refused(statementFile('drafts/stranger'), 'is not signed by as many custodians of the trust file as must; have the next sign it with sign-statement');
    statement('drafts/other-index', { ...destruction, index: 2 });
    refused(statementFile('drafts/other-index'), 'is not signed by the custodian whose share it says is gone; have that custodian make it with destroy');
    statement('drafts/other-sharing', { ...opening, sharing: 'cd'.repeat(32) });
    refused(statementFile('drafts/other-sharing'), 'of a sharing that is not known here');
    refused(signedBy('--statement', at('statements/opening-1')), 'of a sharing that is not known here');
    statement('drafts/rehearsal', { ...destruction, city: 'REHEARSAL of City of Lakehaven' });
    refused(statementFile('drafts/rehearsal'), 'is of another city');
    statement('drafts/no-reason', { ...opening, reason: '' });
    refused(statementFile('drafts/no-reason'), 'is not a signed statement');
    refused(signedBy('--transcript', stranger.transcript), "has fewer of the trust file's custodians among its own than open together; take the transcript");
    const whole = readFileSync(dealt.transcript, 'utf8');
    writeFileSync(at('unsigned'), whole.replace(/signature 5 ..../, 'signature 5 0000'));
    refused(signedBy('--transcript', at('unsigned')), 'unsigned');
    writeFileSync(at('elsewhere.json'), content('plain-trust.json').replace('City of Lakehaven', 'Elsewhere'));
    refused(['--trust', at('elsewhere.json'), '--transcript', dealt.transcript], 'is of another city');
    assert.match(refusal(...appending('--statement', at('statements/opening-1'))), /^2 .*with --trust/);
    assert.match(refusal(...appending('--document', at('manifest-1.json'), ...signedBy('--transcript', dealt.transcript))), /^2 .*takes one of/);
    assert.equal(content('log/entries'), before);
    rmSync(at('statements/drafts'), { recursive: true });
});

await check('What is there already is not entered again; what says otherwise is refused', () => {
    assert.match(append('--document', at('manifest-1.json')), /already/);
    assert.equal(lines().length, 6);
    signManifest('1', '91');
    assert.match(refusal('log-append', '--dir', at('operator'), '--log', at('log'), '--document', at('manifest-1.json')), /log_conflict/);
    assert.match(refusal('log-append', '--dir', at('operator'), '--log', at('log'), '--document', at('city/trust.json')), /log_entry/);
    assert.match(refusal('log-append', '--dir', at('city'), '--log', at('log'), '--document', at('manifest-1.json')), /missing/);
});

await check('No proof before enough witnesses; then one that node:crypto believes', () => {
    signManifest('2');
    append('--document', at('manifest-2.json'));
    const words = prove('--document', at('manifest-2.json'), '--out', at('proved-manifest.json'));
    assert.match(refusal(...words), /log_witnesses/);
    const before = Math.floor(Date.now() / 1000);
    witness(0);
    assert.match(refusal(...words), /log_witnesses/);
    witness(1, at('log'), at('from-press'));
    assert.match(custody('log-gather', '--log', at('log'), '--trust', at('city/trust.json'), '--in', at('from-press')), /^2 witnesses/);
    custody(...words);
    const { payload, proof } = JSON.parse(content('proved-manifest.json'));
    const entry = `{"v":1,"kind":"manifest","serial":2,"hash":"${hash(Buffer.from(payload, 'base64'))}"}`;
    assert.equal(faultOfProof(proof, entry, log, witnesses, 2), '');
    assert.equal(faultOfProof(proof, entry, log, witnesses, 3), 'too few witnesses');
    assert.equal(faultOfProof(proof, entry.replace('"serial":2', '"serial":3'), log, witnesses, 2), 'not in the tree');
    const time = cosignedAt(parseNote(content('log/checkpoint')), witnesses[0]);
    assert.ok(time >= before && time <= Date.now() / 1000);
    custody(...prove('--document', at('release-1.json'), '--out', at('proved-release.json')));
    custody(...prove('--statement', at('statements/opening-1'), '--out', at('opening.tlog-proof')));
    assert.equal(faultOfProof(content('opening.tlog-proof'), lines()[4], log, witnesses, 2), '');
});

await check('An audit of an honest log finds nothing, the first time and when it has grown', () => {
    const words = [...audit, '--log', at('log'), '--statements', at('statements')];
    assert.match(custody(...words), /first audit here[\s\S]*2 statements looked for\nNothing is wrong/);
    statement('hold-1', { type: 'hold', order: 'H-1', authority: 'County court' });
    assert.match(refusal(...words), /hold-1 is not in the log \(log_missing\)/);
    append(...signedBy('--statement', at('statements/hold-1')));
    assert.match(refusal(...words), /log_witnesses/);
    witness(0);
    witness(1);
    assert.match(custody(...words), /compared with the last audit[\s\S]*Nothing is wrong/);
    assert.equal(content('seen'), content('log/checkpoint'));
});

// A log's operator who lies: other entries, and a checkpoint signed for them with the true key.
const secret = JSON.parse(content('operator/log.key')).seed;
const liar = makeKey(kOrigin, 1, Buffer.from(secret, 'hex'));
assert.equal(liar.line, log.line);
function lie(name, change) {
    mkdirSync(at(name));
    const entries = change(lines());
    const text = `${kOrigin}\n${entries.length}\n${rootOf(entries.map(leafHash)).toString('base64')}\n`;
    writeFileSync(at(name, 'entries'), entries.map((line) => `${line}\n`).join(''));
    writeFileSync(at(name, 'checkpoint'), `${text}\n${signLine(text, liar)}`);
    return text;
}
const filler = (serial) => `{"v":1,"kind":"release","serial":${serial},"hash":"${'cd'.repeat(32)}"}`;

await check('Rewritten history is found by audit, and no witness cosigns it', () => {
    lie('rewritten', (all) => [...all.map((line) => line.replace('"schedule":"LG-12"', '"schedule":"LG-13"')), filler(90)]);
    assert.match(refusal(...audit, '--log', at('rewritten')), /log_rewritten/);
    assert.match(refusal('witness', '--dir', at('w0'), '--log', at('rewritten'), '--out', at('none')), /^3 .*log_rewritten/s);
    assert.ok(!existsSync(at('none')));
});

await check('A dropped opening is found by audit, whatever stands in its place', () => {
    lie('dropped', (all) => all.map((line, i) => (i === 4 ? filler(91) : line)));
    const said = refusal(...audit, '--log', at('dropped'), '--statements', at('statements'));
    assert.match(said, /log_rewritten/);
    assert.match(said, /opening-1 is not in the log \(log_missing\)/);
    // Found also by somebody who never saw the log before.
    assert.match(refusal('audit', '--trust', at('city/trust.json'), '--state', at('other-seen'), '--log', at('dropped'), '--statements', at('statements')), /log_missing/);
    lie('shorter', (all) => all.slice(0, 4));
    assert.match(refusal(...audit, '--log', at('shorter')), /log_shorter/);
    assert.match(refusal('witness', '--dir', at('w1'), '--log', at('shorter'), '--out', at('none')), /log_shorter/);
});

await check('A split view between two auditors is found when they compare', () => {
    // Two logs that grow apart from the same history: each auditor alone sees nothing wrong but the witnesses.
    lie('view-a', (all) => [...all, filler(92)]);
    lie('view-b', (all) => [...all, filler(93), filler(94)]);
    for (const name of ['view-a', 'view-b'])
        assert.doesNotMatch(refusal(...audit, '--log', at(name)), /log_(rewritten|split|shorter)/);
    assert.match(refusal(...audit, '--log', at('view-b'), '--compare', at('view-a/checkpoint')), /log_split/);
    assert.match(refusal(...audit, '--log', at('view-a'), '--compare', at('view-b/checkpoint')), /log_newer/);
    // No false alarm: an older checkpoint of the same history.
    assert.match(custody(...audit, '--log', at('log'), '--compare', at('from-press')), /Nothing is wrong/);
    writeFileSync(at('stranger'), content('view-a/checkpoint').replace(kOrigin, 'log.elsewhere.example'));
    assert.match(refusal(...audit, '--log', at('log'), '--compare', at('stranger')), /log_checkpoint/);
});

await check('A mirror on any web server is audited as the log is; a split view that the witnesses helped with is found between two', async () => {
    const helpers = [0, 1].map((i) => makeKey(witnesses[i].name, 4, Buffer.from(JSON.parse(content(`w${i}/witness.key`)).seed, 'hex')));
    for (const [name, serial] of [['mirror-a', 96], ['mirror-b', 97]]) {
        const text = lie(name, (all) => [...all, filler(serial)]);
        const time = Math.floor(Date.now() / 1000);
        writeFileSync(at(name, 'checkpoint'), content(name, 'checkpoint') + helpers.map((key) => cosignLine(text, key, time)).join(''));
    }
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const web = start('python3', ['-m', 'http.server', String(port), '--bind', '127.0.0.1', '--directory', folder], { log: at('web.log') });
    // What somebody does who has a trust file, a folder of their own, and an address.
    const follow = (who, mirror) => {
        mkdirSync(at(who), { recursive: true });
        for (const file of ['entries', 'checkpoint'])
            run('curl', ['-sS', '--fail', '-o', at(who, file), `${url}/${mirror}/${file}`]);
        return ['audit', '--trust', at('city/trust.json'), '--state', at(`${who}-seen`), '--log', at(who)];
    };
    try {
        await until('the web server', () => fetch(url).then(({ ok }) => ok, () => false));
        assert.match(custody(...follow('ana', 'log')), /first audit here[\s\S]*Nothing is wrong/);
        assert.match(custody(...follow('ben', 'log')), /first audit here[\s\S]*Nothing is wrong/);
        // Each alone sees a log that has grown as it should.
        for (const [who, mirror] of [['ana', 'mirror-a'], ['ben', 'mirror-b']])
            assert.match(custody(...follow(who, mirror)), /2 of 3 witnesses cosigned[\s\S]*compared with the last audit[\s\S]*Nothing is wrong/);
        assert.match(refusal(...follow('ana', 'mirror-a'), '--compare', at('ben-seen')), /log_split/);
        assert.match(refusal(...follow('ben', 'mirror-b'), '--compare', at('ana-seen')), /log_split/);
        assert.match(refusal(...follow('ana', 'mirror-b')), /log_rewritten/);
        assert.match(custody(...follow('ana', 'mirror-a')), /Nothing is wrong/);
    } finally {
        await stop(web);
    }
});

await check('Entries that were damaged on their way are found', () => {
    cpSync(at('log'), at('damaged'), { recursive: true });
    writeFileSync(at('damaged/entries'), content('log/entries').replace('LG-12', 'LG-14'));
    assert.match(refusal(...audit, '--log', at('damaged')), /log_damaged/);
    // An append that was cut short leaves entries that nobody signed: they are not there.
    writeFileSync(at('damaged/entries'), `${content('log/entries')}${filler(95)}\n{"v":1,"ki`);
    assert.match(custody(...audit, '--log', at('damaged')), /Nothing is wrong/);
});

await check('A witness that has lost its memory makes no new one beside its key', () => {
    assert.match(refusal('witness-create', '--dir', at('w0'), '--name', 'library.example', '--log-key', log.line), /exists/);
    writeFileSync(at('w0/witness.json'), '{}');
    assert.match(refusal('witness', '--dir', at('w0'), '--log', at('log'), '--out', at('none')), /witness_state/);
});

// --- records -----------------------------------------------------------------------------------------------------
await check('A server tells the root of the records that it shuffled; the log takes it, and an export of then is checked against it', async () => {
    // Between the two it is always another day.
    const [west, east] = ['WEST12', 'EAST-14'].map((zone) => ({ prefix: ['env', `TZ=${zone}`] }));
    const city = await SmallCity.open(west);
    const operate = (command, ...words) => spawnSync(program('porchlight-server'), [command, '--data', city.data, ...words], { encoding: 'utf8' });
    const epoch = city.header.readUInt32BE(4);
    const batch = () => operate('batch', '--epoch', String(epoch), '--out', at('batch.json'));
    const exported = (name) => {
        assert.equal(operate('export', '--epoch', String(epoch), '--out', at(name)).status, 0);
        return readFileSync(at(name));
    };
    const appendRefusal = (option, file) => refusal('log-append', '--dir', at('operator'), '--log', at('log'), option, file);
    try {
        const { spool_batch: fewest } = city.programme;
        for (let i = 0; i < fewest; ++i)
            assert.equal((await city.issue()).state, 'approved');
        // They wait in the spool.
        assert.match(batch().stderr, new RegExp(`Fewer than ${fewest} records of epoch ${epoch} were shuffled`));
        await stop(city.server);
        await city.start([], east.prefix);
        await until('the day\'s end', () => batch().status === 0);
        const records = exported('day.export').subarray(16);
        const digests = Array.from({ length: records.length / 1024 }, (_, i) => Buffer.from(hash(records.subarray(1024 * i, 1024 * (i + 1))), 'hex'));
        assert.equal(digests.length, fewest);
        const root = rootOf(digests.sort(Buffer.compare).map(leafHash)).toString('hex');
        assert.equal(content('batch.json'), `{"v":1,"kind":"batch","epoch":${epoch},"count":${fewest},"root":"${root}"}\n`);

        const look = [...audit, '--log', at('log'), '--export'];
        assert.match(refusal(...look, at('day.export')), /day.export is not in the log \(log_missing\)/);
        append('--batch', at('batch.json'));
        assert.equal(`${lines().at(-1)}\n`, content('batch.json'));
        assert.match(append('--export', at('day.export')), /already/);
        witness(1);
        witness(2);
        assert.match(custody(...look, at('day.export')), /Nothing is wrong/);
        // A record that disappears, and one that came later.
        const fewer = Buffer.concat([readFileSync(at('day.export')).subarray(0, 16), records.subarray(1024)]);
        fewer.writeBigUInt64BE(BigInt(fewest - 1), 8);
        writeFileSync(at('fewer.export'), fewer);
        assert.match(refusal(...look, at('fewer.export')), /log_missing/);
        assert.equal((await city.issue()).state, 'approved');
        exported('later.export');
        assert.match(refusal(...look, at('later.export')), /log_missing/);
        // What waits in the spool changes nothing of what was shuffled.
        assert.equal(batch().status, 0);
        assert.match(append('--batch', at('batch.json')), /already/);
        // Only a batch, and only in its one form.
        writeFileSync(at('no-batch.json'), `${lines()[0]}\n`);
        assert.match(appendRefusal('--batch', at('no-batch.json')), /log_entry/);
        writeFileSync(at('no-batch.json'), content('batch.json').replace('"count"', ' "count"'));
        assert.match(appendRefusal('--batch', at('no-batch.json')), /log_entry/);
        assert.match(operate('batch', '--epoch', String(epoch + 1), '--out', at('none')).stderr, /Fewer than/);
        assert.ok(!existsSync(at('none')));
    } finally {
        await city.close();
    }
});

// --- a server and a bridge ---------------------------------------------------------------------------------------
const server = (command, data, ...words) => spawnSync(program('porchlight-server'), [command, '--data', at(data), ...words], { encoding: 'utf8' });

await check('A server refuses to import a manifest and a release outside the log, and takes those inside', () => {
    assert.equal(server('init', 'server', '--keys', at('city')).status, 0);
    const outside = server('import-manifest', 'server', at('manifest-2.json'));
    assert.notEqual(outside.status, 0);
    assert.match(outside.stdout + outside.stderr, /not_logged/);
    assert.match(server('import-release', 'server', at('release-1.json'), '--root', at('web')).stderr, /not_logged/);
    assert.equal(server('import-manifest', 'server', at('proved-manifest.json')).status, 0);
    assert.equal(server('import-release', 'server', at('proved-release.json'), '--root', at('web')).status, 0);
});

await check('promise 2: a bridge refuses a manifest and a release outside the log from a server that was taken over', async () => {
    // Whoever took the server over has the keys of manifests and releases too, and a trust file without a log.
    cpSync(at('city'), at('taken'), { recursive: true });
    cpSync(at('plain-trust.json'), at('taken/trust.json'));
    assert.equal(server('init', 'evil', '--keys', at('taken')).status, 0);
    assert.equal(server('import-manifest', 'evil', at('manifest-2.json')).status, 0);
    assert.equal(server('import-release', 'evil', at('release-1.json'), '--root', at('web')).status, 0);
    const [port, page] = [await freePort(), await freePort()];
    const url = `http://127.0.0.1:${port}`;
    const serve = (name, data) => start(program('porchlight-server'), ['serve', '--data', at(data), '--port', String(port), '--desk', join(native, 'desk')], { log: at(`${name}.log`) });
    run(program('porchlight-bridge'), ['enroll', '--data', at('bridge'), '--server', url, '--trust', at('city/trust.json')]);
    let running = serve('evil', 'evil');
    const bridge = start(program('porchlight-bridge'), ['serve', '--data', at('bridge'), '--port', String(page), '--printer', 'none'], { log: at('bridge.log') });
    const said = () => content('bridge.log');
    try {
        await until('the refusals', () => /manifest refused: not_logged/.test(said()) && /release refused: not_logged/.test(said()), { seconds: 60 });
        assert.ok(!existsSync(at('bridge/manifest.json')) && !existsSync(at('bridge/release.json')));
        // The same bridge takes what is proved, from a server that has it.
        await stop(running);
        running = serve('server', 'server');
        await until('the proved ones', () => existsSync(at('bridge/manifest.json')) && existsSync(at('bridge/release.json')), { seconds: 60 });
        assert.equal(content('bridge/manifest.json'), content('proved-manifest.json'));
    } finally {
        await stop(bridge);
        await stop(running);
    }
});

rmSync(folder, { recursive: true, force: true });
tell();
