// People at terminals: each a real terminal of tmux, 80 columns wide, into which is typed what a person would type, after
// reading what is asked. What was shown is kept, and can be taken as a picture of the screen.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const kRows = 46;
const kPollMs = 40;
const folder = mkdtempSync(join(tmpdir(), 'porchlight-terminals-'));
const socket = join(folder, 'tmux');
const tmux = (...words) => execFileSync('tmux', ['-S', socket, '-f', '/dev/null', ...words], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
const quoted = (word) => `'${String(word).replaceAll("'", "'\\''")}'`;
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
// So long a program may say nothing new, and so many answers a conversation may have: one that looks again and again for a
// file that nobody brings comes to an end. Time is counted in looks, as a machine that stood still has not been silent.
const kPatience = Number(process.env.PORCHLIGHT_PATIENCE_MS ?? 30_000) / kPollMs;
const kMostAnswers = 500;
let count = 0;
tmux('start-server', ';', 'set-option', '-g', 'exit-empty', 'off');
// However this ends, no terminal stays.
process.on('exit', closeTerminals);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(1));

export class Terminal {
    // cwd: where its programs start; environment: what is added to theirs.
    constructor(name, cwd = '.', environment = {}) {
        this.cwd = cwd;
        this.environment = Object.entries(environment).map(([variable, value]) => `${variable}=${quoted(value)} `).join('');
        this.name = `${name}-${++count}`;
        this.log = join(folder, `${this.name}.log`);
        this.ended = join(folder, `${this.name}.ended`);
        this.at = 0; // up to here it was read
    }

    // Starts a program, its words as a shell's user types them.
    start(...words) {
        writeFileSync(this.log, '');
        rmSync(this.ended, { force: true });
        this.at = 0;
        const line = `stty -ixon; NO_COLOR=1 ${this.environment}${words.map(quoted).join(' ')}; echo $? >${quoted(this.ended)}; sleep 3600`;
        // The log is open before anything is said.
        tmux('new-session', '-d', '-x', '80', '-y', String(kRows), '-s', this.name, '-c', resolve(this.cwd), `read go; ${line}`);
        tmux('set-option', '-t', this.name, 'status', 'off');
        tmux('pipe-pane', '-t', this.name, `cat >>${quoted(this.log)}`);
        tmux('send-keys', '-t', this.name, 'Enter');
    }
    said() { return readFileSync(this.log, 'utf8').replaceAll('\r', ''); }
    status() { return existsSync(this.ended) ? Number(readFileSync(this.ended, 'utf8')) : null; }
    screen() { return tmux('capture-pane', '-p', '-t', this.name); }
    type(text) {
        if (text) tmux('send-keys', '-t', this.name, '-l', String(text));
        tmux('send-keys', '-t', this.name, 'Enter');
    }

    press(key) { tmux('send-keys', '-t', this.name, key); }

    // Waits until one of these is said after what was read; which one, and the words that matched. -1 when the program
    // ended. Throws with the screen when nothing new is said, as at a question that nobody knows.
    async expect(patterns) {
        let heard = 0;
        for (let quiet = 0; quiet < kPatience; ++quiet, await sleep(kPollMs)) {
            const ended = this.status() !== null;
            const unread = this.said().slice(this.at);
            if (unread.length !== heard) quiet = 0;
            heard = unread.length;
            const found = patterns.map((pattern, index) => ({ index, match: unread.match(pattern) })).filter(({ match }) => match)
                .sort((a, b) => a.match.index - b.match.index)[0];
            if (found) {
                this.at += found.match.index + found.match[0].length;
                return { index: found.index, text: found.match[0] };
            }
            if (ended) return { index: -1, text: '' };
        }
        throw this.stuck(`waited in vain for ${patterns.join(' or ')}`);
    }

    // Answers whatever is asked, until the program ends; its exit status. answers: [pattern, text or function, …].
    async converse(answers, onAsk = () => {}) {
        const patterns = answers.map(([pattern]) => pattern);
        for (let answered = 0; answered < kMostAnswers; ++answered) {
            const { index, text } = await this.expect(patterns);
            await sleep(20); // the last words may still be on their way into the log
            if (index < 0) return this.status();
            await onAsk(text, this);
            const answer = answers[index][1];
            this.type(typeof answer === 'function' ? await answer(text) : answer);
        }
        throw this.stuck('came to no end');
    }
    stuck(why) { return new Error(`${this.name} ${why}; the screen:\n${this.screen().trimEnd()}`); }
    close() { spawnSync('tmux', ['-S', socket, 'kill-session', '-t', this.name]); }
}

export function closeTerminals() {
    spawnSync('tmux', ['-S', socket, 'kill-server']);
    rmSync(folder, { recursive: true, force: true });
}
