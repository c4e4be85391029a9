// Checks of a test program that is run by node, one after the other: each says a line, and the last of the program is
// "N passed, N failed".
let passed = 0;
let failed = 0;

export async function check(what, body) {
    try {
        await body();
        passed += 1;
        console.log(`ok   ${what}`);
    } catch (error) {
        failed += 1;
        console.log(`FAIL ${what}: ${error.stack}`);
    }
}

// After the last check: none that passed is a failure too.
export function tell() {
    console.log(`${passed} passed, ${failed} failed`);
    process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
}
