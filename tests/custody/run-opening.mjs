// Openings by a quorum with real processes: node tests/custody/run-opening.mjs [BUILD]
// Each custodian has a folder and a process of their own; @noble is one of them, with its own proofs; the records are
// sealed by libsodium-wrappers; each opening stands in a public log that two witnesses cosign. Ends with "N passed, N failed".
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { OpeningOffice } from './opening_office.mjs';
import { allowed } from './reasons.mjs';
import { deal, faultsOf, hash, hex, independentAnswer, text } from './dealt_city.mjs';
import { exportOf, envelopesOf, recordText, sealBySodium } from '../vectors/sealed_record.mjs';
import { check, tell } from '../support/checks.mjs';

const root = join(import.meta.dirname, '../..');
const build = resolve(process.argv[2] ?? process.env.PORCHLIGHT_BUILD ?? join(root, 'build/native'));
const program = join(build, 'bin/porchlight-custody');
const folder = mkdtempSync(join(tmpdir(), 'porchlight-opening-'));
const at = (name) => join(folder, name);

const run = (words, options = {}) => spawnSync(program, allowed(words), { encoding: 'utf8', ...options });
function done(words, options) {
    const result = run(words, options);
    assert.equal(result.status, 0, `${words[0]}: ${result.stderr}`);
    return result;
}

const people = [['Zoë O’Neil', '1990-03-12'], ['Fatima al-Zahra', '1969-05-20'], ['Nguyễn Thị Ánh Tuyết', '2003-11-23'],
    ['Олександр Ґудзь', '1956-11-23'], ['Ana "Ani" \\ Lee', '2000-01-01'], ['Suharto', '1950-01-01']];
const city = deal(at('city'));
const exported = Buffer.from(exportOf(people.map((person) => sealBySodium(recordText(7, ...person), 7, city.epochKey)), 7));
const envelopes = envelopesOf(exported);
const digestOf = (i) => hex(hash(envelopes[i]));
writeFileSync(at('export'), exported);

const office = new OpeningOffice(at('office'), { transcript: city.transcript, custodians: city.custodians.map((custodian) => custodian.folder) });

// Of each request, the opening statement and its proof.
const approvals = {};
function ask(words, request, options) {
    const said = done(['request', ...words, '--out', request], options);
    approvals[request] = office.approve(request);
    return said;
}
const approvedBy = ({ statement, proof }) => ['--statement', statement, '--proof', proof];
const answerWords = (of, index, request, out, more = [], approval = approvals[request]) => {
    const own = of.custodians[index - 1].folder;
    return ['answer', '--dir', own, '--share', join(own, 'share'), '--passphrase-file', join(own, 'passphrase'), '--transcript', of.transcript,
        '--request', request, ...approvedBy(approval), '--in', at('export'), '--out', out, ...more];
};
const combineWords = (request, answers, more = [], approval = approvals[request]) => ['combine', '--trust', office.trust, '--transcript', city.transcript,
    '--request', request, ...approvedBy(approval), '--in', at('export'), '--answers', answers.join(','), '--format', 'jsonl', ...more];
const recordsOf = ({ stdout }) => stdout.split('\n').filter(Boolean).map((line) => JSON.parse(line));
const namesOf = (result) => recordsOf(result).map(({ name }) => name).sort();
const everyone = people.map(([name]) => name).sort();

const request = at('all.request');
const answers = [1, 2, 3, 4, 5].map((index) => at(`answer-${index}`));

await check('a request for a whole export names it by its hash, and the answers are whole and for their owner alone', () => {
    const { stdout } = ask(['--transcript', city.transcript, '--in', at('export')], request);
    const asked = JSON.parse(readFileSync(request, 'utf8'));
    assert.deepEqual(asked.records, { export: hex(hash(exported)), count: people.length });
    assert.ok(stdout.includes(hex(hash(readFileSync(request)))));
    assert.ok(stdout.includes(`all 6 records of an export of epoch 7, to print them all; the export's hash is ${asked.records.export}.`));
    for (const index of [1, 2, 3, 5]) done(answerWords(city, index, request, answers[index - 1]));
    assert.equal(statSync(answers[0]).mode & 0o777, 0o600);
    assert.deepEqual(readdirSync(folder).filter((name) => name.endsWith('.part')), []);
});

await check('promise_3 nothing is answered or combined without a signed opening statement that is proved to be in the log', () => {
    const good = approvals[request];
    const three = [answers[0], answers[1], answers[2]];
    const refused = (code, approval, { of = city, trust = office.trust, about = '' } = {}) => {
        const own = of.custodians[0].folder;
        writeFileSync(join(own, 'trust.json'), readFileSync(trust));
        const words = [answerWords(of, 1, request, at('refused'), [], approval), combineWords(request, three, [], approval).map((word) => (word === office.trust ? trust : word))];
        for (const result of words.map((each) => run(each))) {
            assert.equal(result.status, 3, result.stderr);
            assert.match(result.stderr, new RegExp(`^porchlight-custody: .*${about}.* \\(${code}\\)\\.\n$`));
            assert.equal(result.stdout, '');
        }
        office.join(own);
        assert.ok(!existsSync(at('refused')));
    };
    const without = (words, option) => words.toSpliced(words.indexOf(option), 2);
    for (const option of ['--statement', '--proof'])
        for (const words of [answerWords(city, 1, request, at('refused')), combineWords(request, three)]) {
            const result = run(without(words, option));
            assert.equal(result.status, 2);
            assert.match(result.stderr, new RegExp(`needs ${option}\\.`));
        }
    assert.match(run(without(combineWords(request, three), '--trust')).stderr, /needs --trust/);
    refused('missing', { ...good, statement: at('no-statement') });
    refused('missing', { ...good, proof: at('no-proof') });
    refused('no_log', good, { trust: join(office.folder, 'trust-without-log.json') });
    refused('statement_malformed', { ...good, statement: request });
    const lonely = office.sign(request, [1]);
    refused('statement_signature', { ...good, statement: lonely });
    refused('statement_signature', { ...good, statement: office.sign(request, [4, 2]) });
    const again = at('again.request');
    ask(['--transcript', city.transcript, '--in', at('export')], again);
    refused('not_approved', approvals[again], { about: 'all.request' });
    const rehearsal = at('trust-of-rehearsal');
    writeFileSync(rehearsal, readFileSync(office.trust, 'utf8').replace('City of', 'REHEARSAL of City of'));
    refused('statement_other_city', good, { trust: rehearsal, about: 'take the three of one city' });
    refused('proof_malformed', { ...good, proof: good.statement });
    refused('proof_inclusion', { ...good, proof: approvals[again].proof }, { about: 'ask its operator for the proof of this statement' });
    for (const count of [0, 1]) refused('proof_witnesses', { ...good, proof: office.proofByFewer(good.proof, count) });
    assert.deepEqual(namesOf(done(combineWords(request, three))), everyone);
});

await check('an opening is signed with its request alone, and by nobody twice', () => {
    const [first, second] = city.custodians.map((custodian) => custodian.folder);
    const draft = office.sign(request, [1]);
    const sign = (dir, ...more) => run(['sign-statement', '--dir', dir, '--in', draft, '--out', at('signed'), ...more]);
    assert.match(sign(second).stderr, /with the --request that it is for/);
    assert.match(sign(second, '--request', at('again.request')).stderr, /\(not_approved\)/);
    assert.match(sign(first, '--request', request).stderr, /has your signature already/);
    assert.ok(!existsSync(at('signed')));
    const shown = done(['sign-statement', '--dir', second, '--in', draft, '--request', request]).stdout;
    assert.match(shown, /Records are to be opened\.[\s\S]*A card was printed twice[\s\S]*Signed by 1 of the 3 [\s\S]*all 6 records of an export of epoch 7/);
});

await check('who answers is told by which order, for what reason and since when, before a passphrase is asked for', () => {
    const words = answerWords(city, 1, request, at('told'));
    const none = words.map((word) => (word.endsWith('passphrase') ? at('no-passphrase') : word));
    const { status, stderr } = run(none);
    assert.equal(status, 3);
    const { order, reason, day } = JSON.parse(Buffer.from(JSON.parse(readFileSync(approvals[request].statement, 'utf8')).payload, 'base64'));
    assert.match(stderr, new RegExp(`^Records are to be opened\\.\n[\\s\\S]*  reason +${reason}\n  order +${order}\n[\\s\\S]*  day +${day}\n[\\s\\S]*The request is for all 6 [\\s\\S]*no-passphrase`));
    assert.ok(!existsSync(at('told')));
});

await check('two requests for as many named records are told apart', () => {
    const sorted = people.map((_, i) => digestOf(i)).sort();
    const told = (digests) => done(['request', '--transcript', city.transcript, '--records', digests.join(','), '--out', at(`of-${digests.length}-${digests[0].slice(0, 8)}`)]).stdout;
    assert.ok(told(sorted.slice(0, 5)).includes(`: 5 named records of epoch 7: ${sorted.slice(0, 3).join(', ')} and 2 more.\n`));
    assert.ok(told(sorted.slice(1, 6)).includes(`: 5 named records of epoch 7: ${sorted.slice(1, 4).join(', ')} and 2 more.\n`));
    assert.ok(told(sorted.slice(0, 3)).includes(`: 3 named records of epoch 7: ${sorted.slice(0, 3).join(', ')}.\n`));
});

await check('an independent reader finds our answers and their proofs good', () => {
    for (const index of [1, 2, 5]) assert.deepEqual(faultsOf(city, readFileSync(answers[index - 1]), readFileSync(request), exported), []);
    const changed = Uint8Array.from(readFileSync(answers[0]));
    changed[88 + 100] ^= 1;
    assert.deepEqual(faultsOf(city, changed, readFileSync(request), exported), ['signature', 'proof 0']);
});

await check('an independent custodian takes part, and records sealed by libsodium-wrappers open', () => {
    writeFileSync(answers[3], independentAnswer(city, 4, readFileSync(request), envelopes));
    const opened = done(combineWords(request, [answers[3], answers[0], answers[4]]));
    assert.deepEqual(namesOf(opened), everyone);
    for (const { digest, name, dob } of recordsOf(opened)) {
        assert.ok(envelopes.some((envelope) => hex(hash(envelope)) === digest));
        assert.ok(people.some((person) => person[0] === name && person[1] === dob));
    }
});

await check('any three of five open, and every two do not', () => {
    for (let a = 0; a < 5; a += 1)
        for (let b = a + 1; b < 5; b += 1) {
            const two = run(combineWords(request, [answers[a], answers[b]]));
            assert.equal(two.status, 3);
            assert.equal(two.stdout, '');
            assert.match(two.stderr, /\(too_few_answers\)/);
            for (let c = b + 1; c < 5; c += 1) assert.deepEqual(namesOf(done(combineWords(request, [answers[a], answers[b], answers[c]]))), everyone);
        }
});

await check('a custodian who gives a false part of one record is named with it, and the others open all', () => {
    const change = (entry, i) => (i === 3 ? { ...entry, partial: Uint8Array.from(envelopes[0].slice(16, 48)) } : entry);
    writeFileSync(at('cheat'), independentAnswer(city, 2, readFileSync(request), envelopes, { change }));
    const opened = run(combineWords(request, [answers[0], at('cheat'), answers[2], answers[3]]));
    assert.equal(opened.status, 1);
    assert.deepEqual(namesOf(opened), everyone);
    assert.equal(opened.stderr.split('\n')[0], `record ${digestOf(3)}: custodian 2, Ben Okafor (Library Board), gave a false part (partial_false)`);
    const without = run(combineWords(request, [answers[0], at('cheat'), answers[2]]));
    assert.equal(without.status, 1);
    assert.equal(recordsOf(without).length, people.length - 1);
    assert.match(without.stderr, new RegExp(`record ${digestOf(3)}: too_few_answers`));
});

await check('a proof that is made up does not pass', () => {
    const change = (entry) => ({ ...entry, proof: hash(entry.proof, { dkLen: 64 }).map((byte, i) => (i % 32 === 31 ? 0 : byte)) });
    writeFileSync(at('made-up'), independentAnswer(city, 2, readFileSync(request), envelopes, { change }));
    const opened = run(combineWords(request, [answers[0], at('made-up'), answers[2]]));
    assert.equal(opened.status, 1);
    assert.equal(opened.stdout, '');
    assert.equal(opened.stderr.match(/custodian 2, .*\(partial_false\)/g).length, people.length);
});

await check('without proofs three open, and a part that differs is told where there are four', () => {
    const off = [2, 3, 5].map((index) => at(`off-${index}`));
    for (const [i, index] of [2, 3, 5].entries()) done(answerWords(city, index, request, off[i], ['--proofs', 'off']));
    assert.deepEqual(namesOf(done(combineWords(request, off))), everyone);
    const change = (entry) => ({ ...entry, partial: Uint8Array.from([0x58, ...new Uint8Array(31).fill(0x66)]) });
    writeFileSync(at('off-cheat'), independentAnswer(city, 1, readFileSync(request), envelopes, { proofs: false, change }));
    const spoilt = run(combineWords(request, [off[0], off[1], at('off-cheat')]));
    assert.equal(spoilt.status, 1);
    assert.equal(spoilt.stdout, '');
    assert.match(spoilt.stderr, /: unproven\n/);
    const opened = run(combineWords(request, [at('off-cheat'), off[0], off[1], off[2]]));
    assert.deepEqual(namesOf(opened), everyone);
    assert.match(opened.stderr, /custodian 1, Ana Lee \(City Clerk\), .*\(partial_differs\)/);
});

await check('an answer of an old sharing, one that was changed and one given twice are left aside and named', () => {
    const next = deal(at('reshared'), { number: 2, secret: city.secret });
    assert.equal(hex(next.epochKey), hex(city.epochKey));
    const newer = at('newer.request');
    office.hear(next.transcript);
    for (const custodian of next.custodians) office.join(custodian.folder);
    ask(['--transcript', next.transcript, '--in', at('export')], newer);
    done(answerWords(next, 4, newer, at('of-other-sharing')));
    const changed = Uint8Array.from(readFileSync(answers[1]));
    changed[130] ^= 1;
    writeFileSync(at('changed'), changed);
    const opened = run(combineWords(request, [at('of-other-sharing'), at('changed'), answers[0], answers[0], answers[2], answers[4]]));
    assert.equal(opened.status, 1);
    assert.deepEqual(namesOf(opened), everyone);
    assert.match(opened.stderr, /of-other-sharing, in the name of custodian 4, Dmytro Koval \(Ombudsman\), .*\(answer_other_sharing\)/);
    assert.match(opened.stderr, /changed, in the name of custodian 2, .*\(answer_signature\)/);
    assert.match(opened.stderr, /answer-1, in the name of custodian 1, .*\(answer_twice\)/);
    const crossed = run(answerWords({ ...next, transcript: city.transcript }, 4, request, at('crossed')));
    assert.equal(crossed.status, 3);
    assert.match(crossed.stderr, /\(share_sharing\)/);
    assert.match(run(answerWords(next, 4, request, at('crossed'))).stderr, /\(request_other_sharing\)/);
});

await check('a wrong passphrase, a share of another and another export answer nothing', () => {
    const own = city.custodians[0].folder;
    writeFileSync(join(own, 'wrong'), 'ten geese over the north branch', { mode: 0o600 });
    const refused = (words, code) => {
        const result = run(words);
        assert.equal(result.status, 3, result.stderr);
        assert.match(result.stderr, new RegExp(`\\(${code}\\)`));
        assert.throws(() => statSync(at('none')));
    };
    const replace = (words, from, to) => words.map((word) => (word === from ? to : word));
    const words = answerWords(city, 1, request, at('none'));
    refused(replace(words, join(own, 'passphrase'), join(own, 'wrong')), 'share_passphrase');
    refused(replace(words, join(own, 'share'), join(city.custodians[1].folder, 'share')), 'custodian_key');
    writeFileSync(at('cut'), exportOf(envelopes.slice(1), 7));
    refused(replace(words, at('export'), at('cut')), 'export_differs');
    refused(answerWords(city, 1, request, answers[0]).map((word) => (word === answers[0] ? request : word)), 'exists');
});

await check('a person is found, nobody else is printed, and who answers learns no name', () => {
    const sought = at('sought');
    const find = at('find.request');
    ask(['--transcript', city.transcript, '--in', at('export'), '--sought', sought], find, { input: 'fatima  AL-ZAHRA\n1969-05-20\n' });
    assert.equal(statSync(sought).mode & 0o777, 0o600);
    assert.ok(!/fatima|1969/i.test(readFileSync(find, 'utf8')));
    const own = [2, 3, 5].map((index) => at(`find-${index}`));
    for (const [i, index] of [2, 3, 5].entries()) {
        const said = done(answerWords(city, index, find, own[i]));
        assert.ok(!/fatima|1969/i.test(said.stdout + said.stderr));
        assert.match(said.stderr, /all 6 records of an export of epoch 7, to print those of one person/);
    }
    const found = done(combineWords(find, own, ['--sought', sought]));
    assert.deepEqual(recordsOf(found).map(({ name, dob }) => [name, dob]), [people[1]]);
    assert.match(found.stderr, /6 records opened, 0 failed, 1 of the person who is sought/);
    assert.ok(people.every(([name]) => !found.stderr.includes(name)));
    const unsaid = run(combineWords(find, own));
    assert.equal(unsaid.status, 3);
    assert.match(unsaid.stderr, /\(sought_missing\)/);
    done(['request', '--transcript', city.transcript, '--in', at('export'), '--out', at('other.request'), '--sought', at('other-sought')], { input: 'Suharto\n1950-01-01\n' });
    const other = run(combineWords(find, own, ['--sought', at('other-sought')]));
    assert.equal(other.status, 3);
    assert.equal(other.stdout, '');
    assert.match(other.stderr, /\(sought_differs\)/);
});

await check('named records are opened from an export that holds no more than them', () => {
    const named = at('named.request');
    ask(['--transcript', city.transcript, '--records', `${digestOf(4)},${digestOf(1)}`], named);
    writeFileSync(at('export'), exportOf([envelopes[1], envelopes[4]], 7));
    const own = [1, 3, 4].map((index) => at(`named-${index}`));
    for (const [i, index] of [1, 3, 4].entries()) done(answerWords(city, index, named, own[i]));
    const few = done(combineWords(named, own));
    writeFileSync(at('export'), exported);
    const many = done(combineWords(named, own));
    assert.equal(few.stdout, many.stdout);
    assert.deepEqual(recordsOf(many).map(({ digest }) => digest), [digestOf(1), digestOf(4)].sort());
    writeFileSync(at('export'), exportOf([envelopes[1]], 7));
    const lacking = run(answerWords(city, 2, named, at('lacking')));
    writeFileSync(at('export'), exported);
    assert.match(lacking.stderr, /\(record_missing\)/);
});

// Copies of one record that differ in their last bytes: damaged, but with keys that shares are used on.
function exportOfCopies(count) {
    return exportOf(Array.from({ length: count }, (_, i) => {
        const copy = Uint8Array.from(envelopes[0]);
        new DataView(copy.buffer).setUint32(1020, i);
        return copy;
    }), 7);
}

// The highest resident size of a run, in KiB, and what it said.
function peakOf(words, expected = 0) {
    return new Promise((fulfil, reject) => {
        const child = spawn(program, allowed(words), { stdio: ['ignore', 'ignore', 'pipe'] });
        let said = '';
        let peak = 0;
        const look = () => {
            try {
                peak = Math.max(peak, Number(readFileSync(`/proc/${child.pid}/status`, 'utf8').match(/VmHWM:\s+(\d+)/)?.[1] ?? 0));
            } catch { /* it has ended */ }
        };
        const looking = setInterval(look, 10);
        child.stderr.on('data', (piece) => { said += piece; look(); });
        child.on('close', (status) => {
            clearInterval(looking);
            if (status === expected) fulfil({ peak, said });
            else reject(new Error(said.slice(0, 1000)));
        });
    });
}

await check('memory grows with the export neither in answering nor in combining, and progress is told', async () => {
    const peaks = { answer: [], combine: [] };
    for (const count of [1000, 9000]) {
        writeFileSync(at('export'), exportOfCopies(count));
        const large = at(`${count}.request`);
        ask(['--transcript', city.transcript, '--in', at('export')], large);
        const own = [1, 2, 3].map((index) => at(`${count}-${index}`));
        for (const index of [1, 2, 3]) {
            const { peak, said } = await peakOf(answerWords(city, index, large, own[index - 1], ['--proofs', 'off', '--progress', 'always']));
            assert.match(said, new RegExp(`${count} of ${count} records, [0-9]+ a second\n`));
            if (index === 1) peaks.answer.push(peak);
        }
        const { peak, said } = await peakOf(combineWords(large, own, ['--progress', 'always']), 1);
        assert.match(said, new RegExp(`0 records opened, ${count} failed`));
        peaks.combine.push(peak);
    }
    for (const [what, [few, many]] of Object.entries(peaks)) {
        assert.ok(few > 0 && many < few + 4096, `${what}: ${few}, ${many} KiB`); // the export grows by 8,000
        console.log(`     ${what}: ${few} KiB for 1000 records, ${many} KiB for 9000`);
    }
});

rmSync(folder, { recursive: true, force: true });
tell();
