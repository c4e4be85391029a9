// A branch of its own for the fault run: server, bridge, printer program, and between bridge and printer a cable. The
// bridge is started again whenever it ends, as whoever runs it would.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { native, Stack } from '../e2e/support/stack.mjs';
import { stop, until } from '../e2e/support/processes.mjs';
import { Cable } from './cable.mjs';
import { Desk } from './desk.mjs';
import { printerState, printJob } from './ipp.mjs';
import { Page } from './page.mjs';

const kPrinterPatience_s = 2;

// An app that nobody looks at: this run has no browser.
function smallRelease() {
    const folder = mkdtempSync(join(tmpdir(), 'porchlight-release-'));
    writeFileSync(join(folder, 'index.html'), '<!doctype html>\n');
    return folder;
}

export class Lane extends Stack {
    restarts = 0;
    #isOver = false;

    static async open() {
        const release = smallRelease();
        const lane = await this.create({ tray: join(import.meta.dirname, 'tray'), release }).finally(() => rmSync(release, { recursive: true }));
        lane.desk = await Desk.signIn(lane);
        lane.page = await Page.enter(lane);
        lane.#supervise();
        return lane;
    }

    // The bridge knows the printer by the cable alone.
    async startPrinter() {
        mkdirSync(join(this.dir, 'spoiled'), { recursive: true });
        this.cable ??= await Cable.to(this.printerPort);
        await super.startPrinter();
    }

    get printerUri() { return `ipp://localhost:${this.cable.port}/ipp/print`; }
    get bridgeOptions() { return ['--printer-patience', String(kPrinterPatience_s)]; }
    get bridgeEnvironment() { return { LD_PRELOAD: join(native, 'tests/kill_at.so'), PORCHLIGHT_KILL_AT: this.#killFile }; }
    get #killFile() { return join(this.dir, 'kill-at'); }

    // At the so manyeth time that the journal's writing comes to this step (kill_at.cpp).
    killAt(step, times) { writeFileSync(this.#killFile, `${step} ${times}`); }
    // What was not durable when the bridge was killed is lost, from its next start on.
    losePower() { this.#powerIsLost = true; }
    #powerIsLost = false;

    async #supervise() {
        while (!this.#isOver) {
            await this.bridge.ended;
            if (this.#isOver) return;
            if (this.#powerIsLost) this.#loseWhatIsNotDurable();
            this.#powerIsLost = false;
            await this.startBridge().catch((error) => { this.failure = error; });
            this.restarts++;
        }
    }

    #loseWhatIsNotDurable() {
        const journal = join(this.bridgeData, 'journal');
        rmSync(journal, { force: true });
        if (existsSync(`${journal}.before`)) renameSync(`${journal}.before`, journal);
    }

    // What happens to the next job, in the words of `tray`.
    plan(steps) { writeFileSync(join(this.dir, 'plan'), steps); }
    get planIsDue() { return existsSync(join(this.dir, 'plan')); }
    hold() { writeFileSync(join(this.dir, 'stopped'), ''); }
    release() { rmSync(join(this.dir, 'stopped'), { force: true }); }
    get jobs() {
        const noted = join(this.dir, 'jobs');
        return existsSync(noted) ? readFileSync(noted, 'utf8').split('\n').length - 1 : 0;
    }
    get spoiled() { return readdirSync(join(this.dir, 'spoiled')).filter((name) => name.startsWith('half')).length; }

    // Changes the printer's state, or keeps it busy, by a job that is no card (past the cable).
    tellPrinter(steps) { return until('the printer takes a word', () => printJob(this.printerPort, steps), { every: 30 }); }

    // As a librarian waits before she looks: nothing moves in the printer.
    printerRests() {
        return until('the printer rests', async () => (await printerState(this.printerPort)) !== 'processing', { every: 30 });
    }

    // After a fault that went wrong, nothing of it befalls the next applicant.
    async calm() {
        this.cable.forget();
        this.cable.plugIn();
        this.cable.speak();
        this.release();
        this.#powerIsLost = false;
        for (const file of [join(this.dir, 'plan'), this.#killFile]) rmSync(file, { force: true });
        await this.printerRests();
        if (this.page.now.state === 'tray') await this.page.answer('nothing');
    }

    async close() {
        this.#isOver = true;
        this.page?.close();
        for (const child of [this.bridge, this.server]) await stop(child);
        await super.close();
        await this.cable?.close();
    }
}
