// Real Chromium with a profile on the disk, as a kiosk has it.
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { chromium } from 'playwright-core';
import { AnswerWatch } from './answer_watch.mjs';

const args = ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'];
// What Playwright turns off for tests, though a browser in a library has it on, and it may keep what was typed.
const onInALibrary = ['--disable-back-forward-cache', '--disable-background-timer-throttling',
    '--disable-backgrounding-occluded-windows', '--disable-breakpad', '--disable-component-extensions-with-background-pages',
    '--disable-default-apps', '--disable-dev-shm-usage', '--disable-extensions', '--disable-field-trial-config',
    '--disable-renderer-backgrounding', '--metrics-recording-only'];
const camera = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];

export class Browser {
    static async open({ withCamera = true, video, viewport = { width: 1080, height: 1920 }, initScript, asInALibrary = false, flags = [], locale = 'en-US',
        executablePath = '/usr/bin/chromium' } = {}) {
        const browser = new Browser();
        browser.profile = mkdtempSync(join(tmpdir(), 'porchlight-profile-'));
        browser.context = await chromium.launchPersistentContext(browser.profile, {
            executablePath,
            args: [...args, ...(withCamera ? camera : ['--deny-permission-prompts']),
                ...(video ? [`--use-file-for-fake-video-capture=${video}`] : []), ...flags],
            ignoreDefaultArgs: asInALibrary ? onInALibrary : [],
            viewport,
            locale,
        });
        browser.context.setDefaultTimeout(40_000);
        browser.answers = new AnswerWatch(browser.context);
        if (initScript) await browser.context.addInitScript(initScript);
        return browser;
    }

    // The only page of a kiosk: the one that its browser opens with.
    firstPage() {
        return this.context.pages()[0];
    }

    page() {
        return this.context.newPage();
    }

    async close() {
        await this.answers.settle();
        await this.context.close();
        rmSync(this.profile, { recursive: true, force: true });
        this.answers.expectGood();
    }
}
