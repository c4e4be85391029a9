// Sites: list "Sites", in each item heading <site> and what is there; textbox "Name of the site", button "Add the site".

import { element, find, onSubmit } from '../staff/elements.js';
import * as api from './api.js';

export const counted = (count, one, many) => `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

function siteCard({ name, kiosks, suspended, people }) {
    const item = element('li', 'card');
    const those = suspended > 0 ? `, ${suspended.toLocaleString('en')} suspended` : '';
    item.append(element('h2', '', name),
        element('p', '', `${counted(kiosks, 'kiosk', 'kiosks')}${those}`),
        element('p', '', counted(people, 'person works here', 'people work here')));
    return item;
}

export function drawSites(page) {
    const cards = page.sites().map(siteCard);
    find('site-list').replaceChildren(...(cards.length > 0 ? cards : [element('li', 'card empty', 'There are no sites yet.')]));
}

export function setUpSites(page) {
    onSubmit(find('form-site'), async () => {
        const site = find('new-site').value.trim();
        const own = { malformed: 'Give the site a name of at most 128 letters.' };
        if (!await page.ask(() => api.addSite(site), 'site-error', own))
            return find('new-site').focus();
        find('new-site').value = '';
        await page.redraw();
        page.tell(`${site} is a site.`);
    });
}
