// Accounts: what staff/people.js says, and for administrators buttons "Remove <name>" (then a dialog, sure.js), textbox
// "Name", comboboxes "Site" and "Role", button "Invite".

import { button, find, onSubmit } from '../staff/elements.js';
import { actOnPeople, drawPeople, openPeople, setUpPeople, takePeople, tellInvitation } from '../staff/people.js';
import * as api from './api.js';
import { askSure } from './sure.js';

const kErrors = {
    malformed: 'Give a name of at most 128 letters.',
    account_exists: 'There is an account of that name. Choose another name, or reset that account.',
    gone: 'There is no such site any more. Look again.',
};

async function remove(page, { name }) {
    const sure = await askSure({
        title: `Remove the account of ${name}?`,
        text: `${name} is signed out everywhere, and password, app and passkeys are gone. What ${name} decided stays counted.`,
        keep: `Keep ${name}`,
        act: `Remove ${name}`,
    });
    if (!sure)
        return;
    await actOnPeople(() => api.removePerson(name), () => page.tell(`The account of ${name} is removed.`));
    find('title-people').focus();
}

export async function drawAccounts(page) {
    takePeople({ role: page.isAdministrator() ? 'administrator' : 'site-lead' });
    await openPeople();
}

export function setUpAccounts(page) {
    setUpPeople({
        signedOut: page.signedOut,
        shows: ({ site }) => page.shows(site),
        actions: (person) => (page.isAdministrator() && person.may ? [button(`Remove ${person.name}`, () => remove(page, person))] : []),
    });
    onSubmit(find('form-invite'), async () => {
        const name = find('invite-name').value.trim();
        const answer = await page.ask(() => api.invite(name, find('invite-site').value, find('invite-role').value), 'invite-error', kErrors);
        if (!answer)
            return find('invite-name').focus();
        find('invite-name').value = '';
        tellInvitation(name, answer.data);
        await drawPeople();
        find('invited').scrollIntoView({ block: 'nearest' });
    });
}
