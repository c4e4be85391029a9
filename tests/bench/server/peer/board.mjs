// The issuances that wait for a librarian, and those that were decided lately; in memory only.
import { choicesWith, wordsOf } from './protocol.mjs';

const kMaxDecidedOfKiosk = 16;

// Wakes who waits for it.
class Signal {
    #waiting = new Set();

    wait(longest_ms) {
        return new Promise((done) => {
            const wake = () => { clearTimeout(timer); this.#waiting.delete(wake); done(); };
            const timer = setTimeout(wake, longest_ms);
            this.#waiting.add(wake);
        });
    }

    notify() { for (const wake of [...this.#waiting]) wake(); }
}

class Site {
    version = 1;
    waiting = new Set();
    changes = new Signal();

    changed() {
        ++this.version;
        this.changes.notify();
    }
}

export class Board {
    #issuances = new Map();
    #decided = new Map();
    #sites = new Map();

    find(id) { return this.#issuances.get(id); }

    site(name) {
        if (!this.#sites.has(name)) this.#sites.set(name, new Site());
        return this.#sites.get(name);
    }

    // Of an issuance that is new here; `state`: 'waiting', or 'approved' where an earlier process approved it.
    admit(request, kiosk, key, state) {
        const words = wordsOf(request);
        const issuance = { request, kiosk, key, words, choices: choicesWith(words), state, changes: new Signal() };
        this.#issuances.set(request.id, issuance);
        if (state === 'waiting') this.site(kiosk.site).waiting.add(issuance);
        this.site(kiosk.site).changed();
        return issuance;
    }

    // From the desk's list: nobody else decides it meanwhile.
    startStoring(issuance) {
        issuance.state = 'storing';
        this.site(issuance.kiosk.site).waiting.delete(issuance);
        this.site(issuance.kiosk.site).changed();
    }

    finishStoring(issuance, isStored) {
        issuance.state = isStored ? 'approved' : 'waiting';
        if (isStored) {
            this.#remember(issuance);
        } else {
            this.site(issuance.kiosk.site).waiting.add(issuance);
            this.site(issuance.kiosk.site).changed();
        }
        issuance.changes.notify();
    }

    #remember({ request }) {
        const decided = this.#decided.get(request.kiosk) ?? [];
        this.#decided.set(request.kiosk, decided);
        if (decided.push(request.id) > kMaxDecidedOfKiosk) this.#issuances.delete(decided.shift());
    }
}
