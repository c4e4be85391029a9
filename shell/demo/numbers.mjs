// Numbers of a service as that service would hand them to the city, for the demo city: by the programme's rule, with
// the right check symbol, of institutions that do not exist.
//     node shell/demo/numbers.mjs PROGRAMME.json SERVICE COUNT
import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';

const [programme, id, count] = process.argv.slice(2);
const service = JSON.parse(readFileSync(programme, 'utf8')).services.find((one) => one.id === id);

// A library patron (2) of institution 0417.
const prefix = service.id === 'library' ? '20417' : '9';

const doubled = (digit) => (digit > 4 ? 2 * digit - 9 : 2 * digit);
const luhn = (body) => {
    const sum = [...body].reverse().reduce((total, digit, i) => total + (i % 2 === 0 ? doubled(+digit) : +digit), 0);
    return String((10 - sum % 10) % 10);
};
const codabar = '0123456789-$:/.+ABCD';
const mod16 = (body) => {
    const sum = [...`A${body}B`].reduce((total, symbol) => total + codabar.indexOf(symbol), 0);
    return codabar[(16 - sum % 16) % 16];
};
const check = { luhn, mod16, none: () => '' }[service.check];

const serialDigits = service.length - prefix.length - (service.check === 'none' ? 0 : 1);
const numbers = new Set();
while (numbers.size < +count) {
    const serial = String(randomInt(10 ** Math.min(serialDigits, 14))).padStart(serialDigits, '0');
    numbers.add(prefix + serial + check(prefix + serial));
}
process.stdout.write(['number', ...numbers, ''].join('\n'));
