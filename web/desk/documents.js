// What the programme in force says of papers and fields, asked for when somebody looks at it.

import * as api from './api.js';
import { isChecking, state } from './state.js';

let signedOut;

export function setUpDocuments(how) {
    ({ signedOut } = how);
}

// draw(documents), or fail() where there is no answer; neither where another applicant, or none, is looked at by then.
export async function askDocuments(draw, fail) {
    const { chosen } = state;
    const answer = await api.documents();
    if (state.chosen !== chosen || !isChecking())
        return;
    if (answer.ok)
        draw(answer.data);
    else if (answer.error === 'sign_in')
        signedOut();
    else
        fail();
}
