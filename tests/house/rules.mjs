// The rules of the house (one module may use which, who may touch what), as data and as functions from text to
// complaints. A complaint is a sentence; no complaint is a pass.
import { includes, reach } from './tree.mjs';

// Which modules, or which single headers, a module's files may include.
export const uses = {
    base: [],
    record: ['base'],
    envelope: ['base'],
    card: ['base'],
    log: ['base'],
    protocol: ['base', 'log', 'envelope/layout.h'],
    verify: ['base', 'record', 'card', 'protocol'],
    text: ['base'],
    intake: ['base', 'record', 'envelope/layout.h', 'envelope/seal.h', 'card', 'protocol', 'text'],
    server: ['base', 'envelope/layout.h', 'card', 'log', 'protocol'],
    bridge: ['base', 'record', 'envelope/layout.h', 'card', 'protocol'],
    custody: ['base', 'record', 'envelope/layout.h', 'envelope/open.h', 'card', 'log', 'protocol'],
};

export const moduleOf = (file) => file.split('/')[1];

export function checkUses(file, text) {
    const own = moduleOf(file);
    const known = Object.keys(uses);
    return includes(text).filter(({ path, quoted }) => quoted && path.includes('/')).flatMap(({ path, line }) => {
        const other = path.split('/')[0];
        if (other === own || !known.includes(other)) return [];
        if (uses[own].includes(other) || uses[own].includes(path)) return [];
        return [`${file}:${line}: ${own} must not include ${path}`];
    });
}

// A library of the world, and the folders that may include it.
const places = [
    ['libsodium', /^sodium(\.h|\/)/, /^src\/(base|envelope|card|custody)\//],
    ['ImGui', /(^|\/)imgui[^/]*\.h$/, /^src\/(intake\/(screens|widgets|semantics|platform)|text)\//],
    ['Emscripten', /^emscripten/, /^src\/(intake\/platform|verify\/page)\//],
    ['SDL', /^SDL/, /^src\/intake\/(platform\/|main\.cpp)/],
    ['SQLite', /^sqlite3\.h$/, /^src\/server\/store\//],
    ['PostgreSQL', /^(libpq|pg_|postgres)/, /^src\/server\/store\//],
    ['OpenSSL', /^openssl\//, /^src\/(server\/(staff|http)|bridge)\//],
    ['ZXing', /^ZXing\//, /^src\/verify\/command\/picture\.cpp/],
    ['CUPS', /^cups\//, /^src\/bridge\/printer\//],
];

export function checkPlaces(file, text) {
    return includes(text).flatMap(({ path, line }) => places
        .filter(([, header, allowed]) => header.test(path) && !allowed.test(file))
        .map(([name]) => `${file}:${line}: ${name} (${path}) has no place here`));
}

export function checkPlatform(file, text) {
    if (/^src\/intake\/platform\//.test(file) || !/__EMSCRIPTEN__/.test(text)) return [];
    return [`${file}: __EMSCRIPTEN__ belongs to src/intake/platform alone`];
}

// Services see interfaces: nothing of the disk, the network or a process in their includes.
const services = [
    /^src\/intake\/flow\//,
    /^src\/server\/(desk_service|issuance_service|issuance_board|receipt_signer|sign_in_service|first_sign_in_service|people_service|administration_service|number_service|code_approval_service|staff_access|one_time_codes|unusual_board)\./,
    /^src\/bridge\/journal\/(journal|memory_journal)\./,
    /^src\/verify\/(issuer_list|card_check|page\/checker|command\/(options|sentences))\./,
    /^src\/custody\/(group|shares|dkg)\//,
    /^src\/custody\/opening\//,
    /^src\/custody\/(create|manifest_signing|release_signing|opening|export_reader|byte_stream|memory_stream|key_file|output|folder|memory_folder)\./,
    /^src\/custody\/log\//,
    /^src\/custody\/paper\//,
    /^src\/custody\/guide\/(?!machine\.)/,
];
const world = /^(fstream|filesystem|cstdio|unistd\.h|fcntl\.h|sys\/|sqlite3\.h|cups\/|boost\/asio\/ip|boost\/beast|emscripten)/;

export const isService = (file) => services.some((pattern) => pattern.test(file));

export function checkService(file, text) {
    if (!isService(file)) return [];
    return includes(text).filter(({ path }) => world.test(path)).map(({ path, line }) => `${file}:${line}: a service must not touch the world (${path})`);
}

const programs = ['intake', 'server', 'bridge', 'custody', 'verify'];

// Who links what, in CMake's graph. Programs and the libraries of a module by the name of their target.
export function checkLinks(graph) {
    const complaints = [];
    const never = (target, forbidden, why) => {
        if (!(target in graph)) return;
        for (const other of reach(graph, target)) if (forbidden.test(other)) complaints.push(`${target} links ${other}: ${why}`);
    };
    for (const target of Object.keys(graph)) {
        if (/_test$|_fuzzer$|_bench$|_test_support$|^test_support$|seal_record/.test(target)) continue;
        if (!/^(porchlight-)?custody(_[a-z]+)?$|^envelope_open$/.test(target)) never(target, /^envelope_open$/, 'custody alone opens');
        if (!/^intake|^envelope_seal$/.test(target)) never(target, /^envelope_seal$/, 'the intake alone seals');
    }
    for (const target of ['base', 'record', 'envelope_layout', 'card', 'log', 'protocol', 'verify', 'text'])
        never(target, /^(intake|server|bridge|custody|verify_command|porchlight-)/, 'a library links no program');
    for (const program of programs)
        for (const target of Object.keys(graph).filter((name) => name === program || name.startsWith(`${program}_`) || name === `porchlight-${program}`))
            if (!/_test/.test(target))
                never(target, new RegExp(`^(${programs.filter((other) => other !== program).join('|')})(_|$)`), 'programs do not know each other');
    return complaints;
}

// Every translation unit of ours is compiled with our warnings as errors.
const flags = ['-Wall', '-Wextra', '-Wconversion', '-Wshadow', '-Werror'];
export function checkWarnings({ file, command }) {
    const missing = flags.filter((flag) => !command.split(/\s+/).includes(flag));
    return missing.length ? [`${file} is compiled without ${missing.join(' ')}`] : [];
}

// What a program that carries sealed records must not be able to do.
export const opening = /crypto_box_seal_open|crypto_box_open|crypto_secretbox_open|crypto_scalarmult_ed25519|porchlight::envelope::(open|partial|lifted_ephemeral_key)\(/;
export const openingSymbols = (symbols) => symbols.split('\n').filter((line) => opening.test(line));

// Text that no tracked file may hold. Written in pieces, so that this file is not its own finding.
const forbidden = [
    ['a registry host', new RegExp(['registry\\.npm', 'js\\.org|deb\\.deb', 'ian\\.org|pypi\\.', 'org|files\\.python', 'hosted|crates\\.', 'io/api|security\\.deb', 'ian\\.org'].join(''))],
    ['a path of a host', new RegExp(['(^|[\\s"\'=:(`])/(wo', 'rk|ro', 'ot|ho', 'me)/[a-z]'].join(''))],
    ['an open end', new RegExp(['\\b(TO', 'DO|FIX', 'ME|XX', 'X)\\b'].join(''))],
    ['a conflict', new RegExp(['^<<<', '<<<< |^>>>', '>>>> '].join(''))],
];

export function checkText(file, text) {
    return text.split('\n').flatMap((line, index) => forbidden
        .filter(([, pattern]) => pattern.test(line))
        .map(([name]) => `${file}:${index + 1}: ${name}: ${line.trim().slice(0, 100)}`));
}

export const kMaxLines = 400;
export function checkShape(file, text) {
    const complaints = [];
    const lines = text.split('\n').length - 1;
    if (lines > kMaxLines) complaints.push(`${file} has ${lines} lines, more than ${kMaxLines}`);
    if (file.endsWith('.h') && !text.startsWith('//')) complaints.push(`${file} does not say what it is`);
    if (file.endsWith('.h') && !/^#pragma once$/m.test(text)) complaints.push(`${file} has no #pragma once`);
    return complaints;
}
