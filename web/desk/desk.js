// The librarian's desk: sign in, who waits, which words, papers and person, approve or deny.
//
// Roles and names, kept stable for people who use them by voice or screen reader, and for the tests:
//   sign-in   heading "Sign in to the desk", textbox "Name", textbox "Password", button "Sign in" (and what follows:
//             staff/sign_in.js)
//   list      heading "Who is waiting", list "Waiting kiosks", in each item heading <kiosk>,
//             button "Check <kiosk>"; status "News" says "<kiosk> is waiting."
//             list "Trays to look into": in each item heading "Look into the tray of <kiosk>’s printer"
//             region "Printers": in each item heading <kiosk>, its state, and the way out;
//             status "Printer news" says "Printer at <kiosk>: …"
//   words     heading "Which three words does the kiosk’s screen show?", buttons "<word> <word> <word>",
//             button "None of these", button "Back"
//   papers    heading "Have you seen the papers and the person?",
//             checkbox "I have seen the papers and the person", button "Approve", button "Back",
//             buttons "Deny: papers are missing", "Deny: not the person", "Deny: something to correct"
//             group "This is a second print", with the reason, where the card is printed again
//   result    heading "Approved. The card is being printed." | "Denied …" | "Not approved …",
//             button "Back to the list"
//   people    a site lead's view of accounts (staff/people.js), behind the button "People"; link "Administration"
//   always    button "Sign out", alert "No connection to the server …"
//
// Everything the server says is shown as text, never as markup.

import * as api from './api.js';
import { reasonsOf } from './again.js';
import { signOut as endSession } from '../staff/accounts.js';
import { element, find, ignoreDoubleClicks } from '../staff/elements.js';
import { openPeople, setUpPeople, takePeople } from '../staff/people.js';
import { drawPrinters, needsHelp, sentenceOf } from '../staff/printers.js';
import { kSignInViews, setUpSignIn, startSignIn } from '../staff/sign_in.js';
import { asksAboutTray, drawTrays, traySentenceOf } from './trays.js';
import { drawUnusual } from './unusual.js';

const state = {
    view: '',
    version: 0,
    waiting: [],
    printers: [],
    chosen: null,  // the issuance that is being checked
    words: null,   // the three words chosen for it
    busy: false,
    isLead: false, // a site lead or an administrator
    poll: null,    // aborts the request that waits for news
};

// Views

function show(view) {
    for (const section of document.querySelectorAll('main > section'))
        section.hidden = section.id !== `view-${view}`;
    if (state.view !== view) {
        state.view = view;
        window.scrollTo(0, 0);
        const first = view === 'sign-in' ? find('name') : find(`title-${view}`);
        first.focus();
    }
    const isOut = kSignInViews.includes(view);
    find('sign-out').hidden = isOut;
    find('who').hidden = isOut;
    find('people').hidden = isOut || !state.isLead || view === 'people';
    find('administration').hidden = isOut || !state.isLead;
    setTitle();
}

function setTitle() {
    const count = kSignInViews.includes(state.view) ? 0 : state.waiting.length;
    document.title = `${count > 0 ? `(${count}) ` : ''}Desk · Porchlight`;
}

const classLabel = (id) => `${id.charAt(0).toUpperCase()}${id.slice(1)} card`;

function paperItems(papers) {
    return papers.map((paper) => element('li', '', paper));
}

// What the programme asks of an approval, and whether this account can give it now.
function ruleOf({ may, second, first }) {
    if (!may)
        return { stops: true, text: 'Your account does not approve this class of card. Ask a colleague.' };
    if (!second)
        return { stops: false, text: '' };
    const own = first === find('staff').textContent;
    if (own)
        return { stops: true, text: 'You have approved. A second librarian must approve too, at another desk or after you signed out.' };
    return { stops: false, text: first ? `${first} has approved. You are the second librarian.` : 'A second librarian must approve after you.' };
}

// The list

const keyOf = (issuance) => `${issuance.request} ${issuance.may} ${issuance.second} ${issuance.first}`;

function kioskCard(issuance) {
    const item = element('li', 'card');
    item.dataset.request = issuance.request;
    item.dataset.state = keyOf(issuance);
    const head = element('div', 'head');
    head.append(element('h2', '', issuance.kiosk), element('span', 'badge', classLabel(issuance.class)));
    if (issuance.again)
        head.append(element('span', 'badge again', 'Second print'));
    if (issuance.second)
        head.append(element('span', 'badge again', issuance.first ? 'Second approval' : 'Two must approve'));
    const papers = element('ul', 'papers');
    papers.setAttribute('aria-label', 'Papers to look at');
    papers.append(...paperItems(issuance.papers));
    const check = element('button', 'primary', `Check ${issuance.kiosk}`);
    check.type = 'button';
    check.addEventListener('click', () => startCheck(issuance));
    const rule = ruleOf(issuance);
    check.disabled = rule.stops;
    item.append(head, papers, ...(rule.text ? [element('p', 'hint', rule.text)] : []), check);
    return item;
}

function drawList() {
    const list = find('kiosks');
    const known = new Map([...list.children].map((item) => [item.dataset.state, item]));
    const items = state.waiting.map((issuance) => known.get(keyOf(issuance)) ?? kioskCard(issuance));
    const empty = list.querySelector('.empty') ?? element('li', 'card empty', 'Nobody is waiting.');
    const wanted = items.length > 0 ? items : [empty];
    // Only what differs is touched, so that focus stays on a button that stays.
    for (const item of [...list.children])
        if (!wanted.includes(item))
            item.remove();
    wanted.forEach((item, at) => {
        if (list.children[at] !== item)
            list.insertBefore(item, list.children[at] ?? null);
    });
    find('list-hint').textContent = items.length > 0
        ? 'Choose a kiosk when you stand with its applicant.'
        : 'The next applicant appears here by itself.';
    setTitle();
}

// What is to be done about printers and trays.
const calls = (printers) =>
    [...printers.filter(asksAboutTray).map(traySentenceOf), ...printers.filter(needsHelp).map(sentenceOf)];

// A printer that begins to need somebody is told once, wherever the page is.
function announcePrinters(before) {
    const old = new Set(calls(before));
    const fresh = calls(state.printers).filter((sentence) => !old.has(sentence));
    if (fresh.length > 0)
        find('printer-news').textContent = fresh.join(' ');
    else if (calls(state.printers).length === 0)
        find('printer-news').textContent = '';
}

function drawMachines() {
    drawTrays(find('trays'), state.printers);
    drawPrinters(find('printers'), find('printer-list'), state.printers);
}

function announce(before) {
    const old = new Set(before.map((issuance) => issuance.request));
    const fresh = state.waiting.filter((issuance) => !old.has(issuance.request));
    if (fresh.length > 0)
        find('news').textContent = fresh.map((issuance) => `${issuance.kiosk} is waiting.`).join(' ');
    else if (state.waiting.length === 0)
        find('news').textContent = '';
}

function takeNews(data) {
    const before = state.waiting;
    state.version = data.version;
    state.waiting = data.waiting;
    const printersBefore = state.printers;
    state.printers = data.printers ?? [];
    find('site').textContent = data.site;
    find('staff').textContent = data.staff;
    state.isLead = data.role !== 'librarian';
    drawUnusual(find('unusual'), data.unusual);
    takePeople(data);
    drawList();
    if (JSON.stringify(printersBefore) !== JSON.stringify(state.printers))
        drawMachines();
    announce(before);
    announcePrinters(printersBefore);
    show(state.view === '' || kSignInViews.includes(state.view) ? 'list' : state.view);
    const checking = state.view === 'words' || state.view === 'confirm';
    if (checking && !state.busy && !state.waiting.some((issuance) => issuance.request === state.chosen.request))
        tellGone();
}

// Checking one applicant

function startCheck(issuance) {
    state.chosen = issuance;
    state.words = null;
    find('words-kiosk').textContent = issuance.kiosk;
    find('confirm-kiosk').textContent = issuance.kiosk;
    const buttons = issuance.choices.map((words) => {
        const button = element('button');
        button.type = 'button';
        // The spaces between them are what a screen reader hears as three words.
        button.append(...words.flatMap((word) => [' ', element('span', '', word)]).slice(1));
        button.addEventListener('click', () => chooseWords(words));
        return button;
    });
    const none = element('button', 'none', 'None of these');
    none.type = 'button';
    none.addEventListener('click', () => decide(() => api.deny(issuance.request, 'words'), tellWordsDiffer));
    find('choices').replaceChildren(...buttons, none);
    show('words');
}

function chooseWords(words) {
    state.words = words;
    find('confirm-words').textContent = words.join(' ');
    find('confirm-class').textContent = classLabel(state.chosen.class);
    find('confirm-papers').replaceChildren(...paperItems(state.chosen.papers));
    const reasons = reasonsOf(state.chosen);
    find('second').hidden = reasons.length === 0;
    find('second-reasons').replaceChildren(...reasons.map((reason) => element('p', '', reason)));
    find('confirm-error').textContent = '';
    find('seen').checked = false;
    find('approve').disabled = true;
    show('confirm');
}

// Results

function tell(good, title, text) {
    find('result').classList.toggle('good', good);
    find('result-mark').textContent = good ? '✓' : '✕';
    find('title-result').textContent = title;
    find('result-text').textContent = text;
    show('result');
}

const kioskName = () => state.chosen.kiosk;

const tellApproved = () => tell(true, 'Approved. The card is being printed.',
    `The card comes out of the printer at ${kioskName()}.`);

const tellFirst = () => tell(true, 'Approved. A second librarian must approve too.',
    `Nothing is printed yet: ${kioskName()} waits until another librarian has looked and approved.`);

const tellDenied = () => tell(false, 'Denied.',
    `The screen of ${kioskName()} tells the applicant why, and what to do.`);

const tellWordsDiffer = () => tell(false, 'Denied: the words differ.',
    `These were not the words on the screen of ${kioskName()}. Nothing is printed. ` +
    'The applicant can ask again there, and gets new words.');

const tellGone = () => tell(false, 'Not approved: the applicant is no longer waiting.',
    `Another desk has decided, or something was changed or taken back at ${kioskName()}: look at its screen. ` +
    'If the applicant asks again, a new entry appears.');

const kErrors = {
    store_full: 'The server’s disk is full. Nothing was lost: tell your administrator, then approve again.',
    not_counted: 'It is denied, but could not be counted: the server’s disk may be full. Tell your administrator.',
    same_person: 'You approved this card first. A second librarian must approve it now.',
    role: 'Your account does not decide about this class of card. Ask a colleague.',
    internal: 'The server could not store it. Nothing was lost: try again.',
    stopping: 'The server is being restarted. Try again in a moment.',
    connection: 'No connection to the server. Try again when it is back.',
};

// One decision at a time: a second click while the first is on its way does nothing.
async function decide(request, tellDone) {
    if (state.busy)
        return;
    state.busy = true;
    find('approve').disabled = true;
    find('confirm-error').textContent = '';
    const answer = await request();
    state.busy = false;
    if (answer.ok && answer.data?.result === 'first')
        tellFirst();
    else if (answer.ok)
        tellDone();
    else if (answer.error === 'words_differ')
        tellWordsDiffer();
    else if (answer.error === 'gone')
        tellGone();
    else if (answer.error === 'sign_in')
        askToSignIn('You were signed out. Sign in again.');
    else
        tellRetry(kErrors[answer.error] ?? kErrors.internal);
}

function tellRetry(text) {
    if (state.view !== 'confirm')
        return tell(false, 'That did not work.', text);
    find('confirm-error').textContent = text;
    find('approve').disabled = !find('seen').checked;
}

// Signing in and out

function askToSignIn(text) {
    state.poll?.abort();
    state.poll = null;
    state.waiting = [];
    state.printers = [];
    drawMachines();
    find('printer-news').textContent = '';
    state.version = 0;
    find('connection').textContent = '';
    drawUnusual(find('unusual'), []);
    show('sign-in');
    startSignIn(text);
}

async function signOut() {
    await endSession();
    askToSignIn('');
}

// News

const kFirstRetry_ms = 1000;
const kLongestRetry_ms = 8000;
const pause = (time_ms) => new Promise((resolve) => setTimeout(resolve, time_ms));

// Follows the list until signed out. Connection loss is said, and tried again.
async function follow() {
    state.poll?.abort();
    const poll = new AbortController();
    state.poll = poll;
    for (let retry_ms = kFirstRetry_ms; !poll.signal.aborted;) {
        const answer = await api.waiting(state.version, poll.signal);
        if (poll.signal.aborted)
            return;
        if (answer.ok) {
            retry_ms = kFirstRetry_ms;
            find('connection').textContent = '';
            takeNews(answer.data);
        } else if (answer.error === 'sign_in') {
            askToSignIn(state.view === '' || kSignInViews.includes(state.view) ? '' : 'You were signed out. Sign in again.');
        } else {
            find('connection').textContent = 'No connection to the server. Trying again …';
            await pause(retry_ms);
            retry_ms = Math.min(retry_ms * 2, kLongestRetry_ms);
        }
    }
}

// What each button does

ignoreDoubleClicks();
find('sign-out').addEventListener('click', signOut);
find('words-back').addEventListener('click', () => show('list'));
find('confirm-back').addEventListener('click', () => show('words'));
find('result-done').addEventListener('click', () => show('list'));
find('seen').addEventListener('change', () => {
    find('approve').disabled = !find('seen').checked || state.busy;
});
find('approve').addEventListener('click',
    () => decide(() => api.approve(state.chosen.request, state.words), tellApproved));
for (const button of document.querySelectorAll('.deny button'))
    button.addEventListener('click', () => decide(() => api.deny(state.chosen.request, button.dataset.reason), tellDenied));

setUpSignIn({ show, signedIn: follow });
setUpPeople({ signedOut: () => askToSignIn('You were signed out. Sign in again.') });
find('people').addEventListener('click', async () => {
    await openPeople();
    show('people');
});
find('people-back').addEventListener('click', () => show('list'));

follow();
