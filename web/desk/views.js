// One view at a time; its heading has the focus when it comes.

import { find } from '../staff/elements.js';
import { kSignInViews } from '../staff/sign_in.js';
import { state } from './state.js';

export function show(view) {
    for (const section of document.querySelectorAll('main > section'))
        section.hidden = section.id !== `view-${view}`;
    if (state.view !== view) {
        state.view = view;
        window.scrollTo(0, 0);
        const first = view === 'sign-in' ? find('name') : find(`title-${view}`);
        first.focus();
    }
    const isOut = kSignInViews.includes(view);
    find('sign-out').hidden = isOut;
    find('who').hidden = isOut;
    find('people').hidden = isOut || !state.isLead || view === 'people';
    find('administration').hidden = isOut || !state.isLead;
    setTitle();
}

export function setTitle() {
    const count = kSignInViews.includes(state.view) ? 0 : state.waiting.length;
    document.title = `${count > 0 ? `(${count}) ` : ''}Desk · Porchlight`;
}
