// The whole line with the kiosk's part installed: its package in a throw-away copy of this machine (new_root.sh), its
// bridge run as its unit says (as_unit.py), on the unit's own port. Needs root.
import { chmodSync, copyFileSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run, start, stop, until } from './processes.mjs';
import { root, Stack } from './stack.mjs';

const kUnits = '/lib/systemd/system';
const kSystemd = join(root, 'tests/package');
const kPort = Number(/^ListenStream=127\.0\.0\.1:(\d+)$/m.exec(readFileSync(join(root, 'shell/units/porchlight-bridge.socket'), 'utf8'))[1]);

const readsLink = (path) => {
    try {
        return readlinkSync(path);
    } catch {
        return '';
    }
};

export class InstalledStack extends Stack {
    static bridgePort() { return kPort; }

    get inRoot() { return `/proc/${this.holder.pid}/root`; }
    get bridgeData() { return `${this.inRoot}/var/lib/porchlight`; }

    // As arguments of a program: COMMAND in the copy.
    within(command) {
        return ['--target', String(this.holder.pid), '--mount', '--root', '--wd=/', ...command];
    }

    runWithin(command, options) {
        return run('nsenter', this.within(command), options);
    }

    async makeMachine() {
        run('bash', [join(root, 'shell/porchlight'), 'package']);
        const [name] = readdirSync(join(root, 'build/package'));
        copyFileSync(join(root, 'build/package', name), join(this.dir, 'kiosk.deb'));
        copyFileSync(join(kSystemd, 'as_unit.py'), join(this.dir, 'as_unit.py'));
        this.holder = start('bash', [join(kSystemd, 'new_root.sh'), 'sleep', 'infinity'], { log: this.log('root') });
        await until('a copy of this machine', () => readsLink(`/proc/${this.holder.pid}/exe`).endsWith('/sleep'));
        this.runWithin(['dpkg', '--no-triggers', '-i', join(this.dir, 'kiosk.deb')]);
    }

    runEnroll(code) {
        // Its user may go through the test's folder.
        chmodSync(this.dir, 0o711);
        return this.runWithin(['porchlight', 'enroll', this.serverForBridge, code]);
    }

    launchBridge(printer) {
        writeFileSync(`${this.inRoot}/etc/porchlight/bridge.conf`, `PORCHLIGHT_PRINTER=${printer}\n`);
        return this.runAsUnit();
    }

    // settings: instead of the unit's own, ExecStart among them.
    runAsUnit(settings = [], log = 'bridge') {
        return start('nsenter', this.within(['/usr/bin/python3', join(this.dir, 'as_unit.py'), `${kUnits}/porchlight-bridge.service`,
            ...settings]), { log: this.log(log) });
    }

    address() {
        return /http:\/\/\S+/.exec(this.runWithin(['porchlight', 'address']))[0];
    }

    // A program that is the copy's Chromium, under the package's policy but for what is named in without.
    closedBrowser(without = []) {
        const place = `${this.inRoot}/etc/chromium/policies/managed/porchlight-kiosk.json`;
        const policy = JSON.parse(readFileSync(join(root, 'shell/kiosk/chromium-policy.json'), 'utf8'));
        for (const name of without) delete policy[name];
        writeFileSync(place, JSON.stringify(policy));
        const wrapper = join(this.dir, 'closed-chromium');
        writeFileSync(wrapper, `#!/bin/sh\nexec nsenter ${this.within(['/usr/bin/chromium']).join(' ')} "$@"\n`, { mode: 0o755 });
        return wrapper;
    }

    // The process that the unit runs now.
    bridgeProcess() {
        return Number(/started (\d+)\n(?!.*started)/s.exec(this.said('bridge'))[1]);
    }

    async close() {
        await stop(this.bridge);
        await stop(this.holder);
        await super.close();
    }
}
