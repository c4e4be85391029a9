// The on-screen keyboard's elements: buttons that leave the focus in the field, so that caret and input method stay.
// A letter held down shows its accents; what a key asks of the field comes back by edit().

const kLongPress = 450; // milliseconds
const kEraseEvery = 90;
const kEdit = { insert: 1, erase: 2, next: 3, close: 4 }; // Edit::Kind of the program

export class Keys {
    #intake;
    #region;
    #fields; // () => the text fields of the screen, in order
    #timer = 0;
    #held = false;
    #field = ''; // that it is shown for
    #last = ''; // that had the focus last

    constructor(intake, region, fields) {
        this.#intake = intake;
        this.#region = region;
        this.#fields = fields;
        for (const name of ['pointerdown', 'mousedown']) region.addEventListener(name, (event) => event.preventDefault());
        region.addEventListener('contextmenu', (event) => event.preventDefault());
        region.addEventListener('pointerdown', (event) => this.#down(event));
        for (const name of ['pointerup', 'pointercancel', 'pointerleave']) region.addEventListener(name, () => clearTimeout(this.#timer));
        document.addEventListener('focusin', ({ target }) => { if (target.matches('input[type=text].at')) this.#last = target.id; });
        document.addEventListener('pointerdown', ({ target, pointerType }) => {
            if (pointerType !== 'mouse' && target instanceof Element && target.matches('input[type=text].at')) intake.keyboard(target.id);
        });
        // What is pressed beside it puts it away; only then, or what is pressed would move from under the finger.
        document.addEventListener('click', ({ target }) => {
            if (this.#field && target instanceof Element && !region.contains(target) && !target.matches('input[type=text].at, label.at')) intake.keyboard('');
        });
        document.addEventListener('focusin', ({ target }) => {
            if (this.#field && target.id !== this.#field && target.matches('input[type=text].at')) intake.keyboard(target.id);
        });
    }

    make(element) {
        element.addEventListener('click', () => {
            if (this.#held) this.#held = false;
            else this.#intake.key(element.id);
        });
    }

    // A key that opens it for the field last used, or the first.
    open() {
        const fields = this.#fields();
        const field = fields.find(({ input }) => input.id === this.#last) ?? fields[0];
        field?.input.focus();
        if (field) this.#intake.keyboard(field.input.id);
    }

    close() { if (this.#field) this.#intake.keyboard(''); }

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
            this.#timer = setTimeout(erase, kEraseEvery);
        };
        this.#timer = setTimeout(id === 'key-erase' ? erase : () => { this.#held = this.#intake.holdKey(id); }, kLongPress);
    }
}
