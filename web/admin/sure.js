// Asked before something is lost: dialog <title>, which says what is lost; buttons <keep> and <do>.

import { find } from '../staff/elements.js';

let settle = () => {};

// Whether the person is sure; the Escape key means no.
export function askSure({ title, text, keep, act }) {
    const dialog = find('sure');
    settle(false); // that a dialog is closed is told later: the next question may come before
    find('sure-title').textContent = title;
    find('sure-text').textContent = text;
    find('sure-keep').textContent = keep;
    find('sure-do').textContent = act;
    return new Promise((resolve) => {
        const answers = new AbortController();
        settle = (sure) => {
            answers.abort();
            resolve(sure);
        };
        const answer = (sure) => () => {
            settle(sure);
            dialog.close();
        };
        find('sure-keep').addEventListener('click', answer(false), { signal: answers.signal });
        find('sure-do').addEventListener('click', answer(true), { signal: answers.signal });
        dialog.addEventListener('close', () => {
            if (!dialog.open) settle(false);
        }, { signal: answers.signal });
        dialog.showModal();
        find('sure-keep').focus();
    });
}
