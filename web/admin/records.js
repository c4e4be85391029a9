// Records: list of the same name, an item for each epoch with how many records it has, its dates, its state and what is
// due. Where an epoch is due, a sentence above the list says so.

import { element, find } from '../staff/elements.js';
import * as api from './api.js';

const dayOf = (day) => new Date(`${day}T00:00:00Z`).toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

const kStates = { open: 'Open: kiosks seal to it', closed: 'Closed: kept until its day', due: 'Due: to be destroyed now',
    on_hold: 'On hold: nothing may be destroyed', destroyed: 'Destroyed: nobody opens it any more' };

function destroyedOf({ sharings }) {
    if (sharings.length === 0)
        return 'The transcript of its sharing is not imported';
    return sharings.map(({ number, destroyed, needed }) =>
        `${sharings.length > 1 ? `Sharing ${number}: ` : ''}${destroyed} of ${needed} statements`).join('; ');
}

function factsOf(epoch) {
    const records = epoch.deleted ? `Deleted on ${dayOf(epoch.deleted)}` : epoch.records.toLocaleString('en');
    return [
        ['State', kStates[epoch.state]],
        ['Records when the day began', records],
        ['Sealed to until', dayOf(epoch.end)],
        ['Destroyed by', dayOf(epoch.destroy)],
        ['Shares destroyed', destroyedOf(epoch)],
        ...epoch.holds.map(({ order, authority, day }) => ['Hold', `${order}, ${authority}, since ${dayOf(day)}`]),
    ];
}

function cardOf(epoch) {
    const item = element('li', 'card');
    const list = element('dl', 'facts');
    for (const [term, text] of factsOf(epoch)) {
        const row = element('div', 'fact');
        row.append(element('dt', '', term), element('dd', '', text));
        list.append(row);
    }
    item.append(element('h2', '', `Epoch ${epoch.epoch}`), list);
    if (epoch.state === 'due')
        item.append(element('p', 'wrong', 'Ask its custodians to destroy their shares, or import what they have signed with `porchlight-server import-statement`.'));
    if (epoch.state === 'destroyed' && !epoch.deleted)
        item.append(element('p', 'wrong', 'Its records are not deleted yet: the server does it when nobody reads them. Look again in a minute.'));
    return item;
}

export async function drawRecords(page) {
    const answer = await page.ask(api.records);
    if (!answer)
        return;
    const { epochs } = answer.data;
    const due = epochs.filter(({ state }) => state === 'due').map(({ epoch }) => epoch);
    const sentence = find('records-due');
    sentence.hidden = due.length === 0;
    sentence.textContent = due.length === 1 ? `Epoch ${due[0]} is due.` : `Epochs ${due.join(', ')} are due.`;
    find('record-list').replaceChildren(...(epochs.length > 0 ? epochs.map(cardOf)
        : [element('li', 'card', 'No manifest has named an epoch yet.')]));
}
