// Promise 7, Nothing joins: days of simulated issuances before the real server, whose calendar is moved, and an attacker
// who has its database with every backup of the nights and its log. No order that he finds tells of a record's site,
// librarian, kiosk, hour, class or card better than chance does within a batch. The same attacker succeeds against a
// server that keeps row ids. Two days of five sites; PORCHLIGHT_LONG: a week of twenty. PORCHLIGHT_SEED repeats the
// visits of a run. Ends with "N passed, N failed".
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { native, program } from '../e2e/support/stack.mjs';
import { attack, countsOf, snapshotsOf } from './attack.mjs';
import { dealtTogether } from './numbers.mjs';
import { kAttributes, simulate } from './week.mjs';

const [kSites, kDays, kControlDays] = process.env.PORCHLIGHT_LONG ? [20, 7, 2] : [5, 2, 1];
const kRisk = 0.002;
const kRiskOfControl = 0.05; // it is far from chance: less counting will do
const kLifecycle = /listening|(event=| )(start|settings|day|stop|drain)/; // what a server's log may say

const seed = Number(process.env.PORCHLIGHT_SEED ?? Math.floor(Math.random() * 2 ** 31));
console.log(`seed ${seed}`);

let passed = 0;
let failed = 0;
function check(what, body) {
    try {
        const said = body();
        passed++;
        console.log(`ok   ${what}${said ? `: ${said}` : ''}`);
    } catch (error) {
        failed++;
        console.log(`FAIL ${what}: ${error.stack}`);
    }
}

const best = ({ by, p, deviations }) => `best by ${by}, ${deviations.toFixed(1)} deviations from chance, p ${p.toPrecision(2)}`;

function checkCity({ city, truth }) {
    const snapshots = snapshotsOf(city.seized);
    const found = attack({ snapshots, truth, attributes: kAttributes, risk: kRisk, seed });
    check('each record is in the heap, and the backups tell the days apart', () => {
        assert.deepEqual([found.records, found.batches], [truth.size, kDays]);
        return `${found.records} records, ${found.batches} batches, ${snapshots.length} databases, ${found.orders} orders, ${found.tests} tests`;
    });
    check('the days of the server were days of the calendar', () => {
        const days = countsOf(snapshots.at(-1)).map(({ columns }) => columns[0]);
        assert.deepEqual([...new Set(days)].sort(), Array.from({ length: kDays }, (_, day) => city.dateOf(day)));
    });
    for (const result of found.results)
        check(`promise_7 no record is matched to its ${result.attribute}`, () => {
            assert.ok(!result.matches, `matched: ${best(result)}`);
            return best(result);
        });
    check('promise_7 the server\'s log has no line of an issuance', () => {
        const lines = readFileSync(city.log, 'utf8').trim().split('\n');
        assert.deepEqual(lines.filter((line) => !kLifecycle.test(line)), []);
    });
    check('promise_7 what was dealt together is forgotten when it was fetched', () => {
        const fetched = new Set(city.sites.flatMap(({ kiosks }) => kiosks.flatMap(({ numbers }) => numbers)));
        const dealt = dealtTogether(join(city.dir, 'dealt'), fetched);
        assert.ok(dealt > 0, 'what was dealt is there until it is fetched');
        for (const { name, folder } of snapshots) assert.equal(dealtTogether(folder, fetched), 0, name);
        return `${dealt} before`;
    });
}

function checkControl({ city, truth }) {
    const { results } = attack({ snapshots: snapshotsOf(city.seized), truth, attributes: kAttributes, risk: kRiskOfControl, seed });
    for (const result of results)
        check(`with row ids, a record is matched to its ${result.attribute}`, () => {
            assert.ok(result.matches, `not matched: ${best(result)}`);
            return best(result);
        });
}

const started = Date.now();
const runs = await Promise.allSettled([
    simulate({ server: program('porchlight-server'), sites: kSites, days: kDays, seed }),
    simulate({ server: join(native, 'tests/server_in_order'), sites: kSites, days: kControlDays, seed: seed + 1 }),
]);
console.log(`simulated in ${((Date.now() - started) / 1000).toFixed(1)} s`);
for (const [i, checkRun] of [checkCity, checkControl].entries()) {
    check(`the simulation of ${i === 0 ? 'the city' : 'the control'}`, () => { if (runs[i].reason) throw runs[i].reason; });
    if (runs[i].value) {
        checkRun(runs[i].value);
        await runs[i].value.city.close();
    }
}
console.log(`${((Date.now() - started) / 1000).toFixed(1)} s`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
