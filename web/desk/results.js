// How a check ended, in a heading and a sentence.

import { find } from '../staff/elements.js';
import { state } from './state.js';
import { show } from './views.js';

// What was ticked and chosen for an applicant is nobody's business when the check is over.
export function forgetTicks() {
    for (const id of ['confirm-papers', 'which-papers', 'missing-needs', 'correct-field-list', 'correct-reason-list'])
        find(id).replaceChildren();
    find('seen').checked = false;
}

export function tell(good, title, text) {
    forgetTicks();
    find('result').classList.toggle('good', good);
    find('result-mark').textContent = good ? '✓' : '✕';
    find('title-result').textContent = title;
    find('result-text').textContent = text;
    show('result');
}

const kioskName = () => state.chosen.kiosk;

export const tellApproved = () => tell(true, 'Approved. The card is being printed.',
    `The card comes out of the printer at ${kioskName()}.`);

export const tellFirst = () => tell(true, 'Approved. A second librarian must approve too.',
    `Nothing is printed yet: ${kioskName()} waits until another librarian has looked and approved.`);

export const tellDenied = () => tell(false, 'Denied.',
    `The screen of ${kioskName()} tells the applicant why, and what to do.`);

export const tellSentBack = () => tell(true, 'Sent back to be corrected.',
    `The screen of ${kioskName()} asks the applicant to correct it. When it is ready again, a new entry appears.`);

export const tellEnded = () => tell(true, 'The session is ended.',
    `${kioskName()} erases what was typed there, and stands ready for the next applicant.`);

// The decision stands, whatever it was.
export const tellNotCounted = () => tell(false, 'It is decided, but not counted.',
    `The screen of ${kioskName()} tells the applicant. The server’s disk may be full. Tell your administrator.`);

export const tellWordsDiffer = () => tell(false, 'Denied: the words differ.',
    `These were not the words on the screen of ${kioskName()}. Nothing is printed. ` +
    'The applicant can ask again there, and gets new words.');

export const tellGone = () => tell(false, 'Not approved: the applicant is no longer waiting.',
    `Another desk has decided, or something was changed or taken back at ${kioskName()}: look at its screen. ` +
    'If the applicant asks again, a new entry appears.');
