// Counts by day: image "Decisions by day", which says in its description what it shows; group "The same as tables" with
// tables "By day" and "By site".

import { element, find } from '../staff/elements.js';
import * as api from './api.js';
import { chartOf } from './chart.js';

const kOutcomes = { approved: 'Approved', approved_again: 'Printed again', approved_first: 'First of two', denied: 'Denied',
    sent_back: 'Sent back', ended: 'Ended' };
const kDay_ms = 24 * 3600 * 1000;

let shown = null;  // what the picture was drawn of

const dayOf = (day) => new Date(`${day}T00:00:00Z`).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const outcomeOf = (outcome) => (outcome.startsWith('denied') ? 'denied' : outcome);
const number = (value) => value.toLocaleString('en');

function daysBetween(first, last) {
    const out = [];
    for (let at = Date.parse(first); at <= Date.parse(last); at += kDay_ms)
        out.push(new Date(at).toISOString().slice(0, 10));
    return out;
}

// A map from what `keyOf` gives to the sums of each outcome.
function sumsBy(counts, keyOf) {
    const sums = new Map();
    for (const one of counts) {
        const key = keyOf(one);
        if (!sums.has(key))
            sums.set(key, Object.fromEntries(Object.keys(kOutcomes).map((outcome) => [outcome, 0])));
        sums.get(key)[outcomeOf(one.outcome)] += one.count;
    }
    return sums;
}

// A first of two approvals is no card yet.
const cardsOf = (sums) => sums.approved + sums.approved_again;

function tableOf(caption, first, sums, nameOf) {
    const table = element('table');
    const head = element('tr');
    for (const name of [first, ...Object.values(kOutcomes)]) {
        const cell = element('th', '', name);
        cell.scope = 'col';
        head.append(cell);
    }
    const rows = [...sums].map(([key, outcomes]) => {
        const row = element('tr');
        const name = element('th', '', nameOf(key));
        name.scope = 'row';
        row.append(name, ...Object.keys(kOutcomes).map((outcome) => element('td', '', number(outcomes[outcome]))));
        return row;
    });
    const [top, body] = [element('thead'), element('tbody')];
    top.append(head);
    body.append(...rows);
    table.append(element('caption', '', caption), top, body);
    const frame = element('div', 'table');
    frame.tabIndex = 0;
    frame.role = 'region';
    frame.ariaLabel = caption;
    frame.append(table);
    return frame;
}

function sentenceOf(days) {
    const approved = days.reduce((sum, day) => sum + day.approved, 0);
    const denied = days.reduce((sum, day) => sum + day.denied, 0);
    const span = `in the ${days.length} days from ${dayOf(days[0].day)} to ${dayOf(days.at(-1).day)}`;
    if (approved + denied === 0)
        return `Nothing was decided ${span}.`;
    const most = days.reduce((best, day) => (day.approved + day.denied > best.approved + best.denied ? day : best));
    return `${number(approved)} approved and ${number(denied)} denied ${span}; most on ${dayOf(most.day)}: ${number(most.approved + most.denied)}.`;
}

function drawChart() {
    const width = Math.floor(find('chart').clientWidth);
    if (!shown || width === 0 || Number(find('chart').firstChild?.getAttribute('width')) === width)
        return;
    find('chart').replaceChildren(chartOf(shown.days, { title: shown.title, text: shown.text, width }));
}

export async function drawCounts(page) {
    const answer = await page.ask(api.counts);
    if (!answer)
        return;
    const { first, last, counts } = answer.data;
    const seen = counts.filter(({ site }) => page.shows(site));
    const byDay = sumsBy(seen, ({ day }) => day);
    const days = daysBetween(first, last).map((day) => {
        const sums = byDay.get(day);
        return { day, approved: sums ? cardsOf(sums) : 0, denied: sums ? sums.denied : 0 };
    });
    const text = sentenceOf(days);
    const where = page.shown() || (page.sites().length === 1 ? page.sites()[0].name : 'all sites');
    shown = { days, text, title: `Decisions by day at ${where}` };
    find('chart').replaceChildren();
    find('counts-sum').textContent = text;
    find('count-tables').replaceChildren(tableOf('By day', 'Day', [...byDay].reverse(), dayOf),
        tableOf('By site', 'Site', sumsBy(seen, ({ site }) => site), (site) => site));
    drawChart();
}

export function setUpCounts() {
    new ResizeObserver(drawChart).observe(find('chart'));
}
