// A CUPS of a test alone, with one queue, `card`, in front of a printer; set up as doctor wants it for a kiosk.
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { answers, run, start, stop, until } from './processes.mjs';

const kFolders = { ServerRoot: 'root', RequestRoot: 'spool', TempDir: 'tmp', CacheDir: 'cache', StateDir: 'state', ServerKeychain: 'keys' };
const kLogs = { AccessLog: 'access', ErrorLog: 'error', PageLog: 'pages' };
const kRules = `Browsing Off
WebInterface No
PreserveJobFiles No
PreserveJobHistory 60
PageLogFormat
<Location />
Order allow,deny
Allow all
</Location>
<Location /admin>
Order allow,deny
Allow all
</Location>
<Policy default>
<Limit All>
Order deny,allow
</Limit>
</Policy>
`;

export class Queue {
    static async create(dir, printerUri) {
        const queue = new Queue();
        queue.dir = dir;
        queue.socket = join(dir, 'sock');
        for (const name of Object.values(kFolders)) mkdirSync(join(dir, name), { recursive: true });
        const paths = Object.entries({ ...kFolders, ...kLogs }).map(([key, name]) => `${key} ${join(dir, name)}\n`);
        writeFileSync(join(dir, 'files.conf'), `${paths.join('')}SystemGroup root\n`);
        writeFileSync(join(dir, 'cupsd.conf'), `Listen ${queue.socket}\n${kRules}`);
        chmodSync(dir, 0o711); // its back ends run as another user
        queue.daemon = start('/usr/sbin/cupsd', ['-f', '-c', join(dir, 'cupsd.conf'), '-s', join(dir, 'files.conf')], { log: join(dir, 'cupsd.out') });
        try {
            await until('cupsd', () => answers(queue.socket));
            await queue.#leadTo(printerUri);
        } catch (error) {
            await stop(queue.daemon);
            throw error;
        }
        return queue;
    }

    // From what the printer says of itself; raster passes through as it is.
    async #leadTo(printerUri) {
        this.#admin('-m', 'everywhere', '-v', printerUri);
        const made = join(this.dir, 'root/ppd/card.ppd');
        // CUPS asks the printer after lpadmin has gone.
        const ppd = await until('the queue', () => {
            const text = existsSync(made) ? readFileSync(made, 'utf8') : '';
            return text.includes('*cupsFilter2:') && text.endsWith('\n') && text;
        });
        const own = join(this.dir, 'card.ppd');
        writeFileSync(own, ppd.replace(/\*cupsFilter2:.*/, '*cupsFilter2: "image/pwg-raster image/pwg-raster 0 -"'));
        this.#admin('-v', printerUri, '-P', own);
    }

    #admin(...options) {
        run('lpadmin', ['-p', 'card', '-E', ...options], { env: { ...process.env, CUPS_SERVER: this.socket } });
    }
}
