// A guided opening, typed as people would in real terminals: three custodians of a dealt city, who sign one after the
// other, and the operator and witnesses of its public log. Ends with "N passed, N failed".
import assert from 'node:assert/strict';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { exportOf, recordText, sealBySodium } from '../vectors/sealed_record.mjs';
import { program } from './custodians.mjs';
import { deal, passphrase } from './dealt_city.mjs';
import { OpeningOffice } from './opening_office.mjs';
import { closeTerminals, Terminal } from './terminals.mjs';

const home = mkdtempSync(join(tmpdir(), 'porchlight-guided-opening-'));
const table = join(home, 'stick');
mkdirSync(table);
const city = deal(join(home, 'city'));
const office = new OpeningOffice(join(home, 'office'), { transcript: city.transcript, custodians: city.custodians.map(({ folder }) => folder) });
copyFileSync(city.transcript, join(table, 'epoch-7-sharing-1.transcript'));
const people = [['Zoë O’Neil', '1990-03-12'], ['Fatima al-Zahra', '1969-05-20']];
writeFileSync(join(table, 'export.plx'), exportOf(people.map((person) => sealBySodium(recordText(7, ...person), 7, city.epochKey)), 7));
for (const { folder, index } of city.custodians) copyFileSync(join(folder, 'share'), join(folder, `epoch-7-sharing-1-custodian-${index}.share`));

const because = ['swap', 'core-dumps', 'network'].flatMap((what) => [`--allow-${what}`, 'a test']);
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

// turn: of the signature, from 1; the first one writes the request too, and combines.
async function open({ folder, name, index }, turn) {
    const terminal = new Terminal(`open-${index}`, home);
    terminal.start(program, 'guide', 'open', '--dir', relative(home, folder), '--table', relative(home, table), ...because);
    const first = turn === 1 ? 'yes' : 'no';
    const status = await terminal.converse([
        [/yes, no, or q to leave: $/, 'yes'], [/Press Enter to go on, or type q to leave: $/, ''],
        [/Press Enter to look again, or type q to leave: $/, async () => { await pause(300); return ''; }],
        [/Press Enter to try again, or type q to leave: $/, 'q'], [/[Pp]assphrase[^\n]*: $/, passphrase],
        [/By which order[^>]*\n> $/, 'CV-2031-2'], [/For which reason[^>]*\n> $/, 'A card was printed twice'], [/Who is in the room[^>]*\n> $/, 'three custodians'],
        [/The name of the export[^>]*\n> $/, 'export.plx'], [/Do you write the request[^>]*\n> $/, first], [/Which records[^>]*\n> $/, 'all'],
        [/How many custodians sign[^>]*\n> $/, '3'], [/Do you sign, and answer[^>]*\n> $/, 'yes'], [/Are you the first who signs[^>]*\n> $/, first],
        [/Which signature is yours[^>]*\n> $/, String(turn)], [/Your name\.[^>]*\n> $/, name],
    ]);
    const said = terminal.said();
    terminal.close();
    assert.equal(status, 0, `${name}:\n${said.slice(-3000)}`);
    return said;
}

// Takes the stick when all have signed. Until then nobody has answered.
async function operate() {
    const statement = join(table, 'opening-statement-3.json');
    while (!existsSync(statement)) await pause(100);
    await pause(1500); // the custodians look for the proof meanwhile
    assert.deepEqual(readdirSync(table).filter((name) => name.endsWith('.answer')), []);
    const own = join(home, 'office', 'signed.json');
    copyFileSync(statement, own);
    copyFileSync(office.prove(own), join(table, 'opening.tlog-proof'));
}

let failure;
try {
    const said = await Promise.race([
        Promise.all([...[0, 3, 1].map((at, i) => open(city.custodians[at], i + 1)), operate()]),
        pause(240_000).then(() => { throw new Error('the opening did not end'); })]);
    for (const [name, dob] of people) assert.ok(said[0].includes(name) && said[0].includes(dob), said[0].slice(-2500));
    for (const words of said.slice(1, 3)) assert.ok(!words.includes('O’Neil'), 'only who combines sees the names');
    for (const words of said.slice(1, 3)) assert.match(words, /A card was printed twice[\s\S]*all 2 records of an export of epoch 7/);
    const minutes = readFileSync(join(city.custodians[0].folder, 'guide-open.minutes.txt'), 'utf8');
    for (const line of ['begin-opening: done', 'done: It stands in the public log', 'combine: done']) assert.ok(minutes.includes(line), minutes);
    console.log('ok   promise_3 three sign an opening statement, it is logged and cosigned, and only then they answer and open');
} catch (error) {
    failure = error;
    console.log(`FAIL a guided opening: ${error.stack}`);
}
closeTerminals();
rmSync(home, { recursive: true, force: true });
console.log(failure ? '0 passed, 1 failed' : '1 passed, 0 failed');
process.exit(failure ? 1 : 0);
