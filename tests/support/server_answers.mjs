// Every answer of the server is one that src/protocol/openapi.json describes: askServer() asks as ask() does, and fails
// where status, type, body or what is refused is not there.
import Ajv2020 from 'ajv/dist/2020.js';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ask } from '../e2e/support/http.mjs';

export const documentFile = join(import.meta.dirname, '../../src/protocol/openapi.json');
export const document = JSON.parse(readFileSync(documentFile, 'utf8'));
const kUndescribed = new Set([400, 404, 405, 408, 421, 429, 431]); // what is refused before there is an operation

const ajv = new Ajv2020({ strict: true, allErrors: true, formats: {} });
ajv.addVocabulary(['components', 'info', 'openapi', 'paths', 'servers', 'tags']);
ajv.addSchema({ ...document, $id: 'openapi' });

const resolve = (node) => (node?.$ref ? node.$ref.slice(2).split('/').reduce((at, part) => at[part], document) : node);
const bodyIsText = (type) => /^(text\/|application\/json)/.test(type);

// The described path, exactly or with its parameter.
export function pathItem(path) {
    const exact = document.paths[path];
    if (exact) return exact;
    const known = Object.keys(document.paths).find((one) => one.includes('{') &&
        new RegExp(`^${one.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '[^/]+')}$`).test(path));
    return document.paths[known];
}

const validators = new Map();
function validator(schema) {
    const key = JSON.stringify(schema);
    if (!validators.has(key)) validators.set(key, ajv.compile(JSON.parse(key.replaceAll('"#/', '"openapi#/'))));
    return validators.get(key);
}

function fits(schema, value, what) {
    const validate = validator(schema);
    assert.ok(validate(value), `${what}: ${ajv.errorsText(validate.errors)}`);
}

// answer: { status, headers, body }, the body as bytes.
export function checkAnswer(method, target, { status, headers, body }) {
    const path = target.split('?')[0];
    const what = `${method} ${path} answered ${status}`;
    const operation = pathItem(path)?.[method === 'HEAD' ? 'get' : method.toLowerCase()];
    if (!operation) {
        assert.ok(kUndescribed.has(status), `${what}, and there is no such operation`);
        return fits(document.components.schemas.Error, JSON.parse(body), what);
    }
    const response = resolve(operation.responses[status]);
    assert.ok(response, `${what}, which is not described`);
    for (const [name, { schema }] of Object.entries(response.headers ?? {}))
        fits(schema, [headers[name.toLowerCase()]].flat()[0], `${what}, ${name}`);
    const { 'content-type': type } = headers;
    if (!response.content) return assert.equal(body.length, 0, `${what} with a body`);
    assert.ok(response.content[type], `${what} as ${type}`);
    if (method === 'HEAD') return assert.equal(body.length, 0, `${what} with a body`);
    const value = type === 'application/json' ? JSON.parse(body) : body.toString(bodyIsText(type) ? 'utf8' : 'latin1');
    fits(response.content[type].schema, value, what);
}

export async function askServer(url, options = {}) {
    const answer = await ask(url, options);
    checkAnswer(options.method ?? 'GET', options.path ?? '/', answer);
    return answer;
}
