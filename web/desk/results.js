// How a check ended, in a heading and a sentence.

import { find } from '../staff/elements.js';
import { state } from './state.js';
import { show } from './views.js';

export function tell(good, title, text) {
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

export const tellWordsDiffer = () => tell(false, 'Denied: the words differ.',
    `These were not the words on the screen of ${kioskName()}. Nothing is printed. ` +
    'The applicant can ask again there, and gets new words.');

export const tellGone = () => tell(false, 'Not approved: the applicant is no longer waiting.',
    `Another desk has decided, or something was changed or taken back at ${kioskName()}: look at its screen. ` +
    'If the applicant asks again, a new entry appears.');
