// The attacker: has the server's folder, its backups, its log and branch disks, and looks for anything whose order goes
// with who made a record, where, when, and for which card. It is told the truth only to be scored.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generator, grouped } from './chance.mjs';
import { hash } from './kiosk.mjs';
import { placesOf, readDatabase } from './pages.mjs';
import { kStatistics, ranks, test } from './statistics.mjs';

const kEnvelope = 1024;
const kSealKey = 16; // behind the envelope's header (envelope/FORMAT.md)
const kSealKeyEnd = 48;
const kDatabase = 'porchlight.db';
const kFirstLook = 1000;

// Backups in their order, then the server's own folder.
export function snapshotsOf(seized) {
    const folder = join(seized, 'backups');
    const names = readdirSync(folder).sort((a, b) => parseInt(a, 10) - parseInt(b, 10) || a.localeCompare(b));
    return [...names.map((name) => [name, join(folder, name)]), ['seized', join(seized, 'server')]].map(([name, from]) => {
        const log = join(from, `${kDatabase}-wal`);
        return { name, folder: from, ...readDatabase(join(from, kDatabase)), wal: existsSync(log) ? readFileSync(log) : Buffer.alloc(0) };
    });
}

// What is a record: a cell with an envelope in it.
const sealedIn = ({ columns }) => columns.find((column) => Buffer.isBuffer(column) && column.length === kEnvelope);
const number = (bytes) => bytes.readUIntBE(0, 6);

// The records, each with the snapshots before and after which it came: its batch.
function recordsOf(snapshots) {
    const out = new Map();
    for (const { name, cells } of snapshots)
        for (const sealed of cells.map(sealedIn).filter(Boolean)) {
            const digest = hash(sealed).toString('hex');
            if (!out.has(digest)) out.set(digest, { digest, sealed: Buffer.from(sealed), batch: name });
        }
    return out;
}

// Later cells of a page lie before the earlier ones.
const place = ({ pageSize }, at) => Math.floor(at / pageSize) * pageSize + (pageSize - (at % pageSize));

function inItsPage(values, pageSize) {
    const pages = grouped([...values], ([, at]) => Math.floor(at / pageSize));
    const out = new Map();
    for (const list of pages.values())
        list.sort(([, a], [, b]) => a - b).forEach(([digest], i) => out.set(digest, (i + 0.5) / list.length));
    return out;
}

// Orders in which a snapshot has a batch's records: name → digest → number.
function ordersOf(snapshot, batch) {
    const { bytes, cells, pageSize, wal } = snapshot;
    const out = { place: new Map(), page: new Map(), rowid: new Map(), key: new Map(), copies: new Map(), 'last copy': new Map(), log: new Map(),
        index: new Map() };
    const digestOf = new Map(batch.map(({ digest, sealed }) => [sealed.toString('latin1', kSealKey, kSealKeyEnd), digest]));
    for (const cell of cells) {
        const sealed = sealedIn(cell);
        const digest = sealed && digestOf.get(sealed.toString('latin1', kSealKey, kSealKeyEnd));
        if (!digest) continue;
        out.place.set(digest, place(snapshot, cell.at));
        out.page.set(digest, cell.page);
        out.key.set(digest, number(cell.columns[0]));
        if (cell.rowid !== null) out.rowid.set(digest, cell.rowid);
    }
    for (const { digest, sealed } of batch) {
        const key = sealed.subarray(kSealKey, kSealKeyEnd);
        const whole = placesOf(bytes, sealed.subarray(0, kSealKeyEnd)).map((at) => place(snapshot, at));
        const bare = placesOf(bytes, key).filter((at) => !bytes.subarray(at - kSealKey, at).equals(sealed.subarray(0, kSealKey)));
        out.copies.set(digest, whole.length + bare.length);
        out['last copy'].set(digest, Math.min(...whole));
        if (bare.length) out.index.set(digest, place(snapshot, bare[0]));
        const logged = wal.indexOf(key);
        if (logged >= 0) out.log.set(digest, logged);
    }
    out['place in its page'] = inItsPage(out.place, pageSize);
    out['index in its page'] = inItsPage(out.index, pageSize);
    return out;
}

// name → batches of { ranks, order }, where an order is there and tells anything apart.
function allOrders(snapshots, batches) {
    const out = new Map();
    const add = (name, b, values) => {
        if (values.some(Number.isNaN) || new Set(values).size < 2) return;
        if (!out.has(name)) out.set(name, batches.map(({ records }) => ({ ranks: new Float64Array(records.length), order: [] })));
        out.get(name)[b] = { ranks: ranks(values), order: [...values.keys()].sort((i, j) => values[i] - values[j]) };
    };
    batches.forEach(({ name, records }, b) => {
        const first = snapshots.findIndex((one) => one.name === name);
        for (const [when, snapshot] of [['before the shuffle', snapshots[first]], ['after it', snapshots[first + 1]], ['at the end', snapshots.at(-1)]])
            for (const [what, values] of Object.entries(ordersOf(snapshot, records)))
                add(`${what}, ${when}`, b, records.map(({ digest }) => values.get(digest) ?? NaN));
        add('digest', b, records.map(({ digest }) => number(Buffer.from(digest, 'hex'))));
        add('seal', b, records.map(({ sealed }) => number(sealed.subarray(kSealKey))));
    });
    return out;
}

const kDate = /^\d{4}-\d\d-\d\d$/;
export const countsOf = ({ cells }) => cells.filter(({ columns }) => columns.length === 6 && kDate.test(columns[0]));

// In which order the counts of a day were begun, by what their rows say of a label: column 1 site, 2 librarian, 3 class.
function countOrder(snapshot, column) {
    const rows = countsOf(snapshot);
    const last = rows.map(({ columns }) => columns[0]).sort().at(-1);
    const places = grouped(rows.filter(({ columns }) => columns[0] === last), ({ columns }) => columns[column]);
    return new Map([...places].map(([label, list]) => [label, list.reduce((sum, { at }) => sum + place(snapshot, at), 0) / list.length]));
}
const kCountColumns = { site: 1, librarian: 2, class: 3 };

// What is asked of an attribute: [name, statistic, labels of a batch].
function questionsOf(attribute, snapshots, batches, truth) {
    const values = batches.map(({ records }) => records.map(({ digest }) => truth.get(digest)[attribute]));
    if (typeof values[0][0] === 'number') return [['trend', values], ['near', values]];
    const names = [...new Set(values.flat())];
    const labels = values.map((batch) => batch.map((one) => names.indexOf(one)));
    const out = [['alike', labels], ['grouped', labels]];
    if (attribute in kCountColumns) {
        const begun = batches.map(({ name }) => countOrder(snapshots.find((one) => one.name === name), kCountColumns[attribute]));
        out.push(['trend', values.map((batch, b) => ranks(batch.map((one) => begun[b].get(one) ?? 0)))]);
    }
    return out;
}

// Of each attribute the best guess, and whether it is better than chance: { attribute, by, p, deviations, matches }.
// risk: that chance alone is taken for a match, over all tests of the run (Bonferroni).
export function attack({ snapshots, truth, attributes, risk, seed }) {
    const random = generator(seed);
    const known = [...recordsOf(snapshots).values()].filter(({ digest }) => truth.has(digest));
    const batches = [...grouped(known, ({ batch }) => batch)].map(([name, records]) => ({ name, records }));
    const orders = allOrders(snapshots, batches);
    const questions = attributes.map((attribute) => [attribute, questionsOf(attribute, snapshots, batches, truth)]);
    const tests = questions.reduce((sum, [, list]) => sum + list.length * orders.size, 0);
    const results = questions.map(([attribute, list]) => {
        const looks = list.flatMap(([kind, labels]) => [...orders].map(([order, ordered]) =>
            ({ by: `${order} (${kind})`, kind, labels, ordered, ...test(kStatistics[kind], ordered, labels, kFirstLook, random) })));
        const best = looks.reduce((a, b) => (b.p < a.p || (b.p === a.p && b.deviations > a.deviations) ? b : a));
        const { p } = test(kStatistics[best.kind], best.ordered, best.labels, Math.ceil((1.5 * tests) / risk), random);
        return { attribute, by: best.by, p, deviations: best.deviations, matches: p < risk / tests };
    });
    return { records: known.length, batches: batches.length, orders: orders.size, tests, results };
}
