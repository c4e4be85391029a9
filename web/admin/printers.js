// Printers, by site: region <site>, in each item heading <kiosk> and what staff/printers.js says.

import { element, find } from '../staff/elements.js';
import { drawPrinters } from '../staff/printers.js';
import * as api from './api.js';

function siteSection({ name }, printers) {
    const section = element('section', 'of-site printers');
    section.setAttribute('aria-label', name);
    const list = element('ul');
    drawPrinters(section, list, printers.filter(({ site }) => site === name));
    section.append(element('h2', '', name), list);
    return section;
}

export async function drawPrinterSites(page) {
    const answer = await page.ask(api.printers);
    if (!answer)
        return;
    const sections = page.sites().filter(({ name }) => page.shows(name))
        .map((site) => siteSection(site, answer.data.printers))
        .filter((section) => !section.hidden);
    find('printer-sites').replaceChildren(...(sections.length > 0 ? sections
        : [element('p', 'card empty', 'No kiosk has told of its printer since the server was started.')]));
}
