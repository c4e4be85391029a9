// Signing in, and the first sign-in with an invitation.
//
// Roles and names, kept stable for people who use them by voice or screen reader, and for the tests:
//   sign-in     textboxes "Name" and "Password", buttons "Sign in", "Sign in with a passkey", "I have an invitation"
//   code        heading "What code does your app show?", textbox "Code", buttons "Sign in", "Back"
//   invitation  heading "What is on your invitation?", textboxes "Name" and "Code", buttons "Continue", "Back"
//   way         heading "How will you sign in?", buttons "Make a passkey", "Set up an app"
//   app         heading "Set up your app and a password", textboxes "New password", "Code that the app shows now",
//               button "Finish"

import * as api from './accounts.js';
import { find } from './elements.js';
import { makePasskey, passkeysWork, usePasskey } from './passkeys.js';

// By their names; whoever sees one of them is not signed in.
export const kSignInViews = ['sign-in', 'code', 'invitation', 'way', 'app'];

let show;
let signedIn;
let ticket = '';    // of who owes a code
let first = null;   // what the server gave for an invitation
let busy = false;

const kErrors = {
    sign_in: 'That name and password do not go together. Check both.',
    locked: 'There were too many wrong passwords. Ask your site lead to lift the lock. A passkey still works.',
    too_many: 'Too many attempts. Wait a little, then try again.',
    code: 'That code does not fit, or was used. Wait for the next one, and try again.',
    passkey: 'That passkey does not open this desk. Try another one.',
    invitation: 'That name and invitation do not go together, or it was used. Check both.',
    invitation_over: 'This invitation is too old. Ask for a new one.',
    password: 'That password is too short. Take at least 10 characters.',
    store_full: 'The server’s disk is full. Tell your administrator.',
    connection: 'No connection to the server. Try again.',
    turned_away: 'No passkey was used. Try again when it is at hand.',
    no_passkeys: 'This browser cannot use passkeys.',
};
const sentenceOf = (error) => kErrors[error] ?? 'Signing in did not work. Try again.';

// One request at a time; what went wrong is said in `place`.
async function once(place, request, then) {
    if (busy)
        return;
    busy = true;
    find(place).textContent = '';
    const answer = await request();
    busy = false;
    if (answer.ok)
        then(answer.data);
    else
        find(place).textContent = sentenceOf(answer.error);
    return answer;
}

function forget() {
    ticket = '';
    first = null;
    for (const id of ['password', 'code', 'invitation-code', 'new-password', 'app-code'])
        find(id).value = '';
    find('app-secret').textContent = '';
    find('app-link').removeAttribute('href');
}

function enter() {
    forget();
    signedIn();
}

// A browser throws when nobody touched the key, and where passkeys are not possible.
async function withPasskey(ask) {
    if (!passkeysWork())
        return { ok: false, error: 'no_passkeys' };
    try {
        return await ask();
    } catch {
        return { ok: false, error: 'turned_away' };
    }
}

async function submitPassword(event) {
    event.preventDefault();
    const answer = await once('sign-in-error', () => api.signIn(find('name').value, find('password').value), (data) => {
        if (!data)
            return enter();
        ticket = data.ticket;
        find('password').value = '';
        find('code').value = '';
        find('code-error').textContent = '';
        show('code');
        find('code').focus();
    });
    if (answer && !answer.ok) {
        find('password').select();
        find('password').focus();
    }
}

const codeOf = (id) => find(id).value.replace(/\s/g, '');

async function submitCode(event) {
    event.preventDefault();
    const answer = await once('code-error', () => api.signInWithCode(ticket, codeOf('code')), enter);
    if (answer?.error === 'sign_in')
        return backToStart('That took too long. Sign in again.');
    if (answer && !answer.ok)
        find('code').select();
}

const passkeySignIn = () => withPasskey(async () => {
    const begun = await api.passkeyChallenge();
    return begun.ok ? api.signInWithPasskey(await usePasskey(begun.data.challenge)) : begun;
});

function submitInvitation(event) {
    event.preventDefault();
    const name = find('invited-name').value;
    return once('invitation-error', () => api.invitation(name, find('invitation-code').value), (data) => {
        first = { ...data, name };
        find('way-error').textContent = '';
        show('way');
    });
}

const passkeyChoice = () => withPasskey(async () => api.choosePasskey(first.ticket, await makePasskey(first, first.name)));

function startApp() {
    const issuer = 'Porchlight desk';
    find('app-secret').textContent = first.secret.match(/.{1,4}/g).join(' ');
    find('app-link').href = `otpauth://totp/${encodeURIComponent(issuer)}:${encodeURIComponent(first.name)}` +
        `?secret=${first.secret}&issuer=${encodeURIComponent(issuer)}`;
    find('app-name').value = first.name;
    find('app-error').textContent = '';
    show('app');
}

function submitApp(event) {
    event.preventDefault();
    return once('app-error', () => api.chooseApp(first.ticket, find('new-password').value, codeOf('app-code')), enter);
}

function backToStart(text = '') {
    forget();
    show('sign-in');
    find('sign-in-error').textContent = text;
}

// The sign-in is shown; text: why.
export function startSignIn(text) {
    forget();
    find('sign-in-error').textContent = text;
}

// show: a view by its name; signedIn: there is a cookie.
export function setUpSignIn(page) {
    ({ show, signedIn } = page);
    find('form-sign-in').addEventListener('submit', submitPassword);
    find('form-code').addEventListener('submit', submitCode);
    find('form-invitation').addEventListener('submit', submitInvitation);
    find('form-app').addEventListener('submit', submitApp);
    find('use-passkey').addEventListener('click', () => once('sign-in-error', passkeySignIn, enter));
    find('use-invitation').addEventListener('click', () => {
        find('invitation-error').textContent = '';
        show('invitation');
        find('invited-name').focus();
    });
    find('choose-passkey').addEventListener('click', () => once('way-error', passkeyChoice, enter));
    find('choose-app').addEventListener('click', startApp);
    for (const button of document.querySelectorAll('[data-back]'))
        button.addEventListener('click', () => backToStart());
}
