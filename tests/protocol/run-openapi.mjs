// src/protocol/openapi.json: well made, complete, and what the server does. Every wrong answer is shown to be found
// first. Ends with "N passed, N failed".
import { createConfig, lint } from '@redocly/openapi-core';
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ask } from '../e2e/support/http.mjs';
import { change } from '../e2e/support/database.mjs';
import { run, until } from '../e2e/support/processes.mjs';
import { program, root } from '../e2e/support/stack.mjs';
import { SmallCity } from '../faults/small_city.mjs';
import { askServer, checkAnswer, document, documentFile } from '../support/server_answers.mjs';

// /desk/ is a folder's page, and what leads to it has no other answer.
const kOurs = { 'no-path-trailing-slash': 'off', 'operation-2xx-response': 'off' };

const kPosts = Object.keys(document.paths).filter((path) => document.paths[path].post);

let passed = 0;
let failed = 0;
async function check(what, body) {
    try {
        await body();
        passed++;
        console.log(`ok   ${what}`);
    } catch (error) {
        failed++;
        console.log(`FAIL ${what}: ${error.stack}`);
    }
}

const linted = async (rules = {}) => {
    const config = await createConfig({ extends: ['recommended-strict'], rules: { ...kOurs, ...rules } });
    return (await lint({ ref: documentFile, config })).map(({ ruleId, message, location: [at] }) => `${ruleId}: ${message} (${at?.pointer})`);
};

await check('the document is well made', async () => assert.deepEqual(await linted(), []));
await check('control: the linter finds something where it looks for more', async () =>
    assert.notEqual((await linted({ 'operation-description': 'error' })).length, 0));

// Paths as the routes have them; below /desk/api/ or /admin/api/ by the name that is added.
function routes() {
    const folder = join(root, 'src/server/http');
    const out = new Set();
    for (const name of readdirSync(folder).filter((file) => /(_routes|_files)\.cpp$/.test(file))) {
        const text = readFileSync(join(folder, name), 'utf8');
        const api = name === 'admin_routes.cpp' ? '/admin/api/' : '/desk/api/';
        for (const [, path] of text.matchAll(/"(\/(?:[a-z0-9-]+\/?)*)"/g)) out.add(path);
        for (const [, method, last] of text.matchAll(/add\(http::verb::(\w+), "([a-z/-]+)"/g)) out.add(`${api}${last}`) && method;
    }
    return [...out].filter((path) => !/^\/(desk|admin)\/api\/$/.test(path)).sort();
}
const described = (path) => Object.keys(document.paths).some((one) => one === path || one.replace(/\{\w+\}$/, '') === path);

await check('every route is described', () => {
    assert.ok(routes().length > 10, 'routes are found');
    assert.ok(routes().includes('/admin/api/kiosks/code'), 'those of administration too');
    assert.deepEqual(routes().filter((path) => !described(path)), []);
});
await check('control: a route that is not described is found', () => assert.ok(!described('/v1/other')));

const json = (value) => ({ headers: { 'content-type': 'application/json' }, body: Buffer.from(JSON.stringify(value)) });
for (const [what, ...answer] of [
    ['another status', 'GET', '/healthz', { status: 418, ...json({ error: 'malformed' }) }],
    ['another type', 'GET', '/healthz', { status: 200, ...json({}) }],
    ['another code', 'GET', '/nothing', { status: 404, ...json({ error: 'lost' }) }],
    ['a member more', 'POST', '/desk/api/approve', { status: 200, ...json({ result: 'approved', at: 1 }) }],
    ['a member less', 'GET', '/readyz', { status: 200, ...json({ ready: true }) }],
    ['a byte less', 'GET', '/v1/challenge', { status: 200, headers: { 'content-type': 'application/octet-stream' }, body: Buffer.alloc(23) }],
]) await check(`control: ${what} is found`, () => assert.throws(() => checkAnswer(...answer)));

const city = await SmallCity.open({ options: ['--verify', join(root, 'build/wasm/verify')] });
try {
    const { serverUrl: url } = city;
    for (const path of Object.keys(document.paths).filter((one) => one !== '/metrics'))
        await check(`${path} is there for its methods and no other`, async () => {
            const { status, headers } = await ask(url, { method: 'PATCH', path: path.replace(/\{\w+\}/, 'x') });
            const methods = Object.keys(document.paths[path]).flatMap((name) => (name === 'get' ? ['GET', 'HEAD'] : [name.toUpperCase()]));
            assert.deepEqual([status, headers.allow], [405, methods.join(', ')]);
        });
    await check('what the server answers is what is described', async () => {
        for (const path of ['/v1/trust', '/desk/api/people', '/', '/desk', '/desk/', '/desk/desk.js', '/admin', '/admin/', '/admin/admin.js', '/admin/api/sites',
            '/verify', '/verify/', '/verify/checker.wasm', '/verify/trust.json', '/verify/issuers.json', '/verify/nothing',
            '/staff/page.css', '/staff/nothing', '/healthz', '/readyz', '/v1/manifest', '/v1/challenge', '/v1/release',
            `/v1/files/${'0'.repeat(64)}`, '/nothing', '/desk/nothing', '/desk/api/waiting', '/desk/api/documents', '/desk/api/correct', '/desk/api/end']) {
            await askServer(url, { path });
            await askServer(url, { path, method: 'POST', body: '{}' });
            await askServer(url, { path, headers: { host: 'evil.example' } });
        }
        await askServer(url, { path: '/healthz', method: 'HEAD' });
        for (const body of ['', '{}', 'x'.repeat(1280)]) for (const path of kPosts)
            await askServer(url, { path, method: 'POST', body, headers: { 'content-type': 'application/octet-stream' } });
        assert.equal((await city.issue()).state, 'approved');
    });
    await check('what administration answers is what is described', async () => {
        const { site, kiosk: name, password } = city.programme.demo;
        run(program('porchlight-server'), ['add-staff', '--demo', '--data', city.data, '--name', 'ada', '--site', site, '--role', 'administrator'],
            { input: `${password}\n` });
        change({ serverData: city.data }, [["INSERT INTO counts VALUES(date('now', '-2 days'), ?, 'ada', 'adult', 'denied_papers', 3)", [site]]]);
        const headers = { origin: url, 'content-type': 'application/json' };
        const post = (path, body) => askServer(url, { path, method: 'POST', headers, body: JSON.stringify(body) });
        const signIn = () => post('/desk/api/sign-in', { name: 'ada', password });
        const signedIn = await until('the account', async () => [await signIn()].find(({ status }) => status === 204), { every: 1500 });
        [headers.cookie] = signedIn.headers['set-cookie'][0].split(';');
        const given = [];
        for (const [path, body, status] of [
            ['sites', { site: 'East Branch' }, 204], ['kiosks/code', { site, name: 'Kiosk 9' }, 200], ['kiosks/code', { site, name }, 409], ['kiosks/suspend', { site, name }, 204],
            ['kiosks/resume', { site, name }, 204], ['people/invite', { name: 'ben', site, role: 'librarian' }, 200],
            ['people/invite', { name: 'ben', site, role: 'librarian' }, 409], ['people/remove', { name: 'ben' }, 204], ['people/remove', { name: 'ada' }, 403],
            ['numbers/import', { service: 'library', list: '30234000517862' }, 409], ['numbers/import', { service: 'library', list: '30234000517861' }, 200],
            ['numbers/deal', { service: 'library', site, count: 2 }, 409], ['numbers/deal', { service: 'library', site, count: 1 }, 204],
            ['kiosks/code', { site: 'Nowhere', name }, 409], ['kiosks/remove', { site, name: 'Kiosk 9' }, 409],
        ]) given.push([path, (await post(`/admin/api/${path}`, body)).status, status]);
        assert.deepEqual(given.filter(([, is, wanted]) => is !== wanted), []);
        for (const path of ['sites', 'kiosks', 'numbers', 'records', 'releases', 'printers', 'counts'])
            assert.equal((await askServer(url, { path: `/admin/api/${path}`, headers })).status, 200, path);
        const { body } = await askServer(url, { path: '/admin/api/counts', headers });
        assert.equal(JSON.parse(body).counts.length, 1, 'the day that is over alone');
    });
} finally {
    await city.close();
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
