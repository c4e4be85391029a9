// A key made by five custodians, 3 of whom open: four processes of the real program, each with a folder of its own, and
// one custodian written anew on @noble (noble_custodian.mjs), who cheats once in each step and is named. Then the key
// is reshared to others, and shares are checked, swapped and corrupted. Ends with "N passed, N failed".
import assert from 'node:assert/strict';
import { closeSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, readSync, readdirSync, rmSync, statSync,
    writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ed25519 } from '@noble/curves/ed25519.js';
import { branch, carry, Custodian, filesOf, run } from './custodians.mjs';
import * as noble from './noble_custodian.mjs';
import { check, tell } from '../support/checks.mjs';

const kCheat = 5;
const folder = mkdtempSync(join(tmpdir(), 'porchlight-ceremony-'));
const all = (people, action) => Promise.all(people.map(action));
const well = (result) => assert.equal(result.status, 0, result.stderr);
const refused = (result, code, who = '') => {
    assert.notEqual(result.status, 0, 'nothing was refused');
    assert.match(result.stderr, new RegExp(`${who}.*\\(${code}\\)`, 's'));
};

const kPeople = [['Ana Lee', 'City Clerk'], ['Bo Ortiz', 'Public Library'], ['Cleo Brandt', 'City Auditor'], ['Dov Okafor', 'Superior Court'],
    ['Eve Noble', 'Bar Association']];
const four = kPeople.slice(0, 4).map(([name, authority], i) => new Custodian(join(folder, `custodian-${i + 1}`), i + 1, name, authority));
const fifth = { table: join(folder, 'custodian-5/table'), seed: ed25519.utils.randomSecretKey() };
mkdirSync(fifth.table, { recursive: true });
const five = [...four, fifth];
const introductions = join(folder, 'introductions');
mkdirSync(introductions);
const introduced = (count) => Array.from({ length: count }, (_, i) => join(introductions, `${i + 1}.txt`)).join(',');
const kDates = ['--epoch-end', '2098-01-31', '--epoch-destroy', '2099-01-31'];
const invite = (list, k, table, ...more) => run('invite', '--introductions', list, '--k', String(k), '--table', table, ...more);
const fifthFile = (round, ending) => join(fifth.table, `${round}-custodian-5-eve-noble.${ending ?? 'txt'}`);

await check('each custodian introduces themselves, and a key is made for its owner alone', async () => {
    await all(four, async (one) => well(await one.introduce(join(introductions, `${one.index}.txt`))));
    writeFileSync(join(introductions, '5.txt'), noble.introductionOf(fifth.seed, ...kPeople[4]));
    for (const one of four) assert.equal(statSync(join(one.dir, 'custodian.key')).mode & 0o777, 0o600);
});

await check('a set in which one authority holds enough shares to open alone is refused', async () => {
    const twin = new Custodian(join(folder, 'twin'), 6, 'Fay Reed', 'CITY CLERK');
    well(await twin.introduce(join(introductions, '6.txt')));
    const table = join(folder, 'refused');
    refused(await invite(`${introduced(2)},${join(introductions, '6.txt')}`, 2, table, '--city', 'City', ...kDates), 'sharing_authority');
    refused(await invite(introduced(5), 6, table, '--city', 'City', ...kDates), 'sharing_threshold');
    refused(await invite(introduced(5), 1, table, '--city', 'City', ...kDates), 'sharing_threshold');
    refused(await invite(`${introduced(5)},${join(introductions, '1.txt')}`, 3, table, '--city', 'City', ...kDates), 'sharing_custodians');
    assert.ok(!existsSync(join(table, 'invitation.txt')));
});

let eve;
await check('all are invited, join and commit', async () => {
    well(await invite(introduced(5), 3, four[0].table, '--city', 'City of Lakehaven', '--epoch', '7', ...kDates));
    carry(five);
    eve = new noble.NobleCustodian(readFileSync(join(fifth.table, 'invitation.txt'), 'utf8'), kCheat, fifth.seed);
    await all(four, async (one) => well(await one.step('join')));
    writeFileSync(fifthFile('1-join'), eve.join());
    carry(five);
    await all(four, async (one) => well(await one.step('commit')));
    writeFileSync(fifthFile('2-commit'), eve.commit(filesOf(fifth.table, '1-join')));
});

// Two of the four go on in a branch where the fifth's file is another; what they say then.
const joins = () => filesOf(fifth.table, '1-join');
const commits = () => filesOf(fifth.table, '2-commit');
const deals = () => filesOf(fifth.table, '3-deal');
async function story(name, file, content, step, who = [four[0], four[1]]) {
    const home = join(folder, 'stories', name);
    const people = who.map((one) => branch(one, join(home, `custodian-${one.index}`)));
    for (const one of people) {
        const at = join(one.table, file.slice(fifth.table.length + 1));
        if (content === null) rmSync(at, { force: true });
        else writeFileSync(at, content);
    }
    return { people, results: step ? await all(people, (one) => one.step(step)) : [] };
}
const named = ({ results }, code) => results.forEach((result) => refused(result, code, `custodian ${kCheat}, Eve Noble \\(Bar Association\\)`));

await check('cheating when committing: a file that is missing, damaged, signed by another, of other files', async () => {
    carry(five);
    const file = fifthFile('2-commit');
    const right = readFileSync(file, 'utf8');
    named(await story('missing', file, null, 'deal'), 'ceremony_missing');
    named(await story('damaged', file, right.slice(3), 'deal'), 'ceremony_malformed');
    named(await story('stranger', file, noble.fileOf(ed25519.utils.randomSecretKey(), noble.read(right)), 'deal'), 'ceremony_signature');
    named(await story('elsewhere', file, noble.fileOf(fifth.seed, { ...noble.read(right), ceremony: '00'.repeat(32) }), 'deal'), 'ceremony_other');
    named(await story('other-files', file, noble.fileOf(fifth.seed, { ...noble.read(right), seen: '00'.repeat(32) }), 'deal'), 'ceremony_other_view');
});

await check('all deal, @noble\'s shares for ours and ours for @noble\'s', async () => {
    await all(four, async (one) => well(await one.step('deal')));
    writeFileSync(fifthFile('3-deal'), eve.deal(joins(), commits()));
    carry(five);
    eve.shares(deals());
});

await check('cheating when revealing: other commitments, another\'s shares sent on', async () => {
    const file = fifthFile('3-deal');
    named(await story('reveal', file, eve.deal(joins(), commits(), (deal) => ({ ...deal, commitments: [...deal.commitments].reverse() })), 'check'),
        'ceremony_reveal');
    const { ephemeral, proof, shares } = noble.read(deals()[0]);
    named(await story('sent-on', file, eve.deal(joins(), commits(), (deal) => ({ ...deal, ephemeral, proof, shares })), 'check'), 'ceremony_proof');
});

await check('cheating when dealing: a bad share is complained about, and everyone can check the complaint', async () => {
    const bad = eve.deal(joins(), commits(), (deal) => ({ ...deal, shares: deal.shares.with(1, eve.sealed(joins()[1], 2, 12345n)) }));
    const { people, results } = await story('bad-share', fifthFile('3-deal'), bad, 'check');
    well(results[0]);
    assert.equal(results[1].status, 1);
    named({ results: [results[1]] }, 'ceremony_bad_share');
    carry(people);
    named({ results: await all(people, (one) => one.step('finish')) }, 'ceremony_bad_share');
    assert.ok(!existsSync(people[0].shareFile(7, 1)));
});

await check('cheating with two dealings: found when all agree, named when two compare', async () => {
    const other = eve.deal(joins(), commits(), (deal) => ({ ...deal, proof: noble.hex(noble.prove(noble.concat(noble.text('porchlight ephemeral v1'),
        noble.unhex(eve.ceremony), noble.be4(kCheat)), eve.r, noble.pointOf(deal.ephemeral))) }));
    const { people, results } = await story('two-dealings', fifthFile('3-deal'), other, 'check', [four[1]]);
    well(results[0]);
    const first = branch(four[0], join(folder, 'stories/two-dealings-first'));
    well(await first.step('check'));
    carry([first, people[0]]);
    refused(await first.step('finish'), 'ceremony_other_view', 'custodian 2, Bo Ortiz');
    named({ results: [await run('compare-ceremony', '--table', first.table, '--other', people[0].table)] }, 'ceremony_equivocation');
    well(await run('compare-ceremony', '--table', first.table, '--other', first.table));
});

await check('all check and agree', async () => {
    await all(four, async (one) => well(await one.step('check')));
    writeFileSync(fifthFile('4-agree'), eve.agree(deals()));
    carry(five);
});

await check('cheating when agreeing: a false complaint, another transcript, nothing at all', async () => {
    const file = fifthFile('4-agree');
    named(await story('silent', file, null, 'finish', [four[2]]), 'ceremony_missing');
    named(await story('false-complaint', fifthFile('4-complaint'), eve.complain(deals(), 1), 'finish', [four[2]]), 'ceremony_false_complaint');
    named(await story('other-transcript', file, eve.agree(deals(), eve.sharing(deals()).replace('2099-', '2199-')), 'finish', [four[2]]),
        'ceremony_agreement');
});

const transcriptOf = (one, sharing) => join(one.table, `epoch-7-sharing-${sharing}.transcript`);
await check('all finish with one transcript, whose key is the Montgomery form of C0 to @noble too', async () => {
    // Held open: what the disk has of a file is seen here also when its name is gone.
    const secrets = four.map((one) => join(one.dir, readdirSync(one.dir).find((name) => /^ceremony-[0-9a-f]{8}\.secret$/.test(name))))
        .map((path) => ({ path, before: readFileSync(path), file: openSync(path, 'r') }));
    const said = await all(four, (one) => one.step('finish'));
    for (const { path, before, file } of secrets) {
        const after = Buffer.alloc(before.length);
        assert.equal(readSync(file, after, 0, after.length, 0), before.length);
        closeSync(file);
        assert.ok(!existsSync(path), `${path} is still there`);
        for (let at = 0; at + 16 <= before.length; ++at)
            assert.ok(!after.includes(before.subarray(at, at + 16)), `${path} was not overwritten`);
    }
    said.forEach(well);
    const texts = new Set(four.map((one) => readFileSync(transcriptOf(one, 1), 'utf8')));
    assert.equal(texts.size, 1);
    const [text] = texts;
    assert.equal(text.slice(0, text.indexOf('\n') + 1), eve.sharing(deals()));
    const sharing = noble.read(text);
    const key = noble.hex(noble.montgomery(noble.pointOf(sharing.commitments[0])));
    said.forEach(({ stdout }) => assert.ok(stdout.includes(key)));
    const share = noble.committedAt(sharing.commitments.map(noble.pointOf), kCheat);
    assert.ok(noble.times(ed25519.Point.BASE, eve.share).equals(share), '@noble has its share');
    const signatures = text.split('\n').slice(1, -1).map((line) => line.split(' ')[2]);
    sharing.custodians.forEach(({ key: signer }, i) =>
        assert.ok(noble.isSigned(signer, 'porchlight sharing v1', eve.sharing(deals()), signatures[i])));
    for (const one of four)
        assert.deepEqual(readdirSync(one.dir).filter((name) => /secret|share/.test(name)), [`epoch-7-sharing-1-custodian-${one.index}.share`]);
});

const checkShare = (one, share, transcript, passphrase = one.passphrase) =>
    run('check-share', '--share', share, '--transcript', transcript, '--passphrase-file', passphrase);
await check('a share is right, and one that is swapped, corrupted or under other words is told', async () => {
    const [ana, bo] = four;
    const transcript = transcriptOf(ana, 1);
    well(await checkShare(ana, ana.shareFile(7, 1), transcript));
    refused(await checkShare(ana, ana.shareFile(7, 1), transcript, bo.passphrase), 'share_passphrase');
    const corrupted = join(folder, 'corrupted.share');
    const bytes = readFileSync(ana.shareFile(7, 1));
    for (const [at, code] of [[0, 'share_malformed'], [20, 'share_passphrase'], [60, 'share_passphrase'], [100, 'share_passphrase']]) {
        rmSync(corrupted, { force: true });
        writeFileSync(corrupted, Buffer.from(bytes.map((byte, i) => (i === at ? byte ^ 1 : byte))), { mode: 0o600 });
        refused(await checkShare(ana, corrupted, transcript), code);
    }
    const cut = join(folder, 'cut.transcript');
    writeFileSync(cut, readFileSync(transcript, 'utf8').split('\n').slice(0, 5).join('\n') + '\n');
    refused(await checkShare(ana, ana.shareFile(7, 1), cut), 'sharing_signature');
});

await check('a passphrase is changed, and a short one refused', async () => {
    const [ana] = four;
    const [next, short] = ['next', 'short'].map((name) => join(folder, name));
    writeFileSync(next, 'entirely other words', { mode: 0o600 });
    writeFileSync(short, 'tiny', { mode: 0o600 });
    const change = (file, ...more) => run('change-passphrase', '--share', ana.shareFile(7, 1), '--passphrase-file', ana.passphrase, '--new-passphrase-file', file, ...more);
    refused(await change(short), 'passphrase_short');
    well(await change(next, '--transcript', transcriptOf(ana, 1)));
    assert.equal(statSync(ana.shareFile(7, 1)).mode & 0o777, 0o600);
    refused(await checkShare(ana, ana.shareFile(7, 1), transcriptOf(ana, 1)), 'share_passphrase');
    well(await checkShare(ana, ana.shareFile(7, 1), transcriptOf(ana, 1), next));
    copyFileSync(next, ana.passphrase);
});

await check('three of them reshare the key to two who are new and one who stays; old and new do not mix', async () => {
    const after = [['Gil Moss', 'City Clerk'], ['Hua Lin', 'Public Library']].map(([name, authority], i) =>
        new Custodian(join(folder, `successor-${i + 1}`), i + 1, name, authority));
    await all(after, async (one) => well(await one.introduce(join(introductions, `n${one.index}.txt`))));
    const table = join(folder, 'resharing');
    const cleo = Object.assign(new Custodian(join(folder, 'custodian-3'), 3, ...kPeople[2]), { table: join(folder, 'custodian-3/resharing') });
    const dealers = [four[0], four[1]].map((one) => Object.assign(new Custodian(one.home, one.index, one.name, one.authority), { table: join(one.home, 'resharing') }));
    const stick = { table };
    [stick, cleo, ...dealers].forEach((one) => mkdirSync(one.table, { recursive: true }));
    copyFileSync(join(folder, 'next'), dealers[0].passphrase);
    const list = `${join(introductions, 'n1.txt')},${join(introductions, '3.txt')},${join(introductions, 'n2.txt')}`;
    const old = transcriptOf(four[0], 1);
    refused(await invite(list, 2, table, '--previous', old, '--dealers', '1,2'), 'sharing_malformed');
    well(await invite(list, 2, table, '--previous', old, '--dealers', '1,2,3'));
    const everyone = [stick, cleo, ...dealers, ...after];
    const custodians = [after[0], cleo, after[1]];
    const next = async (people, step, more = () => []) => {
        carry(everyone);
        await all(people, async (one) => well(await one.step(step, ...more(one))));
        carry(everyone);
    };
    await next(custodians, 'join');
    await next([...dealers, cleo], 'deal', (one) => ['--share-passphrase-file', one.passphrase]);
    await next(custodians, 'check');
    await next(everyone.slice(1), 'finish');
    const transcript = transcriptOf(cleo, 2);
    const [before, now] = [old, transcript].map((file) => noble.read(readFileSync(file, 'utf8')));
    assert.equal(now.commitments[0], before.commitments[0]);
    assert.notEqual(now.commitments[1], before.commitments[1]);
    well(await checkShare(cleo, cleo.shareFile(7, 2, 2), transcript));
    well(await checkShare(after[1], after[1].shareFile(7, 2, 3), transcript));
    refused(await checkShare(cleo, cleo.shareFile(7, 1, 3), transcript), 'share_sharing');
    const bytes = readFileSync(cleo.shareFile(7, 1, 3));
    refused(await run('change-passphrase', '--share', cleo.shareFile(7, 1, 3), '--transcript', transcript, '--passphrase-file', cleo.passphrase,
        '--new-passphrase-file', join(folder, 'next')), 'share_sharing');
    assert.deepEqual(readFileSync(cleo.shareFile(7, 1, 3)), bytes, 'a share that is refused stays as it was');
    assert.ok(!existsSync(dealers[0].shareFile(7, 2, 1)), 'who leaves has no new share');
});

await check('a trust file is made from the transcript, for release keys kept elsewhere, once', async () => {
    const transcript = transcriptOf(four[0], 1);
    const out = join(folder, 'trust.json');
    const releases = [1, 2].map((first) => String(first).repeat(64));
    const make = (keys, threshold) => run('trust', '--transcript', transcript, '--releases', keys.join(','), '--release-threshold', threshold, '--out', out);
    for (const [keys, threshold] of [[releases, '3'], [releases, '0'], [[releases[0], releases[0]], '1'], [['12'], '1'], [[`${releases[0]}\n`], '1']])
        assert.equal((await make(keys, threshold)).status, 2);
    assert.ok(!existsSync(out));
    const made = await make(releases, '2');
    well(made);
    assert.match(made.stdout, /3 of 5 custodians, releases those of 2 of 2 keys[\s\S]*fingerprint of the city: [0-9A-Z]{4}-/);
    const { custodians } = noble.read(readFileSync(transcript, 'utf8'));
    assert.deepEqual(JSON.parse(readFileSync(out, 'utf8')), { v: 1, city: 'City of Lakehaven', custodians: { threshold: 3, keys: custodians.map(({ key }) => key) },
        releases: { threshold: 2, keys: releases } });
    refused(await make(releases, '1'), 'exists');
});

await check('three sign a manifest, each after comparing its key with the transcript; another key is refused', async () => {
    const [ana, bo, cleo] = four;
    const transcript = transcriptOf(ana, 1);
    assert.equal((await run('create', '--dir', ana.dir)).status, 2);
    well(await run('create', '--dir', ana.dir, '--transcript', transcript));
    const files = ['first', 'second', 'third', 'false'].map((name) => join(folder, `${name}.json`));
    well(await run('sign-manifest', '--dir', ana.dir, '--programme', join(import.meta.dirname, '../../assets/programs/lakehaven.json'), '--serial', '1',
        '--transcript', transcript, '--schedule', 'LIB-2026-04', '--out', files[0]));
    const countersign = (one, from, to) => {
        copyFileSync(join(ana.dir, 'trust.json'), join(one.dir, 'trust.json'));
        return run('countersign-manifest', '--dir', one.dir, '--manifest', from, '--transcript', transcript, '--out', to);
    };
    assert.match((await countersign(bo, files[0], files[1])).stdout, /destroyed by 2099-01-31 under the retention schedule LIB-2026-04\.\n2 of 3 /);
    assert.match((await countersign(cleo, files[1], files[2])).stdout, /\n3 of 3 /);
    well(await run('check-manifest', '--manifest', files[2], '--transcript', transcript));
    const document = JSON.parse(readFileSync(files[2], 'utf8'));
    const payload = JSON.parse(Buffer.from(document.payload, 'base64'));
    payload.epoch.public_key = noble.hex(noble.montgomery(ed25519.Point.BASE));
    writeFileSync(files[3], JSON.stringify({ ...document, payload: Buffer.from(JSON.stringify(payload)).toString('base64') }));
    refused(await run('check-manifest', '--manifest', files[3], '--transcript', transcript), 'sharing_key');
});

rmSync(folder, { recursive: true, force: true });
tell();
