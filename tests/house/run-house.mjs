// Checks the rules of the house against the tree as it is: node tests/house/run-house.mjs [BUILD]
// BUILD is a native build (build/native): its graph of targets and its programs are checked. Every rule is first
// shown something that breaks it. Ends with "N passed, N failed".
import { existsSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import * as rules from './rules.mjs';
import { files, isBinary, linkGraph, read, root, run } from './tree.mjs';

const build = resolve(process.argv[2] ?? process.env.PORCHLIGHT_BUILD ?? join(root, 'build/native'));
let passed = 0;
let failed = 0;

function check(what, complaints) {
    if (complaints.length === 0) { passed += 1; console.log(`ok: ${what}`); return; }
    failed += 1;
    console.log(`FAILED: ${what}`);
    for (const complaint of complaints.slice(0, 20)) console.log(`    ${complaint}`);
    if (complaints.length > 20) console.log(`    and ${complaints.length - 20} more`);
}

// A rule that cannot fail proves nothing.
const control = (what, complaints) => check(`control: ${what} is found`, complaints.length ? [] : ['nothing was found']);

const include = (path) => `#include ${path}\n`;
control('a library that includes a program', rules.checkUses('src/base/a.cpp', include('"server/keys.h"')));
control('a program that includes another', rules.checkUses('src/bridge/a.cpp', include('"custody/key_file.h"')));
control('a record in the envelope', rules.checkUses('src/envelope/a.cpp', include('"record/record.h"')));
control('opening in the server', rules.checkUses('src/server/a.cpp', include('"envelope/open.h"')));
control('sealing in the bridge', rules.checkUses('src/bridge/a.cpp', include('"envelope/seal.h"')));
control('libsodium in the server', rules.checkPlaces('src/server/a.cpp', include('<sodium.h>')));
control('ImGui in the flow', rules.checkPlaces('src/intake/flow/a.cpp', include('<imgui.h>')));
control('__EMSCRIPTEN__ in the text', rules.checkPlatform('src/text/a.cpp', '#ifdef __EMSCRIPTEN__\n'));
control('a disk in the flow', rules.checkService('src/intake/flow/a.cpp', include('<fstream>')));
control('a server that links opening', rules.checkLinks({ 'porchlight-server': new Set(['core']), core: new Set(['envelope_open']), envelope_open: new Set() }));
control('a bridge that links the server', rules.checkLinks({ bridge_http: new Set(['server_core']), server_core: new Set() }));
control('ZXing in the library of checking', rules.checkPlaces('src/verify/card_check.cpp', include('<ZXing/ReadBarcode.h>')));
control('a server that checks cards', rules.checkLinks({ 'porchlight-server': new Set(['verify']), verify: new Set() }));
control('a file without warnings', rules.checkWarnings({ file: 'a.cpp', command: 'g++ -Wall -c a.cpp' }));
control('an open end', rules.checkText('a', `// ${'TO'}${'DO'}: later`));
control('a host path', rules.checkText('a', `cd /${'wo'}rk/main`));
control('a header without a word', rules.checkShape('a.h', 'int a;\n'));

const tracked = files();
const sources = tracked.filter((name) => /^src\/.*\.(h|cpp)$/.test(name));
const texts = new Map(sources.map((name) => [name, read(name)]));
const overSources = (rule) => sources.flatMap((name) => rule(name, texts.get(name)));

check(`${sources.length} source files include only what their module may use`, overSources(rules.checkUses));
check('every folder of src is a known module', [...new Set(sources.map(rules.moduleOf))].filter((name) => !(name in rules.uses)));
check('libraries of the world are included only in their places', overSources(rules.checkPlaces));
check('the platform is chosen by file', overSources(rules.checkPlatform));
check(`${sources.filter(rules.isService).length} files of services see interfaces alone`, overSources(rules.checkService));
check('headers say what they are, files stay short', overSources(rules.checkShape));
check('flags go by target, not by folder', tracked.filter((name) => /^src\/.*CMakeLists\.txt$/.test(name))
    .filter((name) => /add_compile_options|CMAKE_CXX_FLAGS|add_definitions|include_directories\(\s*(?!\$|[a-z_]+\s)/.test(read(name).replace(/target_[a-z_]+/g, 'target'))));
check('each module has its CMakeLists.txt', [...new Set(sources.map(rules.moduleOf))].filter((name) => !tracked.includes(`src/${name}/CMakeLists.txt`)));

const readable = tracked.filter((name) => !isBinary(name));
check(`${readable.length} text files hold no registry host, no path of a host, no open end`, readable.flatMap((name) => rules.checkText(name, read(name))));
for (const lock of tracked.filter((name) => name.endsWith('package-lock.json')))
    check(`${lock} names no host`, /"resolved"/.test(read(lock)) ? [`${lock} has "resolved"`] : []);

if (!existsSync(join(build, 'link-graph.txt'))) {
    check('there is a native build to look at', [`${build} is not configured with tests: PORCHLIGHT_TESTS=ON shell/porchlight build native`]);
} else {
    const graph = linkGraph(build);
    check('CMake names the targets that the rules speak of', ['base', 'protocol', 'envelope_open', 'custody', 'porchlight-custody'].filter((name) => !(name in graph)));
    check(`${Object.keys(graph).length} targets link only what they may`, rules.checkLinks(graph));

    const commands = JSON.parse(readFileSync(join(build, 'compile_commands.json'), 'utf8'))
        .map(({ file, command }) => ({ file: relative(root, file), command })).filter(({ file }) => file.startsWith('src/'));
    check(`${commands.length} files are compiled with our warnings as errors`, commands.flatMap(rules.checkWarnings));
    const listed = new Set(commands.map(({ file }) => file));
    const ofTheBrowser = (name) => /^src\/(intake\/(main\.cpp|platform\/web\/)|verify\/page\/main\.cpp)/.test(name) || /sanitized/.test(name);
    check('every source file belongs to a target', sources.filter((name) => name.endsWith('.cpp') && !listed.has(name) && !ofTheBrowser(name)
        && existsSync(join(root, 'src', rules.moduleOf(name), 'CMakeLists.txt'))));
    checkPrograms();
}

// nm sees what is linked in and what is asked of shared libraries.
function checkPrograms() {
    const symbolsOf = (program) => run('nm', ['-C', join(build, 'bin', program)]);
    if (!existsSync(join(build, 'bin/porchlight-custody'))) {
        check('porchlight-custody is built', ['it is the positive control for nm']);
        return;
    }
    const found = rules.openingSymbols(symbolsOf('porchlight-custody'));
    for (const wanted of ['crypto_secretbox_open', 'crypto_scalarmult_ed25519_noclamp', 'porchlight::envelope::open('])
        check(`control: nm finds ${wanted} in porchlight-custody`, found.some((line) => line.includes(wanted)) ? [] : ['not found']);
    for (const program of ['porchlight-server', 'porchlight-bridge', 'porchlight-verify']) {
        if (!existsSync(join(build, 'bin', program))) {
            check(`${program} is built, so that nm can look into it`, [`${join(build, 'bin', program)} is missing`]);
            continue;
        }
        check(`promise_2_${program.slice('porchlight-'.length)}_cannot_open: nm finds no opening in ${program}`, rules.openingSymbols(symbolsOf(program)));
    }
}

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
