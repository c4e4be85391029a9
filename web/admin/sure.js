// Asked before something is lost: dialog <title>, which says what is lost; buttons <keep> and <do>.

import { find } from '../staff/elements.js';

// Whether the person is sure; the Escape key means no.
export function askSure({ title, text, keep, act }) {
    const dialog = find('sure');
    find('sure-title').textContent = title;
    find('sure-text').textContent = text;
    find('sure-keep').textContent = keep;
    find('sure-do').textContent = act;
    return new Promise((resolve) => {
        const answers = new AbortController();
        const answer = (sure) => () => {
            answers.abort();
            dialog.close();
            resolve(sure);
        };
        find('sure-keep').addEventListener('click', answer(false), { signal: answers.signal });
        find('sure-do').addEventListener('click', answer(true), { signal: answers.signal });
        dialog.addEventListener('close', answer(false), { signal: answers.signal });
        dialog.showModal();
        find('sure-keep').focus();
    });
}
