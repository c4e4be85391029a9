// The whole ceremony, create to destroy, typed as people would in real terminals: custodians who come and go, an operator,
// two witnesses and an auditor, over eight years; records sealed by libsodium-wrappers; the printed page read back by
// ZXing from its PDF. Ends with "N passed, N failed".
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ed25519 } from '@noble/curves/ed25519.js';
import { exportOf, recordText, sealBySodium, toMontgomery } from '../vectors/sealed_record.mjs';
import { at, build, check, custody, day, finish, go_to, pause, Person, pictures, shot } from './people.mjs';
import { allowed } from './reasons.mjs';
import { Terminal } from './terminals.mjs';

const kEndDays = 365; // days after today
const kDestroyDays = 8 * 365 + 2;
const kOpeningDays = 420;
const kResharingDays = 800;
const kHoldDays = 2600;

const people = [['Ana Lee', 'City Clerk'], ['Ben Ito', 'Public Library'], ['Cleo Diaz', 'County Bar'], ['Dov Katz', 'University'], ['Eve Moss', 'Press Council']]
    .map(([name, authority]) => new Person(name, 'custody', { authority }));
const [ana, ben, cleo, dov, eve] = people;
const operator = new Person('The operator', 'operator');
const witnesses = ['press.example', 'bar.example'].map((name) => new Person(name, 'witness'));
for (const person of [...people, operator]) person.has('stick');
const stick = at('stick');
const papers = join(stick, 'statements');
mkdirSync(papers);
const publish = (file) => copyFileSync(file, join(papers, basename(file)));
const on_stick = (beginning) => join(stick, readdirSync(stick).find((name) => name.startsWith(beginning)));
const transcript = (number) => `epoch-1-sharing-${number}.transcript`;
const hex = (bytes) => Buffer.from(bytes).toString('hex');
const sharingIn = (file) => JSON.parse(readFileSync(file, 'utf8').split('\n')[0]);
let sharing = {};

const about_key = (person, { n = 5, k = 3, end = day(kEndDays), destroy = day(kDestroyDays), inviter = ana } = {}) => [
    [/How many custodians are there in all\?[^>]*\n> $/, n], [/Do you write the invitation[^>]*\n> $/, person === inviter ? 'yes' : 'no'],
    [/The name of the city[^>]*\n> $/, 'City of Lakehaven'], [/The number of the epoch\.[^>]*\n> $/, '1'],
    [/How many custodians shall open together\?[^>]*\n> $/, k], [/The last day[^>]*\n> $/, end], [/The day by which[^>]*\n> $/, destroy],
    [/Which paper[^>]*\n> $/, person === ben ? 'Letter' : 'A4'],
];
const words_compared = (person, ceremony) => person.minutes(ceremony).match(/transcript: (.*)/)[1];

await check('five custodians make a key, each at a terminal; one leaves and takes it up again', async () => {
    let left = false;
    const leave = [[/Step 5 of 11[\s\S]*Press Enter to go on, or type q to leave: $/, () => { left = true; return 'q'; }]];
    const onAsk = (text, terminal) => {
        const step = terminal.said().match(/Step (\d+) of 11/g)?.at(-1)?.match(/\d+/)[0];
        if (step) shot(`create-${step}`, terminal);
    };
    await Promise.all(people.map(async (person) => {
        if (person !== ben) return person.guided('create', { answers: about_key(person), onAsk: person === ana ? onAsk : undefined });
        await ben.guided('create', { answers: [...leave, ...about_key(ben)], status: 1 });
        assert.ok(left);
        const said = await ben.guided('create', { answers: about_key(ben) });
        assert.match(said, /Taken up again: \d steps are done/);
        assert.doesNotMatch(said, /Your name, as it is to stand/);
    }));
    sharing = sharingIn(join(stick, transcript(1)));
    publish(join(stick, transcript(1)));
    assert.deepEqual([sharing.k, sharing.custodians.length, sharing.city], [3, 5, 'City of Lakehaven']);
    const spoken = new Set(people.map((person) => words_compared(person, 'create')));
    assert.equal(spoken.size, 1);
    return `all read “${[...spoken]}”`;
});

await check('the minutes say what was done, what was allowed and why', () => {
    const text = ana.minutes('create');
    for (const line of ['Making the key of an epoch: begun', 'done: Everybody commits', 'compared aloud, the same for all: invitation.txt',
        'ceremony-finish: done', 'Making the key of an epoch: finished']) assert.ok(text.includes(line), `${line} in\n${text}`);
    assert.doesNotMatch(text, /four words/);
});

await check('the printed page is read back by ZXing from its PDF, and typed, with a wrong symbol named', async () => {
    const pdf = join(ben.dir, 'share-page.pdf');
    execFileSync('pdftoppm', ['-gray', '-singlefile', '-r', '150', pdf, at('page')]);
    const code = execFileSync(join(build, 'tests/read_code'), [at('page.pgm')], { encoding: 'utf8' });
    const share = readFileSync(ben.own(/\.share$/)[0]);
    await ben.types(['read-page', '--out', 'custody/scanned.share'], { answers: [[/page: $/, code]] });
    assert.ok(readFileSync(join(ben.dir, 'scanned.share')).equals(share));
    const lines = execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' }).split('\n').map((line) => line.trim().replaceAll(/\s+/g, ' '));
    const typed = lines.filter((line) => /^\d\d [0-9A-Z]{4} /.test(line)).map((line) => line.toLowerCase());
    let wrong = typed[3].slice(0, 5) + (typed[3][5] === '7' ? '8' : '7') + typed[3].slice(6);
    const said = await ben.types(['read-page', '--out', 'custody/typed.share'], {
        answers: [[/page: $/, lines.find((line) => line.startsWith('page '))], [/line \d+: $/, (text) => {
            const number = Number(text.match(/\d+/)[0]);
            if (number !== 4 || !wrong) return typed[number - 1];
            const once = wrong;
            wrong = '';
            return once;
        }]], picture: 'read-page' });
    assert.match(said, /Line 4 does not fit its word: a symbol of it is wrong, or the word, or the\n  page word/);
    assert.ok(readFileSync(join(ben.dir, 'typed.share')).equals(share));
    for (const name of ['scanned.share', 'typed.share']) rmSync(join(ben.dir, name));
    if (pictures) execFileSync('pdftoppm', ['-png', '-singlefile', '-r', '70', pdf, join(pictures, 'page')]);
});

await check('who presses Ctrl-C at a passphrase has a terminal that shows again what is typed', async () => {
    const terminal = new Terminal('interrupted', ana.laptop);
    const share = basename(ana.own(/\.share$/)[0]);
    const words = allowed(['check-share', '--share', `custody/${share}`, '--transcript', `stick/${transcript(1)}`]).map((word) => `'${word}'`);
    terminal.start('sh', '-c', `trap : INT; ${custody} ${words.join(' ')}; echo status $?; stty -a`);
    assert.equal((await terminal.expect([/Passphrase of the share: $/])).index, 0);
    terminal.press('C-c');
    const { text } = await terminal.expect([/status \d+\n[\s\S]*echoprt/]);
    assert.match(text, /status 130\n/);
    assert.match(text, / echo /);
    terminal.close();
});

await check('three custodians sign a manifest that fits the transcript, each after comparing', async () => {
    await ana.types(['create', '--dir', 'custody', '--transcript', `stick/${transcript(1)}`]);
    for (const person of [ben, cleo, dov, eve]) copyFileSync(join(ana.dir, 'trust.json'), join(person.dir, 'trust.json'));
    copyFileSync(join(ana.dir, 'trust.json'), join(stick, 'trust.json'));
    copyFileSync(join(import.meta.dirname, '../../assets/programs/lakehaven.json'), join(stick, 'programme.json'));
    await ana.types(['sign-manifest', '--dir', 'custody', '--programme', 'stick/programme.json', '--serial', '1', '--schedule', 'RS-2026-14', '--transcript', `stick/${transcript(1)}`, '--out', 'stick/manifest-1.json']);
    const countersign = (person, before, after) => person.types(['countersign-manifest', '--dir', 'custody', '--manifest', `stick/manifest-${before}.json`,
        '--transcript', `stick/${transcript(1)}`, '--out', `stick/manifest-${after}.json`]);
    assert.match(await countersign(ben, 1, 2), /2 of 3 signatures/);
    assert.match(await countersign(cleo, 2, 3), /3 of 3 signatures/);
    const said = await operator.types(['check-manifest', '--manifest', 'stick/manifest-3.json', '--transcript', `stick/${transcript(1)}`]);
    assert.ok(said.includes(hex(toMontgomery(ed25519.Point.fromHex(sharing.commitments[0])))));
    const { epoch } = JSON.parse(Buffer.from(JSON.parse(readFileSync(join(stick, 'manifest-3.json'), 'utf8')).payload, 'base64'));
    assert.deepEqual([epoch.id, epoch.end, epoch.destroy, epoch.schedule], [1, sharing.end, sharing.destroy, 'RS-2026-14']);
    publish(join(stick, 'manifest-3.json'));
});

const kBelieved = { transcript: ['--trust', 'stick/trust.json'], statement: ['--trust', 'stick/trust.json', '--statements', 'stick/statements'] };
const in_log = (option, file) => operator.types(['log-append', '--dir', 'operator', '--log', 'stick/log', `--${option}`, file, ...(kBelieved[option] ?? [])]);
// Each witness looks at the log and signs; the operator takes what they signed.
async function witnessed() {
    await Promise.all(witnesses.map((one) => one.guided('witness', { answers: [[/first time that you witness[^>]*\n> $/, 'no']] })));
    await gathered();
}
async function gathered() {
    for (const one of witnesses) {
        copyFileSync(join(one.dir, 'cosigned-checkpoint.txt'), join(stick, `${one.name}.txt`));
        await operator.types(['log-gather', '--log', 'stick/log', '--trust', 'stick/trust.json', '--in', `stick/${one.name}.txt`]);
    }
}

await check('the operator keeps a public log, which two witnesses cosign; sharing and manifest are in it', async () => {
    const said = await operator.types(['log-create', '--dir', 'operator', '--log', 'stick/log', '--origin', 'lakehaven.example/log']);
    const log_key = said.match(/log key:\s(\S+)/)[1];
    await in_log('transcript', `stick/${transcript(1)}`);
    await in_log('document', 'stick/manifest-3.json');
    const keys = await Promise.all(witnesses.map(async (one) => {
        const words = await one.guided('witness', { answers: [[/first time that you witness[^>]*\n> $/, 'yes'], [/Your name as a witness[^>]*\n> $/, one.name], [/The log’s key[^>]*\n> $/, log_key]] });
        return words.match(/witness key:\s(\S+)/)[1];
    }));
    await operator.types(['trust-log', '--trust', 'stick/trust.json', '--log-key', log_key, '--witnesses', keys.join(','), '--threshold', '2']);
    await gathered();
    await operator.types(['log-prove', '--log', 'stick/log', '--trust', 'stick/trust.json', '--document', 'stick/manifest-3.json', '--out', 'stick/manifest.json']);
    for (const { dir } of people) copyFileSync(join(stick, 'trust.json'), join(dir, 'trust.json'));
});

// The operator enters a statement, the witnesses cosign, and its proof is put on the stick.
async function prove(statement, proof) {
    await in_log('statement', `stick/${statement}`);
    await witnessed();
    await operator.types(['log-prove', '--log', 'stick/log', '--trust', 'stick/trust.json', '--statement', `stick/${statement}`, '--out', `stick/${proof}`]);
    publish(join(stick, statement));
}

const applicants = [['Zoë O’Neil', '1990-03-12'], ['Fatima al-Zahra', '1969-05-20'], ['Nguyễn Thị Ánh Tuyết', '2003-11-23']];
await check('promise_3 three sign an opening statement; when it is in the log, and not before, they open what libsodium-wrappers sealed', async () => {
    go_to(kOpeningDays);
    const publicKey = toMontgomery(ed25519.Point.fromHex(sharing.commitments[0]));
    writeFileSync(join(stick, 'export.plx'), exportOf(applicants.map(([name, dob]) => sealBySodium(recordText(1, name, dob), 1, publicKey)), 1));
    const signed = join(stick, 'opening-statement-3.json');
    let waiting = 0; // for the proof
    const openers = Promise.all([ana, cleo, eve].map((person, i) => person.guided('open', { answers: [
        [/0 of 1 are on the table: the proof[^:]*Press Enter to look again, or type q to leave: $/, async () => { waiting |= 1 << i; await pause(300); return ''; }],
        [/By which order[^>]*\n> $/, 'CV-2028-2'], [/For which reason[^>]*\n> $/, 'A card was printed twice'], [/The name of the export[^>]*\n> $/, 'export.plx'],
        [/Do you write the request[^>]*\n> $/, i === 0 ? 'yes' : 'no'], [/Which records[^>]*\n> $/, 'all'], [/How many custodians sign[^>]*\n> $/, 3],
        [/Do you sign, and answer[^>]*\n> $/, 'yes'], [/Are you the first who signs[^>]*\n> $/, i === 0 ? 'yes' : 'no'], [/Which signature is yours[^>]*\n> $/, i + 1],
    ], picture: i === 0 ? 'open-end' : undefined })));
    const operating = (async () => {
        for (let looks = 0; waiting !== 7; await pause(100)) assert.ok(++looks < 600, 'all wait for the proof');
        assert.ok(existsSync(signed));
        assert.deepEqual(readdirSync(stick).filter((name) => name.endsWith('.answer')), []);
        await prove('opening-statement-3.json', 'opening.tlog-proof');
    })();
    const [said] = await Promise.all([openers, operating]);
    for (const [name, dob] of applicants) assert.ok(said[0].includes(name) && said[0].includes(dob), `${name} in\n${said[0].slice(-2500)}`);
    for (const words of said.slice(1)) {
        assert.ok(!words.includes('O’Neil'), 'only who combines sees the names');
        assert.match(words, /A card was printed twice[\s\S]*all 3 records of an export of epoch 1/);
    }
    for (const line of ['begin-opening: done', 'done: It stands in the public log', 'combine: done']) assert.ok(ana.minutes('open').includes(line), line);
});

const destroy = (person, number, { order = 'RS-2026-14', ...rest } = {}) => person.guided('destroy', { answers: [
    [/How many printed pages[^>]*\n> $/, 'one; shredded here'], [/Who saw it\?[^>]*\n> $/, 'two witnesses'], [/epoch whose share you destroy[^>]*\n> $/, '1'],
    [/number of the sharing[^>]*\n> $/, number], [/approved retention schedule, as on[^>]*\n> $/, order]], ...rest });
async function destroyed(person, number, rest) {
    const [share] = person.own(new RegExp(`sharing-${number}-.*share$`));
    await destroy(person, number, rest);
    assert.ok(!existsSync(share));
    const [statement] = person.own(new RegExp(`^destruction-epoch-1-sharing-${number}`));
    copyFileSync(statement, join(papers, `${basename(person.laptop)}-${basename(statement)}`));
}

const fay = new Person('Fay Reed', 'custody', { authority: 'Legal Aid' });
await check('the key is shared anew: one deals and leaves, one comes; old shares do not fit, and are destroyed', async () => {
    go_to(kResharingDays);
    copyFileSync(join(stick, transcript(1)), join(ana.dir, transcript(1)));
    const holders = [ana, cleo, dov, fay];
    const dealers = [ana, ben, cleo];
    const said = await Promise.all([ana, ben, cleo, dov, fay].map((person) => person.guided('reshare', { table: 'new-stick', answers: [
        ...about_key(person),
        [/How many custodians will there be\?[^>]*\n> $/, 4], [/How many custodians of the old sharing deal\?[^>]*\n> $/, 3],
        [/Are you one of those who deal\?[^>]*\n> $/, dealers.includes(person) ? 'yes' : 'no'], [/Will you hold a share[^>]*\n> $/, holders.includes(person) ? 'yes' : 'no'],
        [/open together from now on\?[^>]*\n> $/, 3], [/The numbers of those who deal[^>]*\n> $/, '1,2,3'],
    ], })));
    assert.ok(said[1].includes('Passphrase for this ceremony alone') && !said[1].includes('your new share'), said[1]);
    const next = sharingIn(at('new-stick', transcript(2)));
    assert.deepEqual([next.sharing, next.end, next.destroy, next.commitments[0]], [2, sharing.end, sharing.destroy, sharing.commitments[0]]);
    assert.deepEqual(next.custodians.map(({ name }) => name), holders.map(({ name }) => name));
    assert.equal(new Set([ben, ...holders].map((person) => words_compared(person, 'reshare'))).size, 1);
    copyFileSync(at('new-stick', transcript(2)), join(stick, transcript(2)));
    publish(join(stick, transcript(2)));
    const old = basename(ana.own(/sharing-1-.*share$/)[0]);
    assert.match(await ana.types(['check-share', '--share', `custody/${old}`, '--transcript', `stick/${transcript(2)}`], { status: 3 }), /share_sharing/);
    assert.deepEqual(ben.own(/sharing-2-.*share$|secret/), [], 'who leaves keeps nothing of the new sharing');
    await fay.guided('check', { table: 'new-stick' });
    const good = ana.own(/sharing-2-.*share$/)[0];
    const before = readFileSync(good);
    assert.match(await ana.types(['destroy', '--dir', 'custody', '--statements', 'stick/statements', '--epoch', '1', '--sharing', '1', '--schedule', 'RS-2026-14',
        '--share', `custody/${basename(good)}`, '--out', 'custody/false.json'], { status: 3 }), /\(share_sharing\)/);
    assert.deepEqual([readFileSync(good), ana.own(/^false/)], [before, []], 'the new share stays, and nothing is said of the old one');
    await Promise.all(people.map((person) => destroyed(person, 1)));
});

const about_hold = (kind, first) => [
    [/A new hold, or the release[^>]*\n> $/, kind], [/Are you the first[^>]*\n> $/, first ? 'yes' : 'no'], [/epoch that is to be kept[^>]*\n> $/, '1'],
    [/The id of the order[^>]*\n> $/, 'CV-2033-7'], [/Whose order[^>]*\n> $/, 'County court'], [/id of the paper that lifts[^>]*\n> $/, 'CV-2034-19'], [/Whose paper[^>]*\n> $/, 'County court']];
async function three_sign(kind) {
    for (const person of [ana, cleo, dov]) await person.guided('hold', { answers: about_hold(kind, person === ana) });
    publish(on_stick(`${kind}-`));
}

await check('a hold that three sign stops the destruction, until three release it', async () => {
    go_to(kHoldDays);
    assert.match(await destroy(ana, 2, { status: 1 }), /not due/);
    await three_sign('hold');
    go_to(kDestroyDays + 3);
    assert.match(await destroy(ana, 2, { status: 1, picture: 'destroy-held' }), /is on hold by the order CV-2033-7/);
    assert.equal(ana.own(/sharing-2-.*share$/).length, 1);
    await three_sign('release');
});

await check('two of four destroy their shares, and the epoch is destroyed', async () => {
    copyFileSync(join(stick, 'trust.json'), join(fay.dir, 'trust.json'));
    await destroyed(ana, 2, { picture: 'destroy' });
    assert.match(await dov.guided('status'), /due:/);
    await destroyed(fay, 2);
    assert.match(await dov.guided('status', { picture: 'status' }), /destroyed: nobody opens it/);
});

await check('after that, the two shares that are left open nothing', async () => {
    dov.has('stick');
    await dov.types(['request', '--transcript', `stick/${transcript(2)}`, '--in', 'stick/export.plx', '--out', 'stick/late-request.json']);
    const about = (from, to) => ['--dir', 'custody', '--request', 'stick/late-request.json', ...from, '--out', `stick/late-${to}.json`];
    await ana.types(['begin-opening', ...about(['--reason', 'To see that it opens nothing', '--order', 'CV-2034-31'], 1)]);
    await cleo.types(['sign-statement', ...about(['--in', 'stick/late-1.json'], 2)]);
    await dov.types(['sign-statement', ...about(['--in', 'stick/late-2.json'], 3)]);
    await in_log('transcript', `stick/${transcript(2)}`);
    await prove('late-3.json', 'late.tlog-proof');
    const late = ['--statement', 'stick/late-3.json', '--proof', 'stick/late.tlog-proof', '--transcript', `stick/${transcript(2)}`, '--request', 'stick/late-request.json', '--in', 'stick/export.plx'];
    for (const person of [cleo, dov])
        await person.types(['answer', '--dir', 'custody', '--share', `custody/${basename(person.own(/sharing-2-.*share$/)[0])}`, ...late, '--out', `stick/${person === cleo ? 1 : 2}.late`]);
    assert.match(await dov.types(['combine', '--trust', 'stick/trust.json', ...late, '--answers', 'stick/1.late,stick/2.late'], { status: 3 }), /too_few_answers/);
});

await check('all of it goes into the log, and an auditor finds it there', async () => {
    const statements = readdirSync(papers).filter((name) => name.endsWith('.json') && !name.startsWith('manifest'));
    for (const file of statements) await in_log('statement', `stick/statements/${file}`);
    for (const file of readdirSync(papers)) if (!statements.includes(file)) rmSync(join(papers, file));
    await witnessed();
    const auditor = new Person('The auditor', 'audit');
    const said = await auditor.guided('audit', { picture: 'audit' });
    assert.match(said, new RegExp(`${statements.length} statements looked for[\\s\\S]*Nothing is wrong`));
    return `${statements.length} statements`;
});

await check('a rehearsal makes nothing that is taken for real, and nothing outside of its two folders', async () => {
    go_to(0);
    const actors = ['Ida Roe', 'Jon Bell'].map((name) => new Person(name, 'rehearsal', { authority: `Authority of ${name}`, present: 'two who rehearse' }));
    await Promise.all(actors.map((person) => person.guided('create', { table: 'rehearsal-stick', more: ['--rehearse'],
        answers: about_key(person, { n: 2, k: 2, end: day(0), destroy: day(0), inviter: actors[0] }) })));
    assert.equal(sharingIn(at('rehearsal-stick', transcript(1))).city, 'REHEARSAL of City of Lakehaven');
    for (const { laptop } of actors) assert.deepEqual(readdirSync(laptop).sort(), ['rehearsal', 'rehearsal-stick']);
    assert.match(await ana.guided('check', { table: 'rehearsal-stick', status: 3 }), /is of a rehearsal/);
    assert.match(await ana.guided('destroy', { more: ['--rehearse'], status: 3 }), /is real: a rehearsal must not touch it/);
});

finish();
