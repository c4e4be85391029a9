// A kiosk, a desk and all between them, with names in it that nobody has, and what is known of where they are.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Browser } from './browser.mjs';
import { Canary, formsOfDenial, formsOfTicks, tickedPapers } from './canary.mjs';
import { writeVideo } from './card_video.mjs';
import { Desk } from './desk.mjs';
import { searchFile } from './files.mjs';
import { Kiosk } from './kiosk.mjs';
import { copyMemory } from './memory.mjs';
import { formsOfPhoto, writePicture } from './photo_traces.mjs';
import { sleep } from './processes.mjs';
import { Stack } from './stack.mjs';
import { Finder, formsOf } from './traces.mjs';
import { Watch, told } from './watch.mjs';

const keepingTray = join(import.meta.dirname, 'keeping_tray');
const kGoneWithin = 5; // seconds on the last page
// Where a screen reader listens, the browser keeps text that it has freed until the next page, half a minute later.
export const kGoneWithinForReaders = 45;
const kRenderer = 'renderer';
const kOutside = ['server', 'cups', 'printer', 'bus'];
const kHearsDenial = ['server']; // from the desk's browser

// To search all memory takes minutes where the machine is slow: no session ends meanwhile.
const kPatient = { warning_after_s: 3600, warning_lasts_s: 600 };

// One browser serves one applicant after the other.
export class Line {
    canaries = [];

    static async open({ programmeOverrides = {}, flags = [] } = {}) {
        const line = new Line();
        try {
            await line.#start(programmeOverrides, flags);
        } catch (error) {
            await line.close();
            throw error;
        }
        return line;
    }

    async #start(programmeOverrides, flags) {
        this.stack = await Stack.create({ programmeOverrides: { session: kPatient, ...programmeOverrides }, queue: true, tray: keepingTray });
        // Outside the stack's folder, in which every file is searched.
        this.camera = mkdtempSync(join(tmpdir(), 'porchlight-camera-'));
        const [picture, video] = [join(this.camera, 'picture.png'), join(this.camera, 'camera.y4m')];
        writePicture(picture);
        writeVideo(video, picture);
        this.kioskBrowser = await Browser.open({ asInALibrary: true, video, flags });
        this.deskBrowser = await Browser.open();
        this.watch = new Watch(this.stack, { kiosk: this.kioskBrowser, desk: this.deskBrowser });
        this.desk = new Desk(this.deskBrowser.firstPage(), this.stack);
        this.kiosk = new Kiosk(this.kioskBrowser.firstPage(), this.stack);
        await this.desk.open();
        await this.kiosk.open();
    }

    async close() {
        await this.kioskBrowser?.close();
        await this.deskBrowser?.close();
        await this.stack?.close();
        if (this.camera) rmSync(this.camera, { recursive: true });
    }

    // Everybody who came to this kiosk is looked for from now on: `names` in the bridge too, once their card is drawn;
    // what they chose besides in all other places; and what a librarian found missing wherever no desk is.
    #look() {
        const names = this.canaries.flatMap(({ forms }) => forms);
        const choices = [...names, ...this.canaries.flatMap(({ optional }) => optional), ...formsOfTicks()];
        this.names = new Finder(names);
        this.choices = new Finder(choices);
        this.finder = new Finder([...choices, ...formsOfDenial()]);
    }

    // helped: by way of the papers.
    async comes({ composed = false, helped = false } = {}) {
        const { kiosk } = this;
        if (this.canaries.length > 0) await kiosk.again();
        const canary = new Canary();
        this.canaries.push(canary);
        this.#look();
        await kiosk.start({ help: helped ? () => this.#takesHelp() : undefined });
        await (composed ? kiosk.compose('Full name', canary.name) : kiosk.type('Full name', canary.name));
        return canary;
    }

    async #takesHelp() {
        await this.kiosk.toPaperList('65 or older', tickedPapers);
        this.pageHolds(formsOfTicks(), ['ticks, on the list, UTF-8, plain']);
        await this.kiosk.fromPaperList();
    }

    // What is only printed is looked for as the name is: the note is a part of it.
    async toReview({ dob, runs, emergency, gender }) {
        const { kiosk } = this;
        await kiosk.button('Continue').click();
        await kiosk.born(dob);
        await kiosk.gender('My own word', gender);
        await kiosk.extras({ note: runs[1], emergency });
        await kiosk.photo();
        await kiosk.on('Is everything right?');
    }

    // What must never hold a name, whatever the applicant does.
    neverHolds() {
        const { watch, finder, choices } = this;
        const outside = kOutside.flatMap((name) => watch.program(name));
        assert.deepEqual([...new Set(outside.map(({ role }) => role))], kOutside);
        const [hearing, deaf] = [true, false].map((wanted) => outside.filter(({ role }) => kHearsDenial.includes(role) === wanted));
        assert.equal(told(watch.memory(choices, [...hearing, ...watch.browser('desk')])), '', 'server, and the desk\'s browser');
        assert.equal(told(watch.memory(finder, deaf)), '', 'CUPS, printer, bus');
        assert.equal(told(watch.inFiles(finder)), '', 'files');
    }

    unnamedFiles({ sessionLives }) {
        const { watch, choices } = this;
        const processes = [...[...kOutside, 'bridge'].flatMap((name) => watch.program(name)), ...watch.browser('kiosk'), ...watch.browser('desk')];
        assert.equal(told(watch.inUnnamedFiles(choices, processes, sessionLives)), '', 'files without a name');
    }

    // The same search finds this applicant where the session lives, so that finding nothing elsewhere means something.
    rendererHolds(canary) {
        const found = this.pageHolds(canary.forms, ['name, UTF-8, plain', 'name, UTF-16LE, plain']);
        this.holders = new Set(found.map(({ pid }) => pid));
        assert.equal(this.holders.size, 1, 'the page has a process of its own');
    }

    pageHolds(forms, wanted) {
        const found = this.watch.memory(new Finder(forms), this.watch.browser('kiosk')).filter(({ role }) => role === kRenderer);
        for (const form of wanted) assert.ok(found.some((hit) => hit.form === form), `the page's process holds the ${form}`);
        return found;
    }

    // The bridge, while a card waits for its librarian.
    keepBridgeMemory() { this.waiting = this.watch.program('bridge').flatMap(({ pid }) => copyMemory(pid)); }

    // Of a card that lies in the tray: its photo is nowhere else. The document that arrived shows that it would be found.
    photoIsGone() {
        const { watch, stack } = this;
        const finder = new Finder(formsOfPhoto(stack.cards().at(-1).front));
        const arrived = searchFile(join(stack.tray, 'arrived'), finder);
        assert.ok(arrived.length > 0, 'the photo is found in the document as it arrived at the printer');
        let held = 0;
        for (const piece of this.waiting) finder.search(piece, piece.length, () => { held += 1; });
        assert.ok(held > 0, 'the bridge held the picture while the card waited');
        const programs = ['bridge', ...kOutside].flatMap((name) => watch.program(name));
        assert.equal(told(watch.memory(finder, programs)), '', 'the photo in memory');
        assert.equal(told(watch.inFiles(finder)), '', 'the photo in files');
        return arrived.length;
    }

    // A name is gone as soon as the card is drawn. That its memory is read at all shows in the name of its folder.
    bridgeHoldsNothing() {
        const { watch, names, stack } = this;
        const bridge = watch.program('bridge');
        assert.notEqual(told(watch.memory(new Finder(formsOf({ folder: stack.bridgeData })), bridge)), '', 'the bridge\'s memory is read');
        assert.equal(told(watch.memory(names, bridge)), '', 'bridge');
    }

    // On the last page. What the browser had freed is in use again, or given back, a moment later.
    async isForgotten(context, within = kGoneWithin) {
        const { watch, finder } = this;
        const arrived = performance.now();
        this.bridgeHoldsNothing();
        for (;;) {
            const seconds = (performance.now() - arrived) / 1000;
            const browser = watch.browser('kiosk');
            const hits = watch.memory(finder, browser);
            const alive = browser.filter(({ pid }) => this.holders.has(pid));
            if (hits.length === 0 && alive.length === 0) {
                context.diagnostic(`no trace in ${browser.length} processes of the kiosk's browser at ${seconds.toFixed(1)} s`);
                break;
            }
            assert.ok(seconds < within, `after ${seconds.toFixed(1)} s, ${alive.length} of the page's processes alive:\n${told(hits)}`);
            await sleep(300);
        }
        this.neverHolds();
        this.unnamedFiles({ sessionLives: false });
    }
}
