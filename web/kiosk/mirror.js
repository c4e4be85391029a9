// The accessible mirror: real elements over the canvas, made from the program's semantic tree. They own focus,
// keyboard, text and activation; the canvas draws what they are. A click from finger, mouse, key, switch or reader
// takes one way: the element's click, into intake.activate(id).
//
// Names and roles that people and tests meet (in English; `heading` is the question of each screen):
//   bar      button "Language: English", "Aa: text and colors", "Leave and erase everything"
//   welcome  heading "Welcome. Shall we make your city card?"; group "Choose your language to start" with a button for
//            each language, by its own name; button "Start"
//   kept     heading "What do we keep, and what not?"; buttons "Back", "Continue", as on all that ask
//   path     heading "What do you need today?"; radios "My first card", "A new card, because mine ends", …
//   age      heading "How old is the person who gets the card?"; radios "13 or younger", …; button "Skip this"
//   papers   heading "Which papers do you have?"; groups "Papers about you", … of checkboxes; buttons "Skip this",
//            "Check my papers"
//   list     heading "You have the papers you need" or "A paper is still missing"; button "Take the list along", which
//            leads to heading "Bring these papers"; button "Finish and erase"
//   name     heading "What is your name?"; textbox "Full name"; buttons "Back", "Continue"
//   birth    heading "What is your date of birth?"; a group of that name with textboxes "Month", "Day", "Year"
//   child    heading "Is a caretaker here with you?"; radios "Yes, we are here together", "Not yet"; then heading
//            "Who should be called in an emergency?"; textbox "Emergency contact"
//   gender   heading "Do you want a gender on your card?"; radios "No, leave it off", "F", "M", "X", "My own word";
//            textbox "Your own word" when that is chosen
//   extras   heading "What else should your card show?"; checkboxes of the programme's marks, "A medical note" and "An
//            emergency contact", which open textboxes "Medical note", "Emergency contact"
//   services heading "Which services do you want on your card?"; checkboxes of the programme's services
//   photo    heading "Ready for your photo?", then "Do you like this photo?"; img "Live picture from the camera",
//            then "Your photo"; buttons "Take photo", while it counts down "Take it now", "Take it again", "Try again",
//            "Help with the photo"
//   review   heading "Is everything right?"; imgs "The front of your card, as it will print", "The back …"; buttons
//            "Change name", "Change date of birth", "Change gender", … "Change photo", "Ready for the librarian"
//   approval heading "Does the librarian see your three words?"; list "Your three words" of three listitems;
//            button "Change my answers"; at a site with one device heading "Is a librarian here with you?"; textboxes
//            "Librarian’s name", "One-time code"; button "Approve"
//   issuing  heading "Your card is being printed"; progressbar "Printing"
//   done     heading "Your card is ready"; button "Done"
//   trouble  heading "We could not finish your card yet" or "Your card is not approved yet"; buttons
//            "Check my answers", "Try again"
//   dialogs  heading "Leave and erase everything?": buttons "Leave and erase everything", "Stay here";
//            heading "Are you still there?": button "I need more time";
//            heading "Which language do you want?": buttons "English", "Español", "Close", and that of the bar to leave;
//            heading "Text and colors": radios "100 %" to "200 %", "Light", "Dark", …; the same two buttons
//   keyboard button "Keyboard" under a text field; group "Keyboard on the screen": a button for each letter, "Space", "-: Hyphen",
//            "Erase", "Capital letters", "áâä: Letters with accents", "123: Numbers and signs", "Hide the keyboard",
//            "Next" or "Finish"
//   errors   #error, the group that has the focus after a problem; said by the alert region
import { Keys } from './keys.js';
import { TextField } from './text_field.js';

const kTags = { heading: 'h1', text: 'p', label: 'label', button: 'button', textbox: 'input', radiogroup: 'div', radio: 'input', group: 'div', checkbox: 'input',
    progress: 'div', alert: 'div', status: 'p', image: 'div', list: 'ol', timer: 'p' };
const kSaid = ['alert', 'status', 'timer'];
const kTenths = 10;
const kTimerSaidEvery_s = 10;
const kHeldBeat_ms = 3000;
const kHeldAtMost = 20; // beats

export class Mirror {
    #intake;
    #regions = Object.fromEntries(['bar', 'main', 'foot', 'dialog', 'keyboard'].map((name) => [name, document.getElementById(name)]));
    #contents = { bar: this.#regions.bar, foot: this.#regions.foot, keyboard: this.#regions.keyboard, main: document.getElementById('main-content'),
        dialog: document.getElementById('dialog-content') };
    #polite = document.getElementById('polite');
    #urgent = document.getElementById('urgent');
    #elements = new Map(); // by id: { element, node, field }
    #focusSerial = -1;
    #screen = '';
    #said = new Map(); // by id: its line in a live region
    #isOver = false;
    #byKeyboard = false;
    #beforeDialog = null; // what had the focus when a dialog came by itself
    #keys;

    constructor(intake) {
        this.#intake = intake;
        for (const name of ['main', 'dialog'])
            this.#regions[name].addEventListener('scroll', () => !this.#isOver && intake.scroll(name === 'dialog', this.#regions[name].scrollTop));
        this.#keys = new Keys(intake, this.#regions.keyboard, () =>
            [...this.#regions.main.querySelectorAll('input[type=text].at')].map(({ id }) => this.#elements.get(id).field));
        this.#watchKeyboard();
        this.#watchPointer();
    }

    show(tree) {
        if (this.#isOver) return;
        this.#showFrame(tree);
        const onKeys = this.#regions.keyboard.contains(document.activeElement);
        const wanted = new Set(tree.nodes.map((node) => node.id));
        for (const [id, { element }] of this.#elements)
            if (!wanted.has(id)) {
                element.remove();
                this.#elements.delete(id);
            }
        const last = {};
        for (const node of tree.nodes) this.#showNode(node, last);
        this.#keys.show(tree);
        if (onKeys && document.activeElement === document.body) this.#refocusKeys();
        this.#sayStates(tree);
        this.#moveFocus(tree);
    }

    // The key that had the focus is gone, as an accent is when it was chosen.
    #refocusKeys() {
        const key = this.#elements.get('key-accents') ?? this.#elements.get('key-space');
        key?.element.focus({ focusVisible: this.#byKeyboard });
    }

    // A key of the on-screen keyboard, into its field.
    edit(kind, text) { if (!this.#isOver) this.#keys.edit(kind, text); }

    // Nothing of the session stays in an element.
    blank() {
        this.#isOver = true;
        this.#keys.stop();
        this.#said.clear();
        for (const { element } of this.#elements.values()) {
            if ('value' in element) element.value = '';
            element.textContent = '';
        }
        for (const content of Object.values(this.#contents)) content.replaceChildren();
        this.#polite.textContent = this.#urgent.textContent = '';
        document.title = 'Porchlight';
        this.#elements.clear();
    }

    #showFrame(tree) {
        const root = document.documentElement;
        if (root.lang !== tree.lang) root.lang = tree.lang;
        root.dir = tree.rtl ? 'rtl' : 'ltr';
        if (document.body.className !== tree.scheme) document.body.className = tree.scheme;
        if (document.title !== tree.title) document.title = tree.title ?? '';
        place(this.#regions.main, tree.main);
        this.#contents.main.style.height = `${tree.mainHeight / kTenths}px`;
        if (this.#screen !== tree.screen) {
            this.#regions.main.scrollTop = 0;
            this.#beforeDialog = null;
        }
        this.#screen = this.#regions.main.dataset.screen = tree.screen;
        place(this.#regions.keyboard, tree.keyboard);
        const isOpen = tree.dialog.w > 0;
        if (this.#regions.dialog.hidden === isOpen) {
            this.#regions.dialog.hidden = !isOpen;
            if (isOpen) this.#beforeDialog = document.activeElement;
            for (const name of ['bar', 'main', 'foot', 'keyboard']) this.#regions[name].inert = isOpen;
            this.#intake.scroll(true, 0);
        }
        if (isOpen) {
            place(this.#regions.dialog, tree.dialog);
            this.#contents.dialog.style.height = `${tree.dialogHeight / kTenths}px`;
            this.#regions.dialog.setAttribute('aria-labelledby', 'dialog-question');
        }
    }

    #showNode(node, last) {
        let entry = this.#elements.get(node.id);
        if (entry && (entry.node.role !== node.role || entry.node.region !== node.region)) {
            entry.element.remove();
            entry = undefined;
        }
        if (!entry) {
            entry = this.#make(node);
            this.#elements.set(node.id, entry);
        }
        const { element } = entry;
        const parent = this.#parentOf(node);
        const before = last[parent.id || node.region];
        const place_after = before && before.parentNode === parent ? before.nextSibling : parent.firstChild;
        if (element.parentNode !== parent || place_after !== element)
            if (!(before && before.nextSibling === element)) parent.insertBefore(element, place_after);
        last[parent.id || node.region] = element;
        place(element, node.at, this.#elements.get(groupOf(node))?.node.at);
        this.#fill(entry, node);
        entry.node = node;
    }

    // What belongs together stands in its group, with the lines below it.
    #parentOf(node) {
        return this.#elements.get(groupOf(node))?.element ?? this.#contents[node.region];
    }

    #make(node) {
        const element = document.createElement(kTags[node.role]);
        element.id = node.id;
        element.className = 'at';
        const entry = { element, node: {}, field: null };
        const makers = {
            heading: () => { element.tabIndex = -1; },
            alert: () => { element.tabIndex = -1; element.setAttribute('role', 'group'); },
            image: () => element.setAttribute('role', 'img'),
            radiogroup: () => element.setAttribute('role', 'radiogroup'),
            group: () => element.setAttribute('role', 'group'),
            status: () => element.setAttribute('role', 'group'),
            progress: () => { element.setAttribute('role', 'progressbar'); element.ariaValueMin = '0'; element.ariaValueMax = '100'; },
            button: () => {
                element.type = 'button';
                if (node.region === 'keyboard') this.#keys.make(element);
                else this.#makeActive(element);
            },
            radio: () => { element.type = 'radio'; element.name = node.target; this.#makeActive(element); },
            checkbox: () => { element.type = 'checkbox'; this.#makeActive(element); },
            label: () => { element.htmlFor = node.target; },
            textbox: () => { entry.field = new TextField(element, this.#intake, () => this.#pressDefault()); },
        };
        makers[node.role]?.();
        return entry;
    }

    // The second click of a double click is not a second wish.
    #makeActive(element) {
        element.addEventListener('click', (event) => {
            if (this.#isOver || event.detail > 1 || element.ariaDisabled === 'true') return event.preventDefault();
            if (element.id === 'keyboard-show') this.#keys.open();
            else this.#intake.activate(element.id);
        });
    }

    #pressDefault() {
        for (const id of ['continue', 'start', 'ready', 'approve']) if (this.#elements.has(id)) return this.#intake.activate(id);
    }

    #fill({ element, node: before, field }, node) {
        if (before.lang !== node.lang && node.role !== 'list') speak(element, node.lang);
        if (node.role === 'list') {
            if (before.value !== node.value) element.replaceChildren(...(node.value ?? '').split('\n').map((line) => listItem(line, node.lang)));
            element.ariaLabel = node.name;
        } else if (['image', 'radio', 'checkbox', 'textbox', 'radiogroup', 'group', 'progress'].includes(node.role)) {
            element.ariaLabel = node.name ?? '';
        } else if (node.role === 'button') {
            if (before.name !== node.name) element.textContent = node.name ?? '';
            element.ariaDisabled = node.disabled ? 'true' : 'false';
            if (node.toggle) element.ariaPressed = node.checked ? 'true' : 'false';
            else if (element.ariaPressed) element.ariaPressed = null;
        } else if (before.name !== node.name) {
            element.textContent = node.name ?? '';
        }
        if ((node.role === 'radio' || node.role === 'checkbox') && element.checked !== Boolean(node.checked)) element.checked = Boolean(node.checked);
        const error = this.#elements.has('error') && node.invalid ? 'error' : '';
        if (node.role === 'checkbox') element.ariaDisabled = node.disabled ? 'true' : 'false';
        if (node.role === 'radiogroup') element.ariaInvalid = node.invalid ? 'true' : 'false';
        if (['checkbox', 'radiogroup', 'group'].includes(node.role)) describe(element, [error, node.description]);
        if (node.role === 'progress') element.ariaValueNow = node.value;
        if (field) field.show(node, error);
    }

    // What changes by itself is said by the live regions, an error by the urgent one, and the focus goes to it. Each
    // has a line of its own: none hides what came with it, and what stands is not said again.
    #sayStates(tree) {
        const now = tree.nodes.filter(({ role }) => kSaid.includes(role));
        for (const node of now) this.#sayLine(node);
        // What is over is not read as if it still were.
        const ids = new Set(now.map(({ id }) => id));
        for (const [id, line] of this.#said)
            if (!ids.has(id)) {
                line.remove();
                this.#said.delete(id);
            }
    }

    // A timer comes urgently, and then has its say now and then.
    #sayLine({ id, role, name = '', value }) {
        const said = this.#said.get(id);
        if (said?.textContent === name) return;
        if (said && role === 'timer' && Number(value) % kTimerSaidEvery_s !== 0) return;
        const line = said ?? document.createElement('p');
        const region = role === 'status' || (said && role === 'timer') ? this.#polite : this.#urgent;
        line.textContent = name;
        if (line.parentNode !== region) region.append(line);
        this.#said.set(id, line);
    }

    #moveFocus(tree) {
        if (tree.focusSerial === this.#focusSerial) return;
        const isFirst = this.#focusSerial < 0 && tree.focusSerial === 0;
        this.#focusSerial = tree.focusSerial;
        if (isFirst) return;
        // A warning that went away gives the focus back to whatever had it.
        const before = tree.dialog.w === 0 && tree.focus === 'question' ? this.#beforeDialog : null;
        if (tree.dialog.w === 0) this.#beforeDialog = null;
        const target = (before?.isConnected && before.matches('.at') ? before : null)
            ?? this.#elements.get(tree.focus)?.element ?? this.#elements.get('question')?.element;
        target?.focus({ focusVisible: this.#byKeyboard });
    }

    #watchKeyboard() {
        const alive = () => !this.#isOver && this.#intake.signOfLife();
        document.addEventListener('keydown', (event) => {
            this.#byKeyboard = true;
            // A key that is held down presses a button once.
            if (event.repeat && (event.key === 'Enter' || event.key === ' ') && event.target instanceof HTMLButtonElement) event.preventDefault();
            if (event.key === 'Escape') for (const id of ['leave-stay', 'close']) if (this.#elements.has(id)) this.#intake.activate(id);
            if (event.key === 'Escape') this.#keys.close();
            alive();
        }, true);
        document.addEventListener('pointerdown', () => { this.#byKeyboard = false; alive(); }, true);
        for (const name of ['wheel', 'touchmove', 'compositionupdate']) document.addEventListener(name, alive, { capture: true, passive: true });
        this.#watchHeld(alive);
        document.addEventListener('focusin', ({ target }) => {
            if (!this.#isOver) this.#intake.focus(target.id ?? '', target.matches(':focus-visible') && this.#byKeyboard);
        });
        document.addEventListener('focusout', () => { if (!this.#isOver) this.#intake.focus('', false); });
    }

    // A finger that rests on something is at work too; a thing that leans on the screen is not.
    #watchHeld(alive) {
        let timer = 0;
        document.addEventListener('pointerdown', () => {
            clearInterval(timer);
            let beats = 0;
            timer = setInterval(() => (++beats > kHeldAtMost ? clearInterval(timer) : alive()), kHeldBeat_ms);
        }, true);
        for (const name of ['pointerup', 'pointercancel']) document.addEventListener(name, () => clearInterval(timer), true);
    }

    #watchPointer() {
        const idOf = (event) => event.target instanceof Element ? event.target.closest('button.at, input.at')?.id ?? '' : '';
        let hovered = '';
        let pressed = '';
        const hover = (id) => { if (id !== hovered && !this.#isOver) this.#intake.hover((hovered = id)); };
        const press = (id) => { if (id !== pressed && !this.#isOver) this.#intake.press((pressed = id)); };
        document.addEventListener('pointerover', (event) => hover(event.pointerType === 'mouse' ? idOf(event) : ''));
        document.addEventListener('pointerleave', () => hover(''));
        document.addEventListener('pointerdown', (event) => press(idOf(event)));
        for (const name of ['pointerup', 'pointercancel']) document.addEventListener(name, () => press(''));
    }
}

function groupOf(node) { return node.group ?? (node.role === 'label' ? undefined : node.target); }

function describe(element, ids) {
    const described = ids.filter(Boolean).join(' ');
    if ((element.getAttribute('aria-describedby') ?? '') === described) return;
    if (described) element.setAttribute('aria-describedby', described);
    else element.removeAttribute('aria-describedby');
}

// In another language than the page's, which may be written from the other side.
function speak(element, language) {
    if (!language) return ['lang', 'dir'].forEach((name) => element.removeAttribute(name));
    element.lang = language;
    element.dir = 'auto';
}

// A list's name is in the page's language, whatever its lines are in.
function listItem(text, language) {
    const item = document.createElement('li');
    item.textContent = text;
    speak(item, language);
    return item;
}

// Bounds come in tenths of a CSS pixel; those of a child are told from its parent.
function place(element, at, from) {
    const [left, top] = [(at.x - (from?.x ?? 0)) / kTenths, (at.y - (from?.y ?? 0)) / kTenths];
    const key = `${left} ${top} ${at.w} ${at.h}`;
    if (element.dataset.at === key) return;
    element.dataset.at = key;
    Object.assign(element.style, { left: `${left}px`, top: `${top}px`, width: `${at.w / kTenths}px`, height: `${at.h / kTenths}px` });
}
