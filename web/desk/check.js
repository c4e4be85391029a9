// Checking one applicant: which words, then papers and person.

import { element, find } from '../staff/elements.js';
import { reasonsOf } from './again.js';
import * as api from './api.js';
import { decide } from './decide.js';
import { cardLabel } from './list.js';
import { drawPapers, openWhich } from './papers.js';
import { forgetTicks, tellApproved, tellWordsDiffer } from './results.js';
import { state } from './state.js';
import { show } from './views.js';

export function startCheck(issuance) {
    // A decision that is on its way is about the one chosen before.
    if (state.busy)
        return;
    forgetTicks();
    state.chosen = issuance;
    state.words = null;
    find('words-kiosk').textContent = issuance.kiosk;
    find('confirm-kiosk').textContent = issuance.kiosk;
    const buttons = issuance.choices.map((words) => {
        const button = element('button');
        button.type = 'button';
        // The spaces between them are what a screen reader hears as three words.
        button.append(...words.flatMap((word) => [' ', element('span', '', word)]).slice(1));
        button.addEventListener('click', () => chooseWords(words));
        return button;
    });
    const none = element('button', 'none', 'None of these');
    none.type = 'button';
    none.addEventListener('click', () => decide(() => api.deny(issuance.request, 'words'), tellWordsDiffer));
    find('choices').replaceChildren(...buttons, none);
    show('words');
}

function chooseWords(words) {
    state.words = words;
    find('confirm-words').replaceChildren(...words.flatMap((word) => [' ', element('span', '', word)]).slice(1));
    find('confirm-class').textContent = cardLabel(state.chosen);
    drawPapers(state.chosen.papers);
    const reasons = reasonsOf(state.chosen);
    find('second').hidden = reasons.length === 0;
    find('second-reasons').replaceChildren(...reasons.map((reason) => element('p', '', reason)));
    find('confirm-error').textContent = '';
    find('seen').checked = false;
    find('approve').disabled = true;
    show('confirm');
}

export function setUpCheck() {
    find('words-back').addEventListener('click', () => show('list'));
    find('confirm-back').addEventListener('click', () => show('words'));
    find('seen').addEventListener('change', () => {
        find('approve').disabled = !find('seen').checked || state.busy;
    });
    find('which').addEventListener('toggle', () => openWhich(state.chosen.papers));
    find('approve').addEventListener('click',
        () => decide(() => api.approve(state.chosen.request, state.words), tellApproved));
}
