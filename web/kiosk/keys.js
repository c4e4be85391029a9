// The on-screen keyboard's elements: buttons that leave the focus in the field, so that caret and input method stay.
// A letter held down shows its accents; what a key asks of the field comes back by edit().

const kLongPress_ms = 450;
const kEraseEvery_ms = 90;
const kEdit = { insert: 1, erase: 2, next: 3, close: 4 }; // Edit::Kind of the program

export class Keys {
    #intake;
    #region;
    #fields; // () => the text fields of the screen, in order
    #timer = 0;
    #held = false;
    #field = ''; // that it is shown for
    #last = ''; // that had the focus last
    #listening = new AbortController();

    constructor(intake, region, fields) {
        this.#intake = intake;
        this.#region = region;
        this.#fields = fields;
        for (const name of ['pointerdown', 'mousedown']) this.#hear(region, name, (event) => event.preventDefault());
        this.#hear(region, 'contextmenu', (event) => event.preventDefault());
        this.#hear(region, 'pointerdown', (event) => this.#down(event));
        for (const name of ['pointerup', 'pointercancel', 'pointerleave']) this.#hear(region, name, () => clearTimeout(this.#timer));
        // A touch of a field opens it, one beside it puts it away: when the finger has gone, or what is under it would move.
        this.#hear(document, 'click', ({ target, pointerType }) => {
            if (!(target instanceof Element) || region.contains(target)) return;
            if (!target.matches('input[type=text].at, label.at')) this.close();
            else if (pointerType === 'touch' || pointerType === 'pen') intake.keyboard(target.htmlFor ?? target.id);
        });
        this.#hear(document, 'focusin', ({ target }) => {
            if (!target.matches('input[type=text].at')) return;
            this.#last = target.id;
            if (this.#field && target.id !== this.#field) intake.keyboard(target.id);
        });
    }

    // The session is over: the program is not called again, not even by a key that is still held down.
    stop() {
        this.#listening.abort();
        clearTimeout(this.#timer);
        this.#field = '';
    }

    // The click that ends a long press is no press; one that no pointer made always is.
    make(element) {
        element.addEventListener('click', ({ detail }) => {
            const wasHeld = this.#held;
            this.#held = false;
            if (!this.#listening.signal.aborted && (!wasHeld || detail === 0)) this.#intake.key(element.id);
        });
    }

    // A key that opens it for the field last used, or the first.
    open() {
        const fields = this.#fields();
        const field = fields.find(({ input }) => input.id === this.#last) ?? fields[0];
        field?.input.focus();
        if (field) this.#intake.keyboard(field.input.id);
    }

    // What hides takes the focus with it: that goes back to the field.
    close() {
        if (!this.#field) return;
        if (this.#region.contains(document.activeElement)) this.#find(this.#field)?.input.focus();
        this.#intake.keyboard('');
    }

    show(tree) {
        const field = tree.keyboardField ?? '';
        this.#region.hidden = !field;
        if (tree.keyboardName) this.#region.ariaLabel = tree.keyboardName;
        if (field !== this.#field) this.#field = field;
        else return;
        this.#find(field)?.input.scrollIntoView({ block: 'nearest' });
    }

    edit(kind, text) {
        const field = this.#find(this.#field);
        if (!field) return;
        if (kind === kEdit.insert) field.insert(text);
        if (kind === kEdit.erase) field.erase();
        if (kind === kEdit.next) this.#next(field);
        if (kind === kEdit.close && this.#region.contains(document.activeElement)) field.input.focus();
    }

    #hear(target, name, work) { target.addEventListener(name, work, { signal: this.#listening.signal }); }

    #find(id) { return this.#fields().find(({ input }) => input.id === id); }

    #next(field) {
        const fields = this.#fields();
        const next = fields[fields.indexOf(field) + 1];
        (next ?? field).input.focus();
        this.#intake.keyboard(next?.input.id ?? '');
    }

    #down({ target }) {
        clearTimeout(this.#timer);
        this.#held = false;
        const key = target instanceof Element ? target.closest('button.at') : null;
        if (!key) return;
        const { id } = key;
        const erase = () => {
            this.#held = true;
            this.#intake.key(id);
            this.#timer = setTimeout(erase, kEraseEvery_ms);
        };
        this.#timer = setTimeout(id === 'key-erase' ? erase : () => { this.#held = this.#intake.holdKey(id); }, kLongPress_ms);
    }
}
