// The vectors of enrolment (protocol/PROTOCOL.md), with the helpers of make.mjs.
import { ed25519 } from '@noble/curves/ed25519.js';
import { argon2id } from '@noble/hashes/argon2.js';

export function writeEnrolment({ concat, flip, hash, hex, kiosk, replace, seedOf, sign, stranger, text, trust, write, zeros }) {
    const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
    const slow = (secret, salt) => argon2id(secret, text(salt), { t: 3, m: 65536, p: 1, dkLen: 32, version: 0x13 });
    const timesAlpha = (value) => (value << 1) & 32 ? (value << 1) ^ 37 : value << 1;
    const timesGf32 = (a, b) => { let out = 0; for (; b; b >>= 1, a = timesAlpha(a)) if (b & 1) out ^= a; return out; };
    const sumOf = (symbols) => [...symbols].reduce(({ sum, weight }, symbol) =>
        ({ sum: sum ^ timesGf32(alphabet.indexOf(symbol), weight), weight: timesAlpha(weight) }), { sum: 0, weight: 1 }).sum;
    const trustFile = JSON.stringify(trust);
    const top60 = BigInt(`0x${hex(slow(hash(text(trustFile)), 'porchlight trust')).slice(0, 16)}`) >> 4n;
    const fingerprint = Array.from({ length: 12 }, (_, i) => alphabet[Number((top60 >> BigInt(55 - 5 * i)) & 31n)]).join('');
    const codeSecret = [...seedOf('enrolment code')].slice(0, 15).map((byte) => alphabet[byte & 31]).join('');
    const codeSymbols = [...alphabet].map((check) => codeSecret + check + fingerprint).find((symbols) => sumOf(symbols) === 0);
    const grouped = (symbols) => symbols.match(/.{1,4}/g).join('-');
    const codeKey = { seed: slow(text(codeSecret), 'porchlight enrol') };
    codeKey.public = ed25519.getPublicKey(codeKey.seed);
    const swapped = codeSymbols[1] + codeSymbols[0] + codeSymbols.slice(2);
    const codes = {
        'ok': [grouped(codeSymbols), ''],
        'ok-typed': [` ${codeSymbols.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l')} `, ''],
        'one-wrong': [grouped(codeSymbols.replace(codeSymbols[3], alphabet[(alphabet.indexOf(codeSymbols[3]) + 1) % 32])), 'code'],
        'two-swapped': [grouped(swapped), 'code'],
        'short': [grouped(codeSymbols.slice(1)), 'code'],
        'long': [`${grouped(codeSymbols)}0`, 'code'],
        'letter-u': [`U${codeSymbols.slice(1)}`, 'code'],
        'not-ascii': [`Ä${codeSymbols.slice(1)}`, 'code'],
        'empty': ['', 'code'],
    };
    for (const [name, [input, error]] of Object.entries(codes))
        write('enrolment_code', name, { about: name, kind: 'enrolment_code', input: hex(text(input)), error,
            ...(error ? {} : { symbols: grouped(codeSymbols), trust: trustFile, fingerprint, key: hex(codeKey.public) }) });

    const enrolmentHead = concat(text('PLN1'), zeros(4), codeKey.public, kiosk.public, seedOf('challenge').slice(0, 24));
    const enrolment = (head, { by = kiosk, code = codeKey } = {}) => {
        const half = concat(head, sign('porchlight enrolment v1', head, by));
        return concat(half, sign('porchlight enrolment code v1', half, code));
    };
    const enrolments = {
        'ok': [enrolment(enrolmentHead), ''],
        'short': [enrolment(enrolmentHead).slice(1), 'malformed'],
        'long': [concat(enrolment(enrolmentHead), [0]), 'malformed'],
        'magic': [enrolment(flip(enrolmentHead, 3)), 'malformed'],
        'reserved-not-zero': [enrolment(flip(enrolmentHead, 7)), 'malformed'],
        'not-the-kiosks-key': [enrolment(enrolmentHead, { by: stranger }), 'signature'],
        'not-the-codes-key': [enrolment(enrolmentHead, { code: stranger }), 'signature'],
        'other-kiosk-under-the-code': [concat(enrolment(replace(enrolmentHead, 40, stranger.public), { by: stranger }).slice(0, 160),
            enrolment(enrolmentHead).slice(160)), 'signature'],
        'challenge-altered': [flip(enrolment(enrolmentHead), 80), 'signature'],
    };
    for (const [name, [input, error]] of Object.entries(enrolments))
        write('enrolment', name, { about: name, kind: 'enrolment', input: hex(input), error, code: hex(codeKey.public), kiosk: hex(kiosk.public) });

    const enrolledText = (change) => { const copy = { v: 1, site: 'North Branch', name: 'Kiosk 1' }; change(copy); return JSON.stringify(copy); };
    const enrolledAnswers = {
        'ok': [enrolledText(() => {}), ''],
        'name-empty': [enrolledText((e) => { e.name = ''; }), 'malformed'],
        'site-too-long': [enrolledText((e) => { e.site = 'N'.repeat(129); }), 'malformed'],
        'name-number': [enrolledText((e) => { e.name = 1; }), 'malformed'],
        'missing-member': [enrolledText((e) => { delete e.site; }), 'malformed'],
        'unknown-member': [enrolledText((e) => { e.trust = {}; }), 'malformed'],
        'version': [enrolledText((e) => { e.v = 2; }), 'malformed'],
        'not-json': ['North Branch', 'malformed'],
    };
    for (const [name, [input, error]] of Object.entries(enrolledAnswers))
        write('enrolled', name, { about: name, kind: 'enrolled', input: hex(text(input)), error });
}
