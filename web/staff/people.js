// Accounts as a site lead sees those of the site, and an administrator all of them.
//
// Roles and names: heading "Who works here?", list of the same name, in each item heading <name>,
// buttons "Lift the lock of <name>", "Reset <name>" and then "Reset <name> for good", "Keep <name>"; status with the
// invitation.

import * as api from './accounts.js';
import { button, element, find } from './elements.js';

const kRoles = { librarian: 'Librarian', 'site-lead': 'Site lead', administrator: 'Administrator' };
const kStates = {
    active: '',
    invited: 'Has not used the invitation yet.',
    locked: 'Locked after too many wrong passwords.',
};
const kErrors = {
    role: 'Your account cannot change this one.',
    gone: 'The account has changed meanwhile. Look again.',
    connection: 'No connection to the server. Try again.',
};

let page = { signedOut: () => {}, shows: () => true, actions: () => [] };
let showsSites = false;

// Asks, tells what went wrong, and draws anew.
export async function actOnPeople(request, then) {
    find('people-error').textContent = '';
    const answer = await request();
    if (answer.error === 'sign_in')
        return page.signedOut();
    if (answer.ok)
        then(answer.data);
    else
        find('people-error').textContent = kErrors[answer.error] ?? 'That did not work. Try again.';
    await drawPeople();
}

export function tellInvitation(name, { code, until }) {
    find('invited-title').textContent = `Invitation for ${name}`;
    find('invited-code').textContent = code;
    find('invited-text').textContent = `Good once, until ${until}. Write it down now: it is not shown again.`;
    find('invited').hidden = false;
}

// Asked twice: there is no way back.
function askReset(name, buttons) {
    const sure = button(`Reset ${name} for good`, () => actOnPeople(() => api.reset(name), (data) => tellInvitation(name, data)));
    const keep = button(`Keep ${name}`, drawPeople);
    buttons.replaceChildren(keep, sure);
    keep.focus();
}

function personCard(person) {
    const item = element('li', `card ${person.state}`);
    const who = element('div', 'who-is');
    who.append(element('h2', '', person.name),
        element('p', '', showsSites ? `${kRoles[person.role]}, ${person.site}` : kRoles[person.role]));
    if (kStates[person.state])
        who.append(element('p', person.state === 'locked' ? 'wrong' : 'hint', kStates[person.state]));
    item.append(who);
    const more = page.actions(person);
    if (!person.may && more.length === 0)
        return item;
    const buttons = element('div', 'foot');
    if (person.may && person.state === 'locked')
        buttons.append(button(`Lift the lock of ${person.name}`, () => actOnPeople(() => api.unlock(person.name), () => {})));
    if (person.may)
        buttons.append(button(`Reset ${person.name}`, () => askReset(person.name, buttons)));
    buttons.append(...more);
    item.append(buttons);
    return item;
}

export async function drawPeople() {
    const answer = await api.people();
    if (answer.error === 'sign_in')
        return page.signedOut();
    if (answer.ok)
        find('people-list').replaceChildren(...answer.data.people.filter(page.shows).map(personCard));
    else
        find('people-error').textContent = kErrors[answer.error] ?? 'That did not work. Try again.';
}

export async function openPeople() {
    find('people-error').textContent = '';
    find('invited').hidden = true;
    find('invited-code').textContent = '';
    await drawPeople();
}

// What the server says of the account that is signed in.
export function takePeople({ role }) {
    showsSites = role === 'administrator';
}

// signedOut: what to do when the session is over; shows: which people; actions: more buttons for one.
export function setUpPeople(itsPage) {
    page = { ...page, ...itsPage };
}
