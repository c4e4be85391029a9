// The papers to look at, as a check-list, and which papers count. What is ticked stays in this page.

import { element, find } from '../staff/elements.js';
import * as api from './api.js';

// A labelled box to tick; its value is the need's id, or empty.
export function tickBox(text, value, type = 'checkbox', name = '') {
    const label = element('label', 'check');
    const input = element('input');
    input.type = type;
    input.value = value;
    if (name)
        input.name = name;
    label.append(input, ' ', element('span', '', text));
    return label;
}

const boxes = () => [...find('confirm-papers').querySelectorAll('input')];

export function drawPapers(papers) {
    find('confirm-papers').replaceChildren(...papers.map(({ text, need }) => {
        const item = element('li');
        item.append(tickBox(text, need));
        return item;
    }));
    find('which').open = false;
    find('which-papers').replaceChildren();
}

// The needs whose box is not ticked.
export const untickedNeeds = () => boxes().filter(({ checked, value }) => value && !checked).map(({ value }) => value);

const pointsOf = ({ points, residency, kind }) =>
    (kind === 'identity' && residency > 0 ? `${points} points, ${residency} of them for residency` : `${points} ${points === 1 ? 'point' : 'points'}`);

const sentenceOf = ({ points, identity, residency }) =>
    `Together at least ${points} points: ${identity} by papers of identity, ${residency} by papers of residency.`;

function sectionOf(need, { ask, papers, ways }) {
    const items = papers.filter(({ proves }) => proves.includes(need.need))
        .map((paper) => element('li', '', ask.kind === 'points' ? `${paper.text} (${pointsOf(paper)})` : paper.text));
    items.push(...ways.filter((way) => way.for === need.need).map((way) => element('li', '', `${way.text}. ${way.how}`)));
    const list = element('ul', 'papers');
    list.append(...items);
    return [element('h3', '', need.text), list];
}

// Papers that prove no need of their own, and yet count.
function othersOf({ ask, papers }) {
    const others = papers.filter(({ proves, points }) => ask.kind === 'points' && proves.length === 0 && points > 0);
    if (others.length === 0)
        return [];
    const list = element('ul', 'papers');
    list.append(...others.map((paper) => element('li', '', `${paper.text} (${pointsOf(paper)})`)));
    return [element('h3', '', 'These count as well'), list];
}

// Asked for when somebody opens it: of the programme that is in force now.
export async function openWhich(papers) {
    const place = find('which-papers');
    if (!find('which').open || place.childElementCount > 0)
        return;
    const answer = await api.documents();
    if (!answer.ok)
        return place.replaceChildren(element('p', 'wrong', 'That could not be read. Close it and try again.'));
    const sentence = answer.data.ask.kind === 'points' ? [element('p', '', sentenceOf(answer.data.ask))] : [];
    place.replaceChildren(...sentence, ...papers.filter(({ need }) => need).flatMap((need) => sectionOf(need, answer.data)),
        ...othersOf(answer.data));
}
