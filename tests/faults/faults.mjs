// What can befall a card on its way, each with where it strikes and how one sees that it did. Of a fault:
//   strike({ lane, random })  just before the librarian approves; a function that it gives goes on beside the approval
//   beforeAnswer({ lane })    just before the librarian says what lies in the tray; so does what it gives
//   leaves                    the applicant goes while the card is printed; asked: somebody is asked what became of it
// Whatever found no occasion throws, or is waited for in vain: a fault that does not strike tests nothing.
import assert from 'node:assert/strict';
import { sleep, until } from '../e2e/support/processes.mjs';

const kNeeds = { 'no cards': 'media-empty', 'a jam': 'media-jam', 'no ribbon': 'marker-supply-empty', 'an open cover': 'cover-open' };
// While its media are empty, the printer program takes no word either: it lacks its hopper instead.
const kNeedsOfWords = { 'no cards': 'input-tray-missing' };
const kSteps = ['fsync', 'rename', 'renamed', 'synced'];
const kBeyondPatience_ms = 3500;

const momentOf = (moment, random) => (typeof moment === 'function' ? moment(random) : moment);
const some = (random, from, to) => from + Math.floor(random() * (to - from));
const hasApproved = ({ page }) => page.until('approved', () => page.now.state === 'approved');
const hasLeft = async ({ page }) => {
    await page.until('printing', () => page.now.state === 'printing');
    await page.until('left', () => page.now.state === 'idle');
};
// Does it at that moment, before what is at hand passes.
const at = (lane, moment, act) => new Promise((done) => {
    lane.cable.when(moment, () => {
        act();
        done();
    });
});

// The printer cannot print when the approval comes, and is helped a while later.
const cannot = (name, begin, end) => ({ name, strike: async ({ lane, random }) => {
    const jobs = lane.jobs;
    await begin(lane);
    return async () => {
        await hasApproved(lane);
        await sleep(some(random, 100, 800));
        assert.equal(lane.jobs, jobs, 'nothing was sent before');
        await end(lane);
    };
} });

const planned = (name, plan) => ({ name, strike: ({ lane, random }) => {
    lane.plan(plan(some(random, 1, 8) / 10));
    return () => until('the plan was carried out', () => !lane.planIsDue);
} });

// At a moment of the job on the cable, `begin`; a while later, `end`.
const onTheWay = (name, moment, begin, end, while_ms) => ({ name, strike: ({ lane, random }) => {
    const there = at(lane, momentOf(moment, random), () => begin(lane));
    return async () => {
        await there;
        await sleep(while_ms ?? some(random, 50, 900));
        await end(lane);
    };
} });

const diesOnce = async (lane, kill) => {
    const { restarts } = lane;
    await kill();
    await until('the bridge died of it, and is back', () => lane.restarts > restarts, { seconds: 60, every: 20 });
};
const killed = (name, moment) => ({ name, strike: ({ lane, random }) => {
    const there = at(lane, momentOf(moment, random), () => lane.kill('bridge'));
    return () => diesOnce(lane, () => there);
} });
const killedAt = (name, step, times, { power = false } = {}) => ({ name, strike: ({ lane }) => {
    lane.killAt(step, times);
    if (power) lane.losePower();
    return () => diesOnce(lane, () => {});
} });
const killedAtAnswer = (name, step, { power = false } = {}) => ({ name, strike: ({ lane }) => lane.plan('spoil; exit 1'),
    beforeAnswer: ({ lane }) => {
        lane.killAt(step, 1);
        if (power) lane.losePower();
        return () => diesOnce(lane, () => {});
    } });

const pull = (lane) => lane.cable.pull();
const plugIn = (lane) => lane.cable.plugIn();
const silence = (lane) => lane.cable.silence();
const speak = (lane) => lane.cable.speak();
const inTheJob = (random) => some(random, 20_000, 60_000);

export const kFaults = [
    ...Object.entries({ ...kNeeds, ...kNeedsOfWords }).map(([what, reason]) => cannot(`${what}, before the job`,
        (lane) => lane.tellPrinter(`say +${reason}`), (lane) => lane.tellPrinter(`say -${reason}`))),
    ...Object.entries(kNeeds).map(([what, reason]) => planned(`${what}, in the job`,
        (time) => `say +${reason}; sleep ${time}; say -${reason}; lay`)),
    cannot('busy with another job', async (lane) => { lane.hold(); await lane.tellPrinter('hold'); }, (lane) => lane.release()),
    planned('a jam that spoils the card', (time) => `say +media-jam; spoil; sleep ${time}; say -media-jam; exit 1`),
    planned('a job that is aborted', () => 'exit 1'),
    planned('a cover that is opened, and the job is aborted', (time) => `say +cover-open; sleep ${time}; say -cover-open; exit 1`),

    cannot('unplugged before the job', pull, plugIn),
    onTheWay('unplugged while the job is on its way', inTheJob, pull, plugIn),
    onTheWay('unplugged when the whole job is there', 'answer', pull, plugIn),
    onTheWay('unplugged while it prints, and soon plugged in', 'follow', pull, plugIn),
    onTheWay('unplugged while it prints, for long', 'follow', pull, plugIn, kBeyondPatience_ms),
    onTheWay('hung while the job is on its way', inTheJob, silence, speak, kBeyondPatience_ms),
    onTheWay('hung when the whole job is there', 'answer', silence, speak, kBeyondPatience_ms),
    onTheWay('hung while it prints, for a moment', 'follow', silence, speak),
    onTheWay('hung while it prints, for long', 'follow', silence, speak, kBeyondPatience_ms),

    ...kSteps.map((step) => killedAt(`killed as the receipt is marked: ${step}`, step, 1)),
    killedAt('power lost as the receipt is marked', 'renamed', 1, { power: true }),
    killed('killed while the job is on its way', inTheJob),
    killed('killed when the whole job is there', 'answer'),
    killed('killed while it prints', 'follow'),
    ...kSteps.map((step) => killedAt(`killed as the end is written: ${step}`, step, 2)),
    killedAt('power lost as the end is written', 'renamed', 2, { power: true }),
    ...kSteps.map((step) => killedAtAnswer(`killed as the answer is written: ${step}`, step)),
    killedAtAnswer('power lost as the answer is written', 'renamed', { power: true }),

    { name: 'killed while the applicant waits', strike: ({ lane }) => diesOnce(lane, () => lane.kill('bridge')) },
    { name: 'killed while the printer is waited for', strike: ({ lane }) => {
        lane.cable.pull();
        return () => diesOnce(lane, async () => {
            await hasApproved(lane);
            await lane.kill('bridge');
            lane.cable.plugIn();
        });
    } },
    { name: 'killed when the card is out', strike: ({ lane }) => () => diesOnce(lane, async () => {
        await lane.page.until('printed', () => lane.page.now.state === 'printed');
        await lane.kill('bridge');
    }) },
    { name: 'left while it prints', leaves: { asked: false }, strike: ({ lane }) => {
        lane.plan('hold; lay');
        lane.hold();
        return async () => {
            await hasLeft(lane);
            lane.release();
        };
    } },
    { name: 'left while it prints, and unplugged', leaves: { asked: true }, strike: ({ lane }) => {
        lane.plan('hold; lay');
        lane.hold();
        return async () => {
            await hasLeft(lane);
            lane.cable.pull();
            lane.release();
            await sleep(kBeyondPatience_ms);
            lane.cable.plugIn();
        };
    } },
];

// What the harness itself must notice.
export const kControls = [
    { name: 'a printer that prints a card twice', plan: 'lay_twice', notices: /2 cards for one receipt/ },
    { name: 'a printer that swallows a card', plan: 'true', notices: /no card, and nobody was asked/ },
];
