// The papers to look at, as a check-list, and which papers count. What is ticked stays in this page.

import { element, find } from '../staff/elements.js';
import { askDocuments } from './documents.js';
import { state } from './state.js';

// In the language that the programme's texts come in; the page's own words are English.
export function told(tag, text, language = state.language) {
    const made = element(tag, '', text);
    made.lang = language;
    return made;
}

// A labelled box to tick; its value is the need's id, or empty. The browser keeps no form of this page.
export function tickBox(text, value, type = 'checkbox', name = '') {
    const label = element('label', 'check');
    const input = element('input');
    input.type = type;
    input.value = value;
    input.autocomplete = 'off';
    if (name)
        input.name = name;
    label.append(input, ' ', typeof text === 'string' ? element('span', '', text) : text);
    return label;
}

const boxes = () => [...find('confirm-papers').querySelectorAll('input')];

export function drawPapers(papers) {
    find('confirm-papers').replaceChildren(...papers.map(({ text, need }) => {
        const item = element('li');
        item.append(tickBox(told('span', text), need));
        return item;
    }));
    find('which').open = false;
    find('which-papers').replaceChildren();
}

// The needs whose box is not ticked.
export const untickedNeeds = () => boxes().filter(({ checked, value }) => value && !checked).map(({ value }) => value);

const counted = (points) => `${points} ${points === 1 ? 'point' : 'points'}`;

const pointsOf = ({ points, residency, kind }) =>
    (kind === 'identity' && residency > 0 ? `${counted(points)}, ${residency} of them for residency` : counted(points));

const sentenceOf = ({ points, identity, residency }) =>
    `Together at least ${counted(points)}: ${identity} by papers of identity, ${residency} by papers of residency.`;

function itemOf(paper, { ask, language }) {
    const item = element('li');
    item.append(told('span', paper.text, language), ...(ask.kind === 'points' ? [` (${pointsOf(paper)})`] : []));
    return item;
}

function sectionOf(need, documents) {
    const items = documents.papers.filter(({ proves }) => proves.includes(need.need)).map((paper) => itemOf(paper, documents));
    items.push(...documents.ways.filter((way) => way.for === need.need)
        .map((way) => told('li', `${way.text}. ${way.how}`, documents.language)));
    const list = element('ul', 'papers');
    list.append(...items);
    return [told('h3', need.text), list];
}

// Papers that prove no need of their own, and yet count.
function othersOf(documents) {
    const { ask, papers } = documents;
    const others = papers.filter(({ proves, points }) => ask.kind === 'points' && proves.length === 0 && points > 0);
    if (others.length === 0)
        return [];
    const list = element('ul', 'papers');
    list.append(...others.map((paper) => itemOf(paper, documents)));
    return [element('h3', '', 'These count as well'), list];
}

// Asked for when somebody opens it, and again after it could not be read: of the programme that is in force now.
export function openWhich(papers) {
    const place = find('which-papers');
    if (!find('which').open || place.querySelector('ul'))
        return;
    place.replaceChildren();
    askDocuments((documents) => {
        const sentence = documents.ask.kind === 'points' ? [element('p', '', sentenceOf(documents.ask))] : [];
        place.replaceChildren(...sentence, ...papers.filter(({ need }) => need).flatMap((need) => sectionOf(need, documents)),
            ...othersOf(documents));
    }, () => {
        const alert = element('p', 'wrong', 'That could not be read. Close it and try again.');
        alert.setAttribute('role', 'alert');
        place.replaceChildren(alert);
    });
}
