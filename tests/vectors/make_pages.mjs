// The vectors of shares on paper (custody/FORMAT.md, On paper), with the helpers of make.mjs.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const kAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const kLineBytes = 15;
const kCheckBytes = 8;
const words = readFileSync(join(import.meta.dirname, '../../src/protocol/words.txt'), 'utf8').trim().split('\n');

// GF(256) by tables of logarithms to the base x, modulo x^8 + x^4 + x^3 + x^2 + 1.
const powers = [1];
while (powers.length < 255) powers.push(powers.at(-1) << 1 & 256 ? (powers.at(-1) << 1) ^ 0x11d : powers.at(-1) << 1);
const times = (value, power) => (value ? powers[(powers.indexOf(value) + power) % 255] : 0);

const symbolsOf = (bytes) => BigInt(`0x${Buffer.from(bytes).toString('hex')}`).toString(2).padStart(bytes.length * 8, '0')
    .match(/.{5}/g).map((bits) => kAlphabet[parseInt(bits, 2)]).join('');
const wordOf = (symbols, number, page) => words[[...symbols].map((symbol) => kAlphabet.indexOf(symbol))
    .concat(number, page).reduce((sum, value, i) => sum ^ times(value, i + 1), 0)];
const two = (number) => String(number).padStart(2, '0');

export function writePages({ be, concat, hash, hex, seedOf, text, write, zeros }) {
    const payloadOf = (share, length = share.length) => {
        const check = hash(concat(text('porchlight page v1'), be(length, 2), share)).slice(0, kCheckBytes);
        const used = 2 + share.length + kCheckBytes;
        return concat(be(length, 2), share, zeros(Math.ceil(used / kLineBytes) * kLineBytes - used), check);
    };
    const pageOf = (payload, page = payload.at(-kCheckBytes)) => {
        const lines = Array.from({ length: payload.length / kLineBytes }, (_, i) => symbolsOf(payload.slice(i * kLineBytes, (i + 1) * kLineBytes)));
        return { page, lines, typed: lines.map((symbols, i) => `${two(i + 1)} ${symbols.match(/.{4}/g).join(' ')} ${wordOf(symbols, i + 1, page)}`) };
    };
    const typedOf = ({ page, typed }) => `page ${words[page]}\n${typed.join('\n')}\n`;
    const codeOf = ({ lines }) => `PORCHLIGHT SHARE 1 ${lines.join('')}`;
    const share = (size, name = 'page') => concat(...Array.from({ length: Math.ceil(size / 32) }, (_, i) => seedOf(`${name} ${i}`))).slice(0, size);
    const file = share(190);
    const good = pageOf(payloadOf(file));
    const other = pageOf(payloadOf(share(190, 'another page')));
    const changed = (change) => { const typed = [...good.typed]; change(typed); return typedOf({ ...good, typed }); };
    const onLine = (number, from, to) => changed((typed) => { typed[number - 1] = typed[number - 1].replace(from, to); });
    const swapped = (line) => { const parts = line.split(' '); [parts[2], parts[3]] = [parts[3], parts[2]]; return parts.join(' '); };
    const wrongSymbol = (line, at) => line.slice(0, at) + (line[at] === '7' ? 'Q' : '7') + line.slice(at + 1);
    const padded = () => { const payload = payloadOf(share(191)); payload[2 + 191] = 1; return payload; };
    const forged = () => { const payload = payloadOf(file); payload[payload.length - 1] ^= 1; return payload; };

    const vectors = {
        'ok-smallest': [typedOf(pageOf(payloadOf(text('hello')))), '', 0, text('hello')],
        'ok': [typedOf(good), '', 0, file],
        'ok-largest': [typedOf(pageOf(payloadOf(share(260)))), '', 0, share(260)],
        'ok-code': [`${codeOf(good)}\r\n`, '', 0, file],
        'ok-as-people-type': [typedOf(good).toLowerCase().replaceAll(/^(\d\d) (....) /gm, '$1. $2-').replaceAll('0', 'o').replaceAll('1', 'l')
            .replaceAll(/^([ol\d]{2})\./gm, (_, number) => `${number.replaceAll('o', '0').replaceAll('l', '1')}.`).replaceAll('\n', '\r\n\r\n'), '', 0, file],
        'ok-any-order': [changed((typed) => typed.reverse()), '', 0, file],
        'symbol-wrong': [changed((typed) => { typed[4] = wrongSymbol(typed[4], 8); }), 'line_check', 5],
        'groups-swapped': [changed((typed) => { typed[6] = swapped(typed[6]); }), 'line_check', 7],
        'word-wrong': [onLine(3, /\w+$/, (word) => (word === 'acorn' ? 'almond' : 'acorn')), 'line_check', 3],
        'word-misspelt': [onLine(3, /\w+$/, 'anchro'), 'line_word', 3],
        'word-missing': [onLine(3, / [a-z]+$/, ''), 'line_length', 3],
        'symbol-none': [onLine(9, /(\d\d) ./, '$1 U'), 'line_symbol', 9],
        'symbol-missing': [onLine(2, /^(\d\d) ./, '$1 '), 'line_length', 2],
        'symbol-more': [onLine(2, /^(\d\d) /, '$1 0'), 'line_length', 2],
        'number-missing': [onLine(4, /^\d\d /, ''), 'line_number', 4],
        'lines-swapped': [changed((typed) => { typed[1] = typed[1].replace(/^02/, '03'); typed[2] = typed[2].replace(/^03/, '02'); }), 'line_place', 3],
        'line-of-another-page': [changed((typed) => { typed[5] = other.typed[5]; }), 'line_check', 6],
        'line-missing': [changed((typed) => typed.splice(7, 1)), 'line_missing', 8],
        'line-twice': [changed((typed) => typed.push(typed[7])), 'line_twice', 8],
        'line-more': [changed((typed) => typed.push(`15 ${'0000 '.repeat(6)}${wordOf('0'.repeat(24), 15, good.page)}`)), 'line_extra', 15],
        'page-word-missing': [typedOf(good).replace(/^.*\n/, ''), 'page_word', 0],
        'page-word-misspelt': [typedOf(good).replace(/^page \w+/, 'page lighthuose'), 'page_word', 0],
        'page-word-of-another': [typedOf(good).replace(/^page \w+/, `page ${words[other.page]}`), 'line_check', 1],
        'length-zero': [typedOf(pageOf(payloadOf(share(5), 0))), 'page_length', 0],
        'length-too-large': [codeOf(pageOf(payloadOf(share(260), 261))), 'page_length', 0],
        'length-of-fewer-lines': [codeOf(pageOf(payloadOf(file, 100))), 'page_length', 0],
        'padding-not-zero': [typedOf(pageOf(padded())), 'page_length', 0],
        'check-wrong': [typedOf(pageOf(forged())), 'page_check', 0],
        'code-check-wrong': [codeOf(pageOf(forged())), 'page_check', 0],
        'code-cut': [codeOf(good).slice(0, -1), 'page_code', 0],
        'code-empty': ['PORCHLIGHT SHARE 1 ', 'page_code', 0],
        'code-symbol': [codeOf(good).replace(/.$/, 'U'), 'page_code', 0],
        'code-other-version': [codeOf(good).replace('SHARE 1', 'SHARE 2'), 'page_word', 0],
        'empty': ['', 'page_word', 0],
        'too-many-lines': [typedOf(good) + '01\n'.repeat(100), 'page_size', 0],
        'too-large': [typedOf(good) + ' '.repeat(16384), 'page_size', 0],
    };
    for (const [name, [input, error, line, content]] of Object.entries(vectors))
        write('share_page', name, { about: name, kind: 'share_page', input: hex(text(input)), error, line, ...(error ? {} : { share: hex(content) }) });
}
