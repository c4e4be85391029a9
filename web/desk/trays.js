// The question what lies in a printer's tray, which is answered at the kiosk: the desk sends somebody there. Text only,
// never markup.

import { element } from '../staff/elements.js';

const titleOf = (kiosk) => `Look into the tray of ${kiosk}’s printer`;

export const asksAboutTray = (printer) => printer.tray === true;
// For whoever hears the page.
export const traySentenceOf = (printer) => `${titleOf(printer.kiosk)}.`;

function itemOf({ kiosk }) {
    const item = element('li', 'card printer helpless', '');
    const mark = element('span', 'picture', '');
    mark.dataset.picture = 'tray';
    mark.setAttribute('aria-hidden', 'true');
    const told = element('div', 'told', '');
    told.append(element('h2', '', titleOf(kiosk)),
        element('p', 'state', 'Nobody knows yet whether a card came out.'),
        element('p', 'way', 'Then answer on that kiosk’s screen. Until then it makes no other card.'));
    item.append(mark, told);
    return item;
}

export function drawTrays(list, printers) {
    const asking = printers.filter(asksAboutTray);
    list.hidden = asking.length === 0;
    list.replaceChildren(...asking.map(itemOf));
}
