// The page of administrators, and of site leads for their own site: sites, kiosks, people, service numbers, records,
// releases, printers, counts. It never has anything of an applicant.
//
// Roles and names, kept stable for people who use them by voice or screen reader, and for the tests:
//   sign-in   heading "Sign in to administration", and what staff/sign_in.js says
//   always    navigation "Administration" with a link for each view; combobox "Show" where there are several sites;
//             buttons "Look again", "Sign out"; link "Desk"; status "News" says what was done
//   refused   heading "This page is for site leads and administrators"
//   a view    heading of its name; the rest is said by the file of the view
//
// Everything the server says is shown as text, never as markup.

import { signOut } from '../staff/accounts.js';
import { element, find, ignoreDoubleClicks } from '../staff/elements.js';
import { kSignInViews, setUpSignIn, startSignIn } from '../staff/sign_in.js';
import * as api from './api.js';
import { drawCounts, setUpCounts } from './counts.js';
import { drawKiosks, forgetCode, setUpKiosks } from './kiosks.js';
import { drawNumbers, setUpNumbers } from './numbers.js';
import { drawAccounts, setUpAccounts } from './people.js';
import { drawPrinterSites } from './printers.js';
import { drawRecords } from './records.js';
import { drawReleases } from './releases.js';
import { drawSites, setUpSites } from './sites.js';

const kViews = { sites: drawSites, kiosks: drawKiosks, people: drawAccounts, numbers: drawNumbers, records: drawRecords,
    releases: drawReleases, printers: drawPrinterSites, counts: drawCounts };
const kFirst = 'sites';
const kBySite = ['kiosks', 'people', 'printers', 'counts'];  // the views that one site can be chosen for

const kErrors = {
    role: 'Your account may not do this. Ask an administrator.',
    gone: 'It is not there any more: somebody else may have changed it. Look again.',
    malformed: 'The server did not take that. Use at most 128 letters, and no line breaks.',
    too_large: 'That is too much at once. Use the command `porchlight-server import-numbers` for long lists.',
    too_many: 'The server is busy with others. Try again in a moment.',
    store_full: 'The server’s disk is full. Nothing was changed: make room, then try again.',
    stopping: 'The server is being restarted. Try again in a moment.',
    connection: 'No connection to the server. Try again when it is back.',
};

const state = { view: '', role: '', sites: [], shown: '' };

// What each view is given.
const page = {
    isAdministrator: () => state.role === 'administrator',
    sites: () => state.sites,
    // Is this site's to be shown?
    shows: (site) => state.shown === '' || site === state.shown,
    shown: () => state.shown,
    tell: (text) => { find('news').textContent = text; },
    sentenceOf: (error, own = {}) => own[error] ?? kErrors[error] ?? 'That did not work. Try again.',
    signedOut: () => askToSignIn('You were signed out. Sign in again.'),
    redraw: () => draw(),
    // One request; what is wrong is said in `place`. Gives the answer where it went well.
    async ask(request, place = 'page-error', own = {}) {
        find(place).textContent = '';
        const answer = await request();
        if (answer.ok)
            return answer;
        if (answer.error === 'sign_in')
            page.signedOut();
        else
            find(place).textContent = page.sentenceOf(answer.error, typeof own === 'function' ? own(answer) : own);
        return null;
    },
};

function show(view) {
    for (const section of document.querySelectorAll('main > section'))
        section.hidden = section.id !== `view-${view}`;
    const isOut = kSignInViews.includes(view);
    const isIn = !isOut && view !== 'refused';
    find('sign-out').hidden = isOut;
    for (const id of ['who', 'to-desk', 'views', 'again'])
        find(id).hidden = !isIn;
    find('choose-site').hidden = !isIn || state.sites.length < 2 || !kBySite.includes(view);
    for (const link of find('views').querySelectorAll('a'))
        link.ariaCurrent = link.hash === `#${view}` ? 'page' : null;
    if (state.view === view)
        return;
    state.view = view;
    document.title = `${find(`title-${view}`).textContent} · Porchlight`;
    window.scrollTo(0, 0);
    (view === 'sign-in' ? find('name') : find(`title-${view}`)).focus();
}

function fillSelect(select, options) {
    const chosen = select.value;
    select.replaceChildren(...options.map(([value, text]) => {
        const option = element('option', '', text);
        option.value = value;
        return option;
    }));
    if (options.some(([value]) => value === chosen))
        select.value = chosen;
}

// Who is signed in, and which sites there are: every view needs both.
async function takeSites() {
    const answer = await api.sites();
    if (answer.error === 'sign_in')
        return askToSignIn(state.view === '' || kSignInViews.includes(state.view) ? '' : 'You were signed out. Sign in again.');
    if (answer.error === 'role')
        return show('refused');
    find('page-error').textContent = answer.ok ? '' : page.sentenceOf(answer.error);
    if (!answer.ok)
        return null;
    const { staff, site, role, sites } = answer.data;
    Object.assign(state, { role, sites });
    find('site').textContent = site;
    find('staff').textContent = staff;
    for (const part of document.querySelectorAll('[data-for="administrator"]'))
        part.hidden = role !== 'administrator';
    const names = sites.map(({ name }) => [name, name]);
    fillSelect(find('shown-site'), [['', 'All sites'], ...names]);
    state.shown = sites.length < 2 ? '' : find('shown-site').value;
    for (const select of document.querySelectorAll('[data-sites]'))
        fillSelect(select, names);
    return answer.data;
}

const wanted = () => {
    const view = location.hash.slice(1);
    return Object.hasOwn(kViews, view) ? view : kFirst;
};

async function draw() {
    if (!await takeSites())
        return;
    const view = wanted();
    await kViews[view](page);
    // Somebody may have gone on, or been signed out, meanwhile.
    if (view === wanted() && state.role !== '')
        show(view);
}

function askToSignIn(text) {
    state.role = '';
    forgetCode();
    find('page-error').textContent = '';
    find('news').textContent = '';
    show('sign-in');
    startSignIn(text);
}

ignoreDoubleClicks();
window.addEventListener('hashchange', () => {
    find('news').textContent = '';
    if (state.role !== '')
        draw();
});
find('shown-site').addEventListener('change', () => draw());
find('look-again').addEventListener('click', () => draw());
find('sign-out').addEventListener('click', async () => {
    await signOut();
    askToSignIn('');
});
setUpSignIn({ show, signedIn: draw });
for (const setUp of [setUpSites, setUpKiosks, setUpAccounts, setUpNumbers, setUpCounts])
    setUp(page);
draw();
