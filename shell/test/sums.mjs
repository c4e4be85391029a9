// Adds up the Catch2 reports of a build folder: prints "PASSED FAILED". A program that CTest counts as failed
// without a failed case in its report (a crash, a time-out, a leak) is one failure more.
// node shell/test/sums.mjs BUILD-FOLDER CTEST-LOG
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const [folder, log] = process.argv.slice(2);
const text = readFileSync(log, 'utf8');
const programs = new Map();
for (const [, name, verdict] of text.matchAll(/^\s*\d+\/\d+ Test\s+#\d+: (\S+) \.*\s*(\**\S+)/gm)) programs.set(name, verdict === 'Passed');

let passed = 0;
let failed = 0;
const reports = new Map();
for (const file of readdirSync(join(folder, 'test-results'))) {
    if (!file.endsWith('.json')) continue;
    try {
        const totals = JSON.parse(readFileSync(join(folder, 'test-results', file), 'utf8'))['test-run'].totals['test-cases'];
        reports.set(file.slice(0, -5), totals);
        passed += totals.passed;
        failed += totals.failed;
    } catch {
        // Cut off: counted below, by CTest's verdict.
    }
}
for (const [name, good] of programs)
    if (!good && !(reports.get(name)?.failed > 0)) failed += 1;
if (programs.size === 0) failed += 1;
console.log(`${passed} ${failed}`);
