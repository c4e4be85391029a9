// What else than approving: papers are missing, something is to be corrected, nobody is there.

import { find } from '../staff/elements.js';
import * as api from './api.js';
import { decide, showError } from './decide.js';
import { askDocuments } from './documents.js';
import { tickBox, told, untickedNeeds } from './papers.js';
import { tellDenied, tellEnded, tellSentBack } from './results.js';
import { state } from './state.js';
import { show } from './views.js';

const kFields = {
    name: 'Name', birth_date: 'Date of birth', photo: 'Photo', gender: 'Gender', emergency: 'Emergency contact', note: 'Medical note',
};
const kReasons = {
    unreadable: 'It cannot be read', spelling: 'It is spelled wrong', differs: 'It differs from the papers', photo_rule: 'The photo does not show the face well',
};
// Reasons by field, as the server takes them; nothing before it has answered.
let reasonsOf = {};

const chosenIn = (id) => [...find(id).querySelectorAll('input:checked')].map(({ value }) => value);

function openMissing() {
    const needs = state.chosen.papers.filter(({ need }) => need);
    if (needs.length === 0)
        return decide(() => api.denyForPapers(state.chosen.request, []), tellDenied);
    // What was not ticked as seen is likely what is missing.
    const unticked = untickedNeeds();
    find('missing-needs').replaceChildren(...needs.map(({ need, text }) => {
        const box = tickBox(told('span', text), need);
        box.querySelector('input').checked = unticked.length < needs.length && unticked.includes(need);
        return box;
    }));
    show('missing');
    showError('');
}

function denyMissing() {
    const missing = chosenIn('missing-needs');
    if (missing.length === 0)
        return showError('Tick what is missing, so that the applicant can bring it.');
    decide(() => api.denyForPapers(state.chosen.request, missing), tellDenied);
}

function drawReasons() {
    const [field] = chosenIn('correct-fields');
    find('correct-reasons').hidden = !field;
    const reasons = reasonsOf[field] ?? [];
    find('correct-reason-list').replaceChildren(...reasons.map((reason) => tickBox(kReasons[reason], reason, 'radio', 'correct-reason')));
    if (reasons.length === 1)
        find('correct-reason-list').querySelector('input').checked = true;
}

function drawFields({ fields }) {
    reasonsOf = Object.fromEntries(fields.map(({ field, reasons }) => [field, reasons]));
    find('correct-field-list').replaceChildren(...fields.map(({ field }) => tickBox(kFields[field], field, 'radio', 'correct-field')));
    drawReasons();
}

function openCorrect() {
    drawFields({ fields: [] });
    show('correct');
    showError('');
    askDocuments(drawFields, () => {
        if (state.view === 'correct')
            showError('That could not be read. Go back and try again.');
    });
}

function sendBack() {
    const [field] = chosenIn('correct-fields');
    const [reason] = chosenIn('correct-reasons');
    if (!field || !reason)
        return showError(field ? 'Choose why.' : 'Choose what is to be corrected.');
    decide(() => api.correct(state.chosen.request, field, reason), tellSentBack);
}

function openEnd(from) {
    find('end-kiosk').textContent = state.chosen.kiosk;
    find('end-back').onclick = () => show(from);
    show('end');
    showError('');
}

export function setUpRefusals() {
    find('deny-papers').addEventListener('click', openMissing);
    find('deny-person').addEventListener('click', () => decide(() => api.deny(state.chosen.request, 'person'), tellDenied));
    find('send-back').addEventListener('click', openCorrect);
    find('confirm-end').addEventListener('click', () => openEnd('confirm'));
    find('words-end').addEventListener('click', () => openEnd('words'));
    find('missing-deny').addEventListener('click', denyMissing);
    find('missing-back').addEventListener('click', () => show('confirm'));
    find('correct-fields').addEventListener('change', drawReasons);
    find('correct-send').addEventListener('click', sendBack);
    find('correct-back').addEventListener('click', () => show('confirm'));
    find('end-session').addEventListener('click', () => decide(() => api.endSession(state.chosen.request), tellEnded));
}
