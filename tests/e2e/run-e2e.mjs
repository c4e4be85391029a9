// Runs the browser tests, three files at a time: each mostly waits, for people and printers. Prints `N passed, N failed`.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';

const only = process.argv.slice(2);
const files = readdirSync(import.meta.dirname)
    .filter((name) => name.endsWith('.test.mjs') && (only.length === 0 || only.some((part) => name.includes(part))))
    .sort()
    .map((name) => join(import.meta.dirname, name));

let passed = 0;
let failed = 0;
const stream = run({ files, concurrency: 3, timeout: 900_000 });
// A file is told of as a test only when it ran none to the end, or failed outside them: in a hook, or as it was read.
stream.on('test:pass', ({ name, details, skip }) => {
    if (files.includes(name)) failed += 1;
    else if (details.type !== 'suite' && skip === undefined) passed += 1;
});
stream.on('test:fail', ({ details }) => { if (details.error?.failureType !== 'subtestsFailed') failed += 1; });
stream.on('end', () => {
    if (passed + failed === 0) failed = 1;
    setTimeout(() => {
        console.log(`${passed} passed, ${failed} failed`);
        process.exit(failed === 0 ? 0 : 1);
    }, 200);
});
stream.compose(spec).pipe(process.stdout);
