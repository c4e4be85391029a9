// What a librarian approves is what the kiosk shows: a change after *ready* needs a new approval, the desk receives no
// field of the draft, and the three words are the question that nobody answers without looking.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Browser } from './support/browser.mjs';
import { Canary } from './support/canary.mjs';
import { checkCode, commitmentOf, readCode } from './support/card_code.mjs';
import { readCardRequest } from './support/card_request.mjs';
import { Desk } from './support/desk.mjs';
import { ask } from './support/http.mjs';
import { Kiosk } from './support/kiosk.mjs';
import { Overheard } from './support/overheard.mjs';
import { Stack, root } from './support/stack.mjs';
import { Finder, formsOf } from './support/traces.mjs';

const kWords = new Set(readFileSync(join(root, 'src/protocol/words.txt'), 'utf8').split('\n').filter(Boolean));
const kDenied = 'Your card is not approved yet';

let stack, browser, librarian, kiosk, desk, overheard;
const drafts = []; // every card request of the page, with its whole content

before(async () => {
    stack = await Stack.create();
    browser = await Browser.open();
    librarian = await Browser.open();
    kiosk = new Kiosk(await browser.page(), stack);
    kiosk.page.on('request', (request) => {
        if (request.url().endsWith('/api/issuance')) drafts.push({ bytes: request.postDataBuffer(), ...readCardRequest(request.postDataBuffer()) });
    });
    desk = new Desk(await librarian.page(), stack);
    overheard = new Overheard(desk.page);
    await desk.open();
    await kiosk.open();
});

after(async () => {
    await browser?.close();
    await librarian?.close();
    await stack?.close();
});

const applicantOf = (canary) => ({ name: canary.name, dob: canary.dob, gender: 'My own word', ownWord: canary.runs[0] });

async function askDesk(path, body) {
    const [{ name, value }] = await librarian.context.cookies(`${stack.serverUrl}/desk/`);
    const headers = { cookie: `${name}=${value}`, origin: stack.serverUrl, 'content-type': 'application/json' };
    return ask(stack.serverUrl, { method: body ? 'POST' : 'GET', path: `/desk/api/${path}`, headers, body: body && JSON.stringify(body) });
}

// What waits, as the desk's page is told.
async function waiting() { return JSON.parse((await askDesk('waiting?after=0')).body).waiting; }

// Every member that a list may have, and what may be in it: there is no room for a field of a draft.
function holdsNothingElse(list) {
    const { demo, documents } = stack.programme;
    const papers = documents.needs.filter(({ classes }) => !classes || classes.includes('senior')).map(({ id, text }) => ({ need: id, text: text.en }));
    assert.deepEqual(Object.keys(list).toSorted(), ['language', 'printers', 'role', 'site', 'staff', 'unusual', 'version', 'waiting']);
    for (const { kiosk: name, state, needs, ...rest } of list.printers) {
        assert.equal(name, demo.kiosk);
        assert.match(`${state} ${needs}`, /^[a-z]+ [a-z]*$/);
        for (const [key, value] of Object.entries(rest)) {
            assert.ok(['cards', 'ribbon', 'ribbon_keeps', 'memory_keeps', 'spools', 'tray', 'cleaning_due'].includes(key), key);
            assert.ok(typeof value === 'boolean' || (Number.isInteger(value) && value >= 0 && value <= 100), `${key}: ${value}`);
        }
    }
    assert.deepEqual([list.site, list.staff, list.role, list.language, list.unusual], [demo.site, demo.librarian, 'librarian', 'en', []]);
    assert.ok(Number.isInteger(list.version));
    for (const one of list.waiting) {
        assert.deepEqual(Object.keys(one).toSorted(), ['again', 'choices', 'class', 'first', 'kiosk', 'may', 'papers', 'path', 'request', 'second']);
        assert.ok(['', 'failed', 'nothing', 'spoiled'].includes(one.again), one.again);
        assert.deepEqual([one.kiosk, one.class, one.path, one.papers], [demo.kiosk, 'senior', 'new', papers]);
        assert.deepEqual([one.may, one.second, one.first], [true, false, '']);
        assert.match(one.request, /^[0-9a-f]{32}$/);
        assert.ok(one.choices.length === 3 && one.choices.flat().length === 9 && one.choices.flat().every((word) => kWords.has(word)));
    }
}

const nothingCame = (cards, records) => {
    assert.equal(stack.cards().length, cards, 'no card');
    assert.equal(stack.open().length, records, 'no record');
};

test('the words are the question: the right ones are among three, and no answer is given beforehand', async () => {
    await kiosk.fill(applicantOf(new Canary()));
    const words = await kiosk.ready();
    await desk.check();
    const choices = await desk.choices();
    assert.equal(choices.length, 4);
    assert.equal(choices.at(-1), 'None of these');
    assert.equal(choices.filter((choice) => choice === words.join(' ')).length, 1);
    // The right three may have one word twice: then it is twice in one of them.
    const distinct = choices.slice(0, 3).map((choice) => [...new Set(choice.split(' '))]);
    assert.equal(new Set(distinct.flat()).size, distinct.flat().length, 'no word is in two of them');
    const group = desk.page.getByRole('group', { name: /Which three words/ });
    await desk.page.mouse.move(0, 0); // where the click was may be a choice now
    const looks = await group.getByRole('button').evaluateAll((buttons) => buttons.slice(0, 3).map((button) => {
        const { color, backgroundColor, borderColor, outlineStyle, fontWeight } = getComputedStyle(button);
        const chosen = ['aria-pressed', 'aria-checked', 'aria-selected', 'aria-current', 'autofocus'].filter((name) => button.hasAttribute(name));
        return JSON.stringify([button.className, color, backgroundColor, borderColor, outlineStyle, fontWeight, chosen, document.activeElement === button]);
    }));
    assert.equal(new Set(looks).size, 1, 'the right one looks like the others');
    assert.match(looks[0], /\[\],false\]$/, 'none is chosen, none has the focus');
    assert.equal(await desk.button('Approve').isVisible(), false, 'nothing to approve before the words are chosen');
    await desk.page.keyboard.press('Enter');
    assert.ok(await desk.heading(/Which three words/).isVisible(), 'a key pressed without looking answers nothing');
});

test('promise_6_words: with other words chosen, the desk says so, the kiosk says so, and nothing can be approved', async () => {
    const words = await kiosk.words();
    const [issuance] = await waiting();
    const wrong = issuance.choices.find((choice) => choice.join() !== words.join());
    await desk.choose(wrong);
    assert.equal(await desk.page.getByText('Words on the kiosk’s screen:').innerText(), `Words on the kiosk’s screen: ${wrong.join(' ')}`);
    assert.ok(await desk.button('Approve').isDisabled(), 'not before papers and person are seen');
    await desk.seen();
    await desk.button('Approve').click();
    await desk.result('Denied: the words differ.', /These were not the words on the screen of Kiosk 1\. Nothing is printed\./);
    await kiosk.trouble('Other words were picked at the desk. Press Try again to get new words.', { heading: kDenied });
    assert.deepEqual(await waiting(), []);
    const late = await askDesk('approve', { request: issuance.request, words });
    assert.deepEqual([late.status, late.error], [409, 'gone'], 'the right words come too late');
    nothingCame(0, 0);
});

test('promise_6_none: None of these denies it too', async () => {
    const first = await kiosk.tryAgain();
    await desk.check();
    await desk.button('None of these').click();
    await desk.result('Denied: the words differ.', /gets new words/);
    await kiosk.trouble('Other words were picked at the desk.', { heading: kDenied });
    assert.notDeepEqual(await kiosk.tryAgain(), first, 'other words each time');
    nothingCame(0, 0);
});

for (const [reason, text] of [
    ['papers are missing', 'What is listed below is missing. You can come back with it any day.'],
    ['not the person', 'The librarian could not match you to your papers. Ask what would help.'],
])
    test(`a denial is told in words, with what to do, and nothing is stored: ${reason}`, async () => {
        await desk.deny(await kiosk.words(), reason);
        await kiosk.trouble(text, { heading: kDenied });
        nothingCame(0, 0);
        const { name, dob } = drafts.at(-1);
        assert.deepEqual(await kiosk.checkAnswers(), { name, dob }, 'what was typed is still there');
        await kiosk.ready();
    });

test('what the desk\'s server tells holds names of kiosk, class and papers, words, and nothing else', async () => {
    const { body } = await askDesk('waiting?after=0');
    holdsNothingElse(JSON.parse(body));
    assert.equal(JSON.parse(body).waiting.length, 1);
    assert.ok(!body.includes(drafts.at(-1).name));
});

// Where the librarian is when the applicant changes an answer.
const atTheWords = () => desk.check();
const atThePapers = async (words) => {
    await desk.check();
    await desk.choose(words);
    await desk.seen();
};

const changed = new Canary();
const changes = {
    name: [atTheWords, async () => {
        await kiosk.button('Change name').click();
        await kiosk.on('What is your name?');
        await kiosk.name(changed.name);
    }],
    'date of birth': [atThePapers, async () => {
        await kiosk.button('Change date of birth').click();
        await kiosk.born(changed.dob);
    }],
    gender: [atTheWords, async () => {
        await kiosk.button('Change gender').click();
        await kiosk.gender('My own word', changed.runs[1]);
    }],
    photo: [atThePapers, async () => {
        await kiosk.button('Change photo').click();
        await kiosk.button('Take it again').click();
        await kiosk.photo();
    }],
};
const seen = []; // words of every issuance

for (const [field, [whereTheDeskIs, change]] of Object.entries(changes))
    test(`promise_6_change: after another ${field} the old issuance is gone from the desk, and there are new words`, async () => {
        const words = await kiosk.words();
        const [issuance] = await waiting();
        await whereTheDeskIs(words);
        await kiosk.changeAnswers();
        await desk.result('Not approved: the applicant is no longer waiting.', /something was changed or taken back at Kiosk 1/);
        assert.deepEqual(await waiting(), []);
        await change();
        await kiosk.on('Is everything right?');
        const fresh = await kiosk.ready();
        seen.push(words, fresh);
        assert.notDeepEqual(fresh, words);
        const [now] = await waiting();
        assert.notEqual(now.request, issuance.request);
        assert.ok(!now.choices.some((choice) => choice.join() === words.join()), 'the old words are no choice');
        const late = await askDesk('approve', { request: issuance.request, words });
        assert.deepEqual([late.status, late.error], [409, 'gone']);
        nothingCame(0, 0);
    });

test('promise_6_changed: what is approved in the end is the changed draft: one record, one card, and no old value in them', async () => {
    const [former, last] = drafts.slice(-2);
    assert.deepEqual([last.name, last.dob, last.gender], [changed.name, changed.dob, changed.runs[1]]);
    assert.notEqual(former.number, last.number, 'another card number each time');
    assert.equal(new Set(seen.map((words) => words.join())).size, Object.keys(changes).length + 1);
    await desk.approve(await kiosk.words());
    await kiosk.printed();
    await kiosk.done();
    assert.deepEqual(stack.open().map(({ name, dob }) => ({ name, dob })), [{ name: changed.name, dob: changed.dob }]);
    const [card, ...others] = stack.cards();
    assert.deepEqual(others, []);
    const { salt, commitment } = checkCode(await readCode(card.back), Buffer.from(stack.manifest().issuers[0].public_key, 'hex'));
    const commits = ({ name, dob, number }) => Buffer.from(commitmentOf(name.toLowerCase().replaceAll(' ', ''), dob, number, salt)).equals(commitment);
    assert.deepEqual(drafts.map(commits), drafts.map((draft) => draft === last), 'the card is of the last draft alone');
});

test('promise_6_desk: in all that the desk\'s page received there is no field of any draft, in any form', async () => {
    const answers = await overheard.answers();
    const lists = answers.filter(({ url, body }) => url.includes('/desk/api/waiting') && body.length > 0).map(({ body }) => JSON.parse(body));
    assert.ok(lists.filter(({ waiting: list }) => list.length > 0).length >= Object.keys(changes).length, 'it was told of each');
    lists.forEach(holdsNothingElse);

    // The pieces of a photo in which most happens.
    const pixels = ({ photo }) => Array.from({ length: photo.length / 24 }, (_, i) => photo.subarray(24 * i, 24 * i + 24))
        .toSorted((a, b) => new Set(b).size - new Set(a).size).slice(0, 3);
    const texts = drafts.flatMap((draft, at) => {
        const [year, month, day] = draft.dob.split('-');
        const own = { name: draft.name, 'first word': draft.name.split(' ')[0], gender: draft.gender, date: draft.dob, number: draft.number,
            'date turned round': `${day}-${month}-${year}`, 'date without dashes': `${year}${month}${day}`, 'date as typed': `${Number(month)}/${Number(day)}/${year}` };
        const parts = pixels(draft);
        assert.ok(parts.every((part) => new Set(part).size > 3), 'the photo has a picture');
        parts.forEach((part, i) => { own[`photo ${i}`] = part.toString('latin1'); });
        return Object.entries(own).map(([what, text]) => [`${what} of draft ${at}`, text]);
    });
    const finder = new Finder(formsOf(Object.fromEntries(texts)));
    const foundIn = (bytes) => {
        const found = new Set();
        finder.search(bytes, bytes.length, ({ what }) => found.add(what));
        return [...found];
    };
    const sent = foundIn(drafts.at(-1).bytes).join('\n');
    for (const what of ['name', 'gender', 'date', 'number', 'photo 0']) assert.match(sent, new RegExp(`^${what} of draft \\d+, .*plain`, 'm'), 'what the page sent holds it');

    assert.ok(answers.some(({ body }) => body.includes(`"site":"${stack.programme.demo.site}"`)), 'what is told is seen here');
    assert.ok(answers.some(({ headers }) => headers.includes('content-security-policy')), 'headers too');
    for (const { url, headers, body } of answers) assert.deepEqual(foundIn(Buffer.concat([headers, body])), [], url);
});

test('no error was shown in the console of the kiosk page', () => {
    assert.deepEqual(kiosk.problems, []);
});
