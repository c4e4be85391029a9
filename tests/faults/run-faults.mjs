// Printing under faults: printers that run out, jam, are unplugged or hang, and a bridge that is killed at each step
// between an approval and its card. At most one card for a receipt, one record for an applicant, and never a silent
// loss: a card, a question that is answered, or a failure that is told. 20 faults; PORCHLIGHT_LONG: 200.
// PORCHLIGHT_SEED repeats a run, PORCHLIGHT_FAULT takes all of a name. Ends with "N passed, N failed".
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { applicants as list, openedName } from '../e2e/applicants.mjs';
import { cardRequest } from '../e2e/support/card_request.mjs';
import { read } from '../e2e/support/database.mjs';
import { kControls, kFaults } from './faults.mjs';
import { Lane } from './lane.mjs';
import { Visit } from './visit.mjs';

const kCount = process.env.PORCHLIGHT_LONG ? 200 : 20;
const kLanes = 3;
const kOldest = '2000'; // born before: of age, whatever the day in that month

const seed = Number(process.env.PORCHLIGHT_SEED ?? Math.floor(Math.random() * 2 ** 31));
console.log(`seed ${seed}`);

// Mulberry32: small, and the same everywhere.
function generator(start) {
    let state = start >>> 0;
    return () => {
        state = (state + 0x6d2b79f5) >>> 0;
        let mixed = Math.imul(state ^ (state >>> 15), state | 1);
        mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
        return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    };
}

function shuffled(items, random) {
    const out = [...items];
    for (let i = out.length - 1; i > 0; i--) {
        const j = Math.floor(random() * (i + 1));
        [out[i], out[j]] = [out[j], out[i]];
    }
    return out;
}

// Each with its chance of its own, so that a lane's pace changes nothing. Every fault comes before one comes again.
function planned() {
    const random = generator(seed);
    const known = kFaults.filter(({ name }) => name.includes(process.env.PORCHLIGHT_FAULT ?? ''));
    const out = [];
    while (out.length < kCount) out.push(...shuffled(known, random));
    const count = process.env.PORCHLIGHT_FAULT ? known.length : kCount;
    return out.slice(0, count).map((fault, i) => ({ ...fault, random: generator(seed + i + 1), applicant: applicant(i) }));
}

const grown = list.filter(({ dob }) => dob < kOldest);
function applicant(i) {
    const one = grown[i % grown.length];
    return { ...one, dob: `${one.dob.slice(0, 8)}${String(1 + Math.floor(i / grown.length)).padStart(2, '0')}` };
}

let passed = 0;
let failed = 0;
async function check(what, body) {
    const started = Date.now();
    try {
        const said = await body();
        passed++;
        console.log(`ok   ${what} (${((Date.now() - started) / 1000).toFixed(1)} s)${said ? `: ${said}` : ''}`);
    } catch (error) {
        failed++;
        console.log(`FAIL ${what}: ${error.stack}`);
    }
}

const bodyOf = (lane, one) => {
    const { id, public_key: key } = lane.manifest().epoch;
    return cardRequest({ name: openedName(one), dob: one.dob, epoch: { id, key: Buffer.from(key, 'hex') } });
};

function tally(lane, ends) {
    const approvals = Object.fromEntries(read(lane, 'SELECT outcome, sum(n) FROM counts GROUP BY outcome'));
    const sum = (what) => ends.reduce((total, end) => total + end[what], 0);
    assert.equal(lane.cards().length, ends.filter(({ found }) => found === 'card').length, 'cards in the tray');
    assert.deepEqual(lane.open().map(({ name, dob }) => `${name} ${dob}`).toSorted(),
        ends.map(({ applicant: one }) => `${openedName(one)} ${one.dob}`).toSorted(), 'one record an applicant');
    assert.deepEqual([approvals.approved ?? 0, approvals.approved_again ?? 0], [sum('receipts') - sum('second'), sum('second')],
        'approvals, and second ones');
    const pictures = lane.cards().map(({ front, back }) => createHash('sha256').update(readFileSync(front)).update(readFileSync(back)).digest('hex'));
    assert.equal(new Set(pictures).size, pictures.length, 'no two cards alike');
    return `applicants ${ends.length}, receipts ${sum('receipts')}, questions ${sum('questions')}, failures told ${sum('failures')}`;
}

// The harness notices what it is there for.
async function checkControls(lane) {
    for (const { name, plan, notices } of kControls)
        await check(`noticed: ${name}`, async () => {
            const fault = { strike: () => lane.plan(plan) };
            await assert.rejects(new Visit(lane, bodyOf(lane, grown[0]), fault).goOn(), notices);
            await lane.page.leave();
        });
}

const due = planned();
async function runLane(number) {
    const lane = await Lane.open();
    const ends = [];
    try {
        for (let fault = due.shift(); fault; fault = due.shift()) {
            const { name, applicant: one, random } = fault;
            await check(name, async () => {
                const visit = new Visit(lane, bodyOf(lane, one), fault, random);
                const { receipts, second, questions, failures, found } = await visit.goOn().catch(async (error) => {
                    await lane.calm();
                    throw error;
                });
                ends.push({ receipts, second, questions, failures, found, applicant: one });
                return `receipts ${receipts}, questions ${questions}, failures told ${failures}`;
            });
        }
        await check(`the tally of branch ${number}`, () => tally(lane, ends));
        if (number === 1) await checkControls(lane);
    } finally {
        await lane.close();
    }
}

await Promise.all(Array.from({ length: kLanes }, (_, i) => runLane(i + 1).catch((error) => {
    failed++;
    console.log(`FAIL branch ${i + 1}: ${error.stack}`);
})));
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
