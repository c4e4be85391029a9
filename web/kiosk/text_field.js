// A text field of the mirror: a real input, whose value and selection the canvas draws. The browser sets no letter
// of it in a place that can be seen, so where the pointer points is asked of the program.

// Chromium's filling-in keeps forms, with what is typed there, beyond the page; one whose address ends in /search it does
// not read. So each field is alone in a form that is never sent.
function setAlone(input) {
    const form = document.createElement('form');
    form.id = `${input.id}-form`;
    form.hidden = true;
    form.action = '/search';
    form.addEventListener('submit', (event) => event.preventDefault());
    document.getElementById(form.id)?.remove();
    document.body.append(form);
    input.setAttribute('form', form.id);
}

export class TextField {
    #input;
    #intake;
    #isComposing = false;

    get input() { return this.#input; }

    constructor(input, intake, pressDefault) {
        this.#input = input;
        this.#intake = intake;
        input.type = 'text';
        setAlone(input);
        // Without these a browser keeps what is typed: in its session file, its suggestions, its spelling service.
        for (const [name, value] of [['autocomplete', 'off'], ['spellcheck', 'false'], ['autocorrect', 'off'], ['autocapitalize', 'off'], ['data-1p-ignore', '']])
            input.setAttribute(name, value);
        // A field is shown where something is to be typed.
        input.setAttribute('aria-required', 'true');
        // Chromium's password manager keeps what was typed into any field, for minutes and beyond the page, in case it is
        // a user's name; what is called a search is none.
        input.name = 'search';
        // A system's own on-screen keyboard learns the words that are typed on it: the kiosk has its own.
        input.inputMode = 'none';
        input.addEventListener('input', () => this.#typed());
        for (const name of ['select', 'selectionchange', 'keyup', 'focus']) input.addEventListener(name, () => this.#selected());
        input.addEventListener('compositionstart', () => { this.#isComposing = true; });
        input.addEventListener('compositionupdate', (event) => this.#composing(event.data.length));
        input.addEventListener('compositionend', () => { this.#isComposing = false; this.#typed(); this.#composing(0); });
        input.addEventListener('keydown', (event) => {
            if (event.key === 'Enter' && !event.isComposing && !event.repeat) pressDefault();
        });
        this.#watchPointer();
    }

    show(node, error) {
        const input = this.#input;
        // What the program has emptied does not stay in the field that has the focus.
        const isOthers = document.activeElement !== input || !node.value;
        if (!this.#isComposing && isOthers && input.value !== (node.value ?? '')) input.value = node.value ?? '';
        // As the canvas draws it: a name runs its own way, and an empty field begins where the page does.
        const direction = node.value ? 'auto' : '';
        if (input.dir !== direction) input.dir = direction;
        input.setAttribute('aria-invalid', node.invalid ? 'true' : 'false');
        const described = [error, node.description].filter(Boolean).join(' ');
        if (input.getAttribute('aria-describedby') !== described) input.setAttribute('aria-describedby', described);
    }

    // As if typed, or by Backspace, where the caret is: what a person sees as one letter goes at once.
    insert(text) {
        this.#replace(this.#input.selectionStart, this.#input.selectionEnd, text);
    }

    erase() {
        const { value, selectionStart: start, selectionEnd: end } = this.#input;
        const letter = start < end ? end - start : [...new Intl.Segmenter().segment(value.slice(0, start))].at(-1)?.segment.length ?? 0;
        this.#replace(start < end ? start : start - letter, end, '');
    }

    #replace(from, to, text) {
        this.#input.setRangeText(text, from, to, 'end');
        this.#input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    }

    #typed() {
        const { id, value } = this.#input;
        const [from, to] = this.#selection();
        this.#intake.type(id, value, from, to);
    }

    #selected() {
        if (document.activeElement !== this.#input) return;
        const [from, to] = this.#selection();
        this.#intake.select(this.#input.id, from, to);
    }

    #composing(length) {
        const to = this.#input.selectionEnd ?? 0;
        this.#intake.compose(this.#input.id, Math.max(0, to - length), to);
    }

    // Anchor, then caret.
    #selection() {
        const { selectionStart: start, selectionEnd: end, selectionDirection } = this.#input;
        return selectionDirection === 'backward' ? [end, start] : [start, end];
    }

    #watchPointer() {
        const input = this.#input;
        const offset = (event) => this.#intake.offsetAt(input.id, event.clientX - input.getBoundingClientRect().left);
        let anchor = -1;
        input.addEventListener('mousedown', (event) => {
            if (event.button !== 0) return;
            event.preventDefault();
            input.focus();
            if (event.detail >= 2) return input.select();
            anchor = event.shiftKey ? this.#selection()[0] : offset(event);
            this.#choose(anchor, offset(event));
            const move = (moved) => this.#choose(anchor, offset(moved));
            document.addEventListener('mousemove', move);
            document.addEventListener('mouseup', () => document.removeEventListener('mousemove', move), { once: true });
        });
    }

    #choose(anchor, caret) {
        this.#input.setSelectionRange(Math.min(anchor, caret), Math.max(anchor, caret), caret < anchor ? 'backward' : 'forward');
        this.#selected();
    }
}
