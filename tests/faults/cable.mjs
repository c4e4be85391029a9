// The cable between bridge and printer: passes bytes both ways, can be pulled out, fall silent, and tell how far a job
// has come on it.
import { connect, createServer } from 'node:net';

// Questions are smaller than this, jobs larger.
const kJobBytes = 20_000;

export class Cable {
    #server = createServer({ allowHalfOpen: true }, (near) => this.#join(near));
    #sockets = new Set();
    #isOut = false;
    #isSilent = false;
    #waiting = []; // what was to pass while it is silent
    #watch = null; // { when, reached }

    static async to(port) {
        const cable = new Cable();
        cable.target = port;
        await new Promise((done) => cable.#server.listen(0, '127.0.0.1', done));
        cable.port = cable.#server.address().port;
        return cable;
    }

    // Calls `reached` once, before what is at hand passes: when so many bytes of a job have passed (a number), when the
    // printer answers a job ('answer'), or when it is asked what became of it ('follow').
    when(moment, reached) { this.#watch = { moment, reached, isSent: false }; }

    // Pulled out: whatever passes is lost, and nobody answers.
    pull() {
        this.#isOut = true;
        for (const socket of this.#sockets) socket.destroy();
    }
    plugIn() { this.#isOut = false; }

    // Connected, and nothing comes through.
    silence() { this.#isSilent = true; }
    // What waited passes now, where both ends are still there.
    speak() {
        this.#isSilent = false;
        for (const pass of this.#waiting.splice(0)) pass();
    }

    // What is watched for will not come any more.
    forget() { this.#watch = null; }

    #join(near) {
        if (this.#isOut) return near.destroy();
        const far = connect({ port: this.target, host: '127.0.0.1', allowHalfOpen: true });
        const job = { sent: 0 };
        for (const [from, to, seen] of [[near, far, (bytes) => this.#goes(job, bytes)], [far, near, () => this.#comes(job)]]) {
            this.#sockets.add(from);
            from.on('error', () => {});
            from.on('close', () => {
                this.#sockets.delete(from);
                to.destroy();
            });
            from.on('data', (bytes) => {
                seen(bytes.length);
                this.#pass(() => to.write(bytes));
            });
            from.on('end', () => this.#pass(() => to.end()));
        }
        return undefined;
    }

    #pass(write) {
        if (this.#isOut) return;
        if (this.#isSilent) this.#waiting.push(write);
        else write();
    }

    #goes(job, count) {
        job.sent += count;
        const { moment, isSent } = this.#watch ?? {};
        if ((typeof moment === 'number' && job.sent >= moment) || (moment === 'follow' && isSent && job.sent < kJobBytes)) this.#reached();
    }

    #comes(job) {
        if (job.sent < kJobBytes || !this.#watch) return;
        if (this.#watch.moment === 'answer') this.#reached();
        else this.#watch.isSent = true;
    }

    #reached() {
        const { reached } = this.#watch;
        this.#watch = null;
        reached();
    }

    close() {
        this.pull();
        return new Promise((done) => this.#server.close(done));
    }
}
