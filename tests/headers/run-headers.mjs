// Every page that a server of the city hands out is graded A+ by the rules of Mozilla's HTTP Observatory, over TLS, and
// a page without a policy is not. Ends with "N passed, N failed".
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { run, stop, until } from '../e2e/support/processes.mjs';
import { root } from '../e2e/support/stack.mjs';
import { SmallCity } from '../faults/small_city.mjs';

const kPages = ['/desk/', '/admin/', '/verify/'];
const kRules = join(root, 'tests/headers/rules/node_modules/@mdn/mdn-http-observatory');
// Names that browsers reach by TLS alone. No host of this machine is among them, and the list is not fetched for it.
const kPreloaded = join(kRules, 'conf/hsts-preload.json');
const kGrade = `import { scan } from ${JSON.stringify(join(kRules, 'src/index.js'))};
const { scan: { grade, score }, tests } = await scan(process.argv[1]);
const failed = Object.entries(tests).filter(([, { pass }]) => !pass).map(([name, { result }]) => name + ': ' + result);
console.log(JSON.stringify({ grade, score, failed }));
process.exit(0);`;

let passed = 0;
let failed = 0;
async function check(what, body) {
    try {
        const said = await body();
        passed++;
        console.log(`ok   ${what}: ${said}`);
    } catch (error) {
        failed++;
        console.log(`FAIL ${what}: ${error.stack}`);
    }
}

async function gradeOf(place, authority) {
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', kGrade, place],
        { env: { ...process.env, NODE_EXTRA_CA_CERTS: authority } });
    return JSON.parse(stdout.trim().split('\n').at(-1));
}

if (!existsSync(kPreloaded)) writeFileSync(kPreloaded, '{}');
const city = await SmallCity.open();
await stop(city.server);
const [cert, key] = [join(city.dir, 'tls.crt'), join(city.dir, 'tls.key')];
run('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '30', '-subj', '/CN=localhost',
    '-addext', 'subjectAltName=DNS:localhost', '-keyout', key, '-out', cert]);
city.launch(['--tls-cert', cert, '--tls-key', key, '--verify', join(root, 'build/wasm/verify')]);
await until('it listens', () => /listening on https/.test(city.said()));

const { port } = new URL(city.serverUrl);
for (const page of kPages)
    await check(`the headers of ${page} are graded A+`, async () => {
        const { grade, score, failed: rules } = await gradeOf(`localhost:${port}${page}`, cert);
        assert.deepEqual([grade, rules], ['A+', []]);
        return `${grade}, ${score} points`;
    });

await check('a page without a policy is not', async () => {
    const bare = createServer({ cert: readFileSync(cert), key: readFileSync(key) }, (_, answer) =>
        answer.setHeader('content-type', 'text/html').end('<!doctype html><title>Bare</title>'));
    await new Promise((done) => bare.listen(0, 'localhost', done));
    const { grade, failed: rules } = await gradeOf(`localhost:${bare.address().port}/`, cert);
    bare.close();
    bare.closeAllConnections();
    assert.ok(!grade.startsWith('A'), grade);
    return `${grade}, ${rules.length} rules failed`;
});

await city.close();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
