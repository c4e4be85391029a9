// Service numbers: list of the same name, in each item heading <service> and how many are where; comboboxes "Service" and
// "Site", file "List", button "Import"; textbox "How many", button "Deal".

import { element, find, onSubmit } from '../staff/elements.js';
import * as api from './api.js';
import { counted } from './sites.js';

const kMaxBytes = 1024 * 1024;

const kErrors = {
    gone: 'The programme has no such service any more, or the site has no kiosk. Look again, or enrol a kiosk there first.',
    pool_short: 'The pool has fewer numbers than that. Deal fewer, or import a list first.',
};

function fact(list, term, count, text) {
    const row = element('div', 'fact');
    row.append(element('dt', '', term), element('dd', '', count.toLocaleString('en')));
    if (text)
        row.append(element('dd', 'hint', text));
    list.append(row);
}

function serviceCard({ name, required, pool, waiting, gone }) {
    const item = element('li', 'card');
    const facts = element('dl', 'facts');
    fact(facts, 'In the pool', pool);
    fact(facts, 'Dealt, not yet fetched', waiting);
    fact(facts, 'At kiosks', gone, 'Fetched: used ones are not known here.');
    item.append(element('h2', '', name));
    if (required)
        item.append(element('p', 'badge', 'Needed for every card'));
    item.append(facts);
    if (required && pool === 0)
        item.append(element('p', 'wrong', 'The pool is empty: without a number no card is made. Import a list.'));
    return item;
}

export async function drawNumbers(page) {
    const answer = await page.ask(api.numbers);
    if (!answer)
        return;
    const { services } = answer.data;
    const cards = services.map(serviceCard);
    find('number-list').replaceChildren(...(cards.length > 0 ? cards
        : [element('li', 'card empty', 'The programme has no services.')]));
    for (const select of document.querySelectorAll('[data-services]')) {
        const chosen = select.value;
        select.replaceChildren(...services.map(({ service, name }) => new Option(name, service)));
        if (services.some(({ service }) => service === chosen))
            select.value = chosen;
    }
}

// What is wrong with a list, by its line.
const faultOf = ({ data }) => ({ ...kErrors,
    numbers: `Line ${data?.line?.toLocaleString('en')} of the list: ${data?.fault}. Nothing was imported.` });

async function importList(page) {
    const [file] = find('import-file').files;
    if (!file || file.size > kMaxBytes) {
        find('import-error').textContent = file
            ? 'The list is longer than 1 MB. Use the command `porchlight-server import-numbers` for it.'
            : 'Choose the file with the list.';
        return find('import-file').focus();
    }
    const list = await file.text();
    const answer = await page.ask(() => api.importNumbers(find('import-service').value, list), 'import-error', faultOf);
    if (!answer)
        return find('import-file').focus();
    find('form-import').reset();
    await page.redraw();
    page.tell(`${counted(answer.data.imported, 'number is', 'numbers are')} in the pool.`);
}

async function deal(page) {
    const count = Number(find('deal-count').value.replace(/[\s.,]/g, ''));
    if (!Number.isInteger(count) || count < 1 || count > 1_000_000) {
        find('deal-error').textContent = 'Type a number from 1 to 1,000,000.';
        return find('deal-count').focus();
    }
    const site = find('deal-site').value;
    if (!await page.ask(() => api.dealNumbers(find('deal-service').value, site, count), 'deal-error', kErrors))
        return find('deal-count').focus();
    find('deal-count').value = '';
    await page.redraw();
    page.tell(`${counted(count, 'number waits', 'numbers wait')} for the kiosks of ${site}.`);
}

export function setUpNumbers(page) {
    onSubmit(find('form-import'), () => importList(page));
    onSubmit(find('form-deal'), () => deal(page));
}
