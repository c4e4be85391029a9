// Between a bridge and the printer: passes everything, and says when the printer has accepted a job.
import { connect, createServer } from 'node:net';

// The attribute document-format (mimeMediaType), which only Print-Job has among what is asked here.
const kPrintJob = Buffer.concat([Buffer.from([0x49, 0, 15]), Buffer.from('document-format'), Buffer.from([0])]);
const kOk = Buffer.from('HTTP/1.1 200');
const kHeadEnd = '\r\n\r\n';
const kFirstError = 0x0100;

export class PrinterLine {
    accepted = []; // when, as performance.now() counts

    static async to(port) {
        const line = new PrinterLine();
        line.server = createServer((near) => line.#join(near, connect(port, '127.0.0.1').setNoDelay()));
        await new Promise((done) => line.server.listen(0, '127.0.0.1', done));
        line.port = line.server.address().port;
        return line;
    }

    #join(near, far) {
        let isJob = false;
        let said = Buffer.alloc(0);
        near.setNoDelay();
        near.on('data', (part) => {
            if (part.includes(kPrintJob)) [isJob, said] = [true, Buffer.alloc(0)];
            far.write(part);
        });
        far.on('data', (part) => {
            if (isJob) isJob = !this.#hears(said = Buffer.concat([said, part]));
            near.write(part);
        });
        near.on('end', () => far.end()).on('error', () => far.destroy());
        far.on('end', () => near.end()).on('error', () => near.destroy());
    }

    // Has the answer to the job come?
    #hears(said) {
        const at = said.lastIndexOf(kOk);
        const body = at < 0 ? -1 : said.indexOf(kHeadEnd, at) + kHeadEnd.length;
        if (at < 0 || body < kHeadEnd.length || said.length < body + 4) return false;
        if (said.readUInt16BE(body + 2) < kFirstError) this.accepted.push(performance.now());
        return true;
    }

    close() { this.server.close(); }
}
