// A site lead's view of the site's accounts.
//
// Roles and names: button "People"; heading "Who works here?", list of the same name, in each item heading <name>,
// buttons "Lift the lock of <name>", "Reset <name>" and then "Reset <name> for good", "Keep <name>"; status with the
// invitation; button "Back to the list".

import * as api from './api.js';

const find = (id) => document.getElementById(id);

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

let page;
let showsSites = false;

function element(tag, className, text) {
    const made = document.createElement(tag);
    if (className)
        made.className = className;
    if (text !== undefined)
        made.textContent = text;
    return made;
}

function button(text, act) {
    const made = element('button', '', text);
    made.type = 'button';
    made.addEventListener('click', act);
    return made;
}

async function act(request, then) {
    find('people-error').textContent = '';
    const answer = await request();
    if (answer.error === 'sign_in')
        return page.signedOut();
    if (answer.ok)
        then(answer.data);
    else
        find('people-error').textContent = kErrors[answer.error] ?? 'That did not work. Try again.';
    await draw();
}

function tellInvitation(name, { code, until }) {
    find('invited-title').textContent = `Invitation for ${name}`;
    find('invited-code').textContent = code;
    find('invited-text').textContent = `Good once, until ${until}. Write it down now: it is not shown again.`;
    find('invited').hidden = false;
}

// Asked twice: there is no way back.
function askReset(name, buttons) {
    const sure = button(`Reset ${name} for good`, () => act(() => api.reset(name), (data) => tellInvitation(name, data)));
    const keep = button(`Keep ${name}`, draw);
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
    if (!person.may)
        return item;
    const buttons = element('div', 'foot');
    if (person.state === 'locked')
        buttons.append(button(`Lift the lock of ${person.name}`, () => act(() => api.unlock(person.name), () => {})));
    buttons.append(button(`Reset ${person.name}`, () => askReset(person.name, buttons)));
    item.append(buttons);
    return item;
}

async function draw() {
    const answer = await api.people();
    if (answer.error === 'sign_in')
        return page.signedOut();
    if (answer.ok)
        find('people-list').replaceChildren(...answer.data.people.map(personCard));
    else
        find('people-error').textContent = kErrors[answer.error] ?? 'That did not work. Try again.';
}

async function open() {
    find('people-error').textContent = '';
    find('invited').hidden = true;
    find('invited-code').textContent = '';
    await draw();
    page.show('people');
}

// What the server says of the account that is signed in.
export function takePeople({ role }) {
    showsSites = role === 'administrator';
}

export function setUpPeople(itsPage) {
    page = itsPage;
    find('people').addEventListener('click', open);
}
