// Who waits, and what is said when somebody comes.

import { element, find } from '../staff/elements.js';
import { needsHelp, sentenceOf } from '../staff/printers.js';
import { told } from './papers.js';
import { state } from './state.js';
import { asksAboutTray, traySentenceOf } from './trays.js';
import { setTitle } from './views.js';

const kPaths = { renewal: 'Renewal', replacement: 'Replacement', correction: 'Correction' };

const classLabel = (id) => `${id.charAt(0).toUpperCase()}${id.slice(1)} card`;

// "Adult card", "Adult card · Renewal".
export const cardLabel = (issuance) => [classLabel(issuance.class), kPaths[issuance.path]].filter(Boolean).join(' · ');

// What the programme asks of an approval, and whether this account has anything to do with it: who approved first may
// still deny it, send it back or end it.
function ruleOf({ may, second, first }) {
    if (!may)
        return { stops: true, text: 'Your account does not approve this class of card. Ask a colleague.' };
    if (!second)
        return { stops: false, text: '' };
    const own = first === find('staff').textContent;
    if (own)
        return { stops: false, text: 'You have approved. A second librarian must approve too, at another desk or after you signed out.' };
    return { stops: false, text: first ? `${first} has approved. You are the second librarian.` : 'A second librarian must approve after you.' };
}

const keyOf = (issuance) => `${issuance.request} ${issuance.may} ${issuance.second} ${issuance.first}`;

function kioskCard(issuance, check) {
    const item = element('li', 'card');
    item.dataset.request = issuance.request;
    item.dataset.state = keyOf(issuance);
    const head = element('div', 'head');
    head.append(element('h2', '', issuance.kiosk), element('span', 'badge', classLabel(issuance.class)));
    if (kPaths[issuance.path])
        head.append(element('span', 'badge', kPaths[issuance.path]));
    if (issuance.again)
        head.append(element('span', 'badge again', 'Second print'));
    if (issuance.second)
        head.append(element('span', 'badge again', issuance.first ? 'Second approval' : 'Two must approve'));
    const papers = element('ul', 'papers');
    papers.setAttribute('aria-label', 'Papers to look at');
    papers.append(...issuance.papers.map(({ text }) => told('li', text)));
    const button = element('button', 'primary', `Check ${issuance.kiosk}`);
    button.type = 'button';
    button.addEventListener('click', () => check(issuance));
    const rule = ruleOf(issuance);
    button.disabled = rule.stops;
    item.append(head, papers, ...(rule.text ? [element('p', 'hint', rule.text)] : []), button);
    return item;
}

// check: what a kiosk's button does.
export function drawList(check) {
    const list = find('kiosks');
    const known = new Map([...list.children].map((item) => [item.dataset.state, item]));
    const items = state.waiting.map((issuance) => known.get(keyOf(issuance)) ?? kioskCard(issuance, check));
    const empty = list.querySelector('.empty') ?? element('li', 'card empty', 'Nobody is waiting.');
    const wanted = items.length > 0 ? items : [empty];
    // Only what differs is touched, so that focus stays on a button that stays.
    for (const item of [...list.children])
        if (!wanted.includes(item))
            item.remove();
    wanted.forEach((item, at) => {
        if (list.children[at] !== item)
            list.insertBefore(item, list.children[at] ?? null);
    });
    find('list-hint').textContent = items.length > 0
        ? 'Choose a kiosk when you stand with its applicant.'
        : 'The next applicant appears here by itself.';
    setTitle();
}

export function announce(before) {
    const old = new Set(before.map((issuance) => issuance.request));
    const fresh = state.waiting.filter((issuance) => !old.has(issuance.request));
    if (fresh.length > 0)
        find('news').textContent = fresh.map((issuance) => `${issuance.kiosk} is waiting.`).join(' ');
    else if (state.waiting.length === 0)
        find('news').textContent = '';
}

// What is to be done about printers and trays.
const calls = (printers) =>
    [...printers.filter(asksAboutTray).map(traySentenceOf), ...printers.filter(needsHelp).map(sentenceOf)];

// A printer that begins to need somebody is told once, wherever the page is.
export function announcePrinters(before) {
    const old = new Set(calls(before));
    const fresh = calls(state.printers).filter((sentence) => !old.has(sentence));
    if (fresh.length > 0)
        find('printer-news').textContent = fresh.join(' ');
    else if (calls(state.printers).length === 0)
        find('printer-news').textContent = '';
}
