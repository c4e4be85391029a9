// What only programs of ours can say of a printed card, asked of them.
import { join } from 'node:path';
import { run } from './processes.mjs';
import { native, root } from './stack.mjs';

// {family, every_glyph, other_dots, inked_dots, shown}: is this name, dot for dot, what its own font draws?
export function nameOnCard(front, name) {
    return JSON.parse(run(join(native, 'tests/name_on_card'), [front, name], { cwd: root }));
}

const kDay_ms = 86_400_000;
const kYears = 130; // record/FORMAT.md: the oldest date of birth that is taken

// Every step-th day of 130 years, and the right one with its neighbours.
export function datesAround(dob, step) {
    const dates = [-1, 0, 1].map((days) => Date.parse(dob) + days * kDay_ms);
    for (let day = Date.now() - kYears * 365.25 * kDay_ms; day <= Date.now(); day += step * kDay_ms) dates.push(day);
    return dates.map((day) => new Date(day).toISOString().slice(0, 10));
}

// Those of the dates with which the code's commitment agrees: what an attacker with a name gets out of it.
export function guessDates(code, issuer, name, number, dates) {
    const lines = run(join(native, 'tests/guess_dates'), [code, issuer.toString('hex'), name, number], { input: `${dates.join('\n')}\n` })
        .trim().split('\n');
    if (lines.pop() !== `tried ${dates.length}`) throw new Error('not every date was tried');
    return lines;
}
