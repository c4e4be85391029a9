// A decision on its way to the server: one at a time, and what comes of it.

import { find } from '../staff/elements.js';
import { tell, tellFirst, tellGone, tellNotCounted, tellWordsDiffer } from './results.js';
import { state } from './state.js';

const kErrors = {
    store_full: 'The server’s disk is full. Nothing was lost: tell your administrator, then approve again.',
    same_person: 'You approved this card first. A second librarian must approve it now.',
    role: 'Your account does not decide about this class of card. Ask a colleague.',
    internal: 'The server could not store it. Nothing was lost: try again.',
    stopping: 'The server is being restarted. Try again in a moment.',
    connection: 'No connection to the server. Try again when it is back.',
};

let signedOut;

export function setUpDecisions(how) {
    ({ signedOut } = how);
}

// A second click while the first is on its way does nothing.
export async function decide(request, tellDone) {
    if (state.busy)
        return;
    state.busy = true;
    find('approve').disabled = true;
    showError('');
    const answer = await request();
    state.busy = false;
    if (answer.ok && answer.data?.result === 'first')
        tellFirst();
    else if (answer.ok)
        tellDone();
    else if (answer.error === 'words_differ')
        tellWordsDiffer();
    else if (answer.error === 'gone')
        tellGone();
    else if (answer.error === 'not_counted')
        tellNotCounted();
    else if (answer.error === 'sign_in')
        signedOut();
    else
        tellRetry(kErrors[answer.error] ?? kErrors.internal);
}

// In the view that is open, where that has a place for it.
const placeOfError = () => document.querySelector(`#view-${state.view} .failure`);

export function showError(text) {
    const place = placeOfError();
    if (place)
        place.textContent = text;
}

function tellRetry(text) {
    if (!placeOfError())
        return tell(false, 'That did not work.', text);
    showError(text);
    find('approve').disabled = !find('seen').checked;
}
