// The librarian's desk: sign in, who waits, which words, papers and person, approve or not.
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
//             button "None of these", button "Back", button "Nobody is there"
//   papers    heading "Have you seen the papers and the person?", list "Papers to look at" with a checkbox for each,
//             group "Which papers count?", checkbox "I have seen the papers and the person", button "Approve", button
//             "Back", buttons "Deny: papers are missing", "Deny: not the person", "Please correct", "Nobody is there"
//             group "This is a second print", with the reason, where the card is printed again
//   missing   heading "What is missing?", a checkbox for each need, button "Deny"
//   correct   heading "What should the applicant correct?", groups "Field" and "Why", button "Send back"
//   end       heading "End the session?", button "End the session"
//   result    heading "Approved. The card is being printed." | "Denied …" | "Not approved …" | "Sent back …" |
//             "The session is ended.", button "Back to the list"
//   people    a site lead's view of accounts (staff/people.js), behind the button "People"; link "Administration"
//   always    button "Sign out", alert "No connection to the server …"
//
// Everything the server says is shown as text, never as markup.

import * as api from './api.js';
import { setUpCheck, startCheck } from './check.js';
import { setUpDecisions } from './decide.js';
import { setUpDocuments } from './documents.js';
import { announce, announcePrinters, drawList } from './list.js';
import { setUpRefusals } from './refuse.js';
import { forgetTicks, tellGone } from './results.js';
import { isChecking, state } from './state.js';
import { drawTrays } from './trays.js';
import { drawUnusual } from './unusual.js';
import { show } from './views.js';
import { signOut as leaveServer } from '../staff/accounts.js';
import { find, ignoreDoubleClicks } from '../staff/elements.js';
import { openPeople, setUpPeople, takePeople } from '../staff/people.js';
import { drawPrinters } from '../staff/printers.js';
import { kSignInViews, setUpSignIn, startSignIn } from '../staff/sign_in.js';

function drawMachines() {
    drawTrays(find('trays'), state.printers);
    drawPrinters(find('printers'), find('printer-list'), state.printers);
}

function takeNews(data) {
    const before = state.waiting;
    state.version = data.version;
    state.waiting = data.waiting;
    state.language = data.language;
    const printersBefore = state.printers;
    state.printers = data.printers ?? [];
    find('site').textContent = data.site;
    find('staff').textContent = data.staff;
    state.isLead = data.role !== 'librarian';
    drawUnusual(find('unusual'), data.unusual);
    takePeople(data);
    drawList(startCheck);
    if (JSON.stringify(printersBefore) !== JSON.stringify(state.printers))
        drawMachines();
    announce(before);
    announcePrinters(printersBefore);
    show(state.view === '' || kSignInViews.includes(state.view) ? 'list' : state.view);
    if (isChecking() && !state.busy && !state.waiting.some((issuance) => issuance.request === state.chosen.request))
        tellGone();
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
    forgetTicks();
    find('connection').textContent = '';
    drawUnusual(find('unusual'), []);
    show('sign-in');
    startSignIn(text);
}

const signedOut = () => askToSignIn('You were signed out. Sign in again.');

async function signOut() {
    await leaveServer();
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
find('result-done').addEventListener('click', () => show('list'));
setUpCheck();
setUpRefusals();
setUpSignIn({ show, signedIn: follow });
setUpPeople({ signedOut });
setUpDecisions({ signedOut });
setUpDocuments({ signedOut });
find('people').addEventListener('click', async () => {
    await openPeople();
    show('people');
});
find('people-back').addEventListener('click', () => show('list'));

follow();
