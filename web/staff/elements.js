// Elements made by script: what comes from the server is text, never markup.

export const find = (id) => document.getElementById(id);

export function element(tag, className, text) {
    const made = document.createElement(tag);
    if (className)
        made.className = className;
    if (text !== undefined)
        made.textContent = text;
    return made;
}

// label: what it is called where its text alone does not say what it acts on; begins with the text.
export function button(text, act, label) {
    const made = element('button', '', text);
    made.type = 'button';
    if (label)
        made.setAttribute('aria-label', label);
    made.addEventListener('click', act);
    return made;
}

// One submission at a time: a second one while the first is on its way does nothing.
export function onSubmit(form, act) {
    let busy = false;
    form.addEventListener('submit', async (event) => {
        event.preventDefault();
        if (busy)
            return;
        busy = true;
        await act();
        busy = false;
    });
}

// The second click of a double click is not a second wish: it would press what just came under it.
export function ignoreDoubleClicks() {
    document.addEventListener('click', (event) => {
        if (event.detail > 1) {
            event.preventDefault();
            event.stopPropagation();
        }
    }, true);
}
