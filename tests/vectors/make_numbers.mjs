// The vectors of service numbers (protocol/PROTOCOL.md, Service numbers), with the helpers of make.mjs.

export function writeNumbers({ be, blockIds, concat, hash, hex, text, write, zeros }) {
    const luhn = (body) => [...body].reverse().reduce((sum, digit, i) => sum + (i % 2 ? +digit : [0, 2, 4, 6, 8, 1, 3, 5, 7, 9][+digit]), 0);
    const libraryNumber = (serial) => {
        const body = `2${'0417'}${String(serial).padStart(8, '0')}`;
        return body + ((10 - luhn(body) % 10) % 10);
    };
    const library = [3, 17, 29, 40, 58, 77, 81, 90, 95].map(libraryNumber);
    const block = (change = {}, at = 0) => ({ id: hex(blockIds[at]), service: 'library', numbers: library, ...change });
    const numbersAnswer = (...blocks) => JSON.stringify({ v: 1, blocks });
    const numbersAnswers = {
        'ok': [numbersAnswer(block()), ''],
        'ok-none': [numbersAnswer(), ''],
        'ok-two': [numbersAnswer(block(), block({ service: 'transit', numbers: ['A-000001', 'A-000002'] }, 1)), ''],
        'three-blocks': [numbersAnswer(block(), block({}, 1), block()), 'malformed'],
        'no-numbers': [numbersAnswer(block({ numbers: [] })), 'malformed'],
        'too-many-numbers': [numbersAnswer(block({ numbers: Array.from({ length: 10001 }, (_, i) => libraryNumber(i)) })), 'malformed'],
        'number-twice': [numbersAnswer(block({ numbers: [library[0], library[0]] })), 'malformed'],
        'not-ascending': [numbersAnswer(block({ numbers: [...library].reverse() })), 'malformed'],
        'two-lengths': [numbersAnswer(block({ numbers: ['1', '22'] })), 'malformed'],
        'number-too-long': [numbersAnswer(block({ numbers: ['1'.repeat(33)] })), 'malformed'],
        'number-symbol': [numbersAnswer(block({ numbers: ['12 4'] })), 'malformed'],
        'number-no-text': [numbersAnswer(block({ numbers: [7] })), 'malformed'],
        'id-short': [numbersAnswer(block({ id: '00ff' })), 'malformed'],
        'id-zero': [numbersAnswer(block({ id: '00'.repeat(16) })), 'malformed'],
        'service-climbs': [numbersAnswer(block({ service: '../library' })), 'malformed'],
        'unknown-member': [numbersAnswer(block({ site: 'North Branch' })), 'malformed'],
        'version': [numbersAnswer(block()).replace('"v":1', '"v":2'), 'malformed'],
        'truncated': [numbersAnswer(block()).slice(0, 90), 'malformed'],
    };
    for (const [name, [input, error]] of Object.entries(numbersAnswers))
        write('numbers_answer', name, { about: name, kind: 'numbers_answer', input: hex(text(input)), error });

    // Lists for a service of 14 digits with the Luhn check; `line`: of the fault.
    const lines = (...all) => all.map((one) => `${one}\n`).join('');
    const lists = {
        'ok': [lines(...library), library.length, '', 0],
        'ok-header': [lines('number', ...library), library.length, '', 0],
        'ok-windows': [`\ufeffnumber\r\n${library.join('\r\n')}\r\n`, library.length, '', 0],
        'ok-no-last-line-end': [library.join('\n'), library.length, '', 0],
        'ok-published': [lines('30234000517861', '33191000105864', '58198000943996'), 3, '', 0],
        'empty': ['', 0, 'there is no number', 1],
        'header-alone': [lines('number'), 0, 'there is no number', 2],
        'check-wrong': [lines('number', library[0], '35555000012349'), 0, 'its check symbol is wrong', 3],
        'too-short': [lines(library[0], library[1].slice(1)), 0, 'it is no number of this service', 2],
        'letter': [lines(`D${library[0].slice(1)}`), 0, 'it is no number of this service', 1],
        'two-columns': [lines(`${library[0]},Ana Lee`), 0, 'it is no number of this service', 1],
        'quoted': [lines(`"${library[0]}"`), 0, 'it is no number of this service', 1],
        'blank-line': [lines(library[0], '', library[1]), 0, 'it is no number of this service', 2],
        'spaces': [lines(`${library[0]} `), 0, 'it is no number of this service', 1],
        'zero-byte': [lines(`${library[0]}\0`), 0, 'it is no number of this service', 1],
        'line-too-long': [lines(library[0], '2'.repeat(65)), 0, 'it has more than 64 bytes', 2],
        'twice': [lines('number', library[2], library[0], library[1], library[0], library[1]), 0, 'the number stands in the list before', 5],
    };
    for (const [name, [input, count, error, line]] of Object.entries(lists))
        write('number_list', name, { about: name, kind: 'number_list', input: hex(text(input)), count, error, line });

    const bits = (count, used) => Uint8Array.from({ length: Math.ceil(count / 8) }, (_, byte) => used.reduce((sum, i) => sum | (i >> 3 === byte ? 1 << (i & 7) : 0), 0));
    const padded = (value, size) => concat(text(value), zeros(size - value.length));
    const sortedIds = [...blockIds].sort((a, b) => (hex(a) < hex(b) ? -1 : 1));
    const bookBody = ({ magic = 'PLN1', width = 14, reserved = [0, 0, 0], ids = sortedIds, numbers = library, count = numbers.length, service = 'library', used = bits(library.length, [1, 8]) } = {}) =>
        concat(text(magic), [width, ...reserved], be(ids.length, 4), be(count, 4), padded(service, 32), ...ids, ...numbers.map((number) => text(number)), used);
    const book = (change) => concat(bookBody(change), hash(bookBody(change)));
    const withoutUsed = library.filter((_, i) => i !== 1 && i !== 8);
    const books = {
        'ok': [book(), withoutUsed, ''],
        'ok-no-numbers': [book({ width: 0, numbers: [], used: zeros(0) }), [], ''],
        'magic': [book({ magic: 'PLN2' }), [], 'malformed'],
        'reserved-not-zero': [book({ reserved: [0, 1, 0] }), [], 'malformed'],
        'width-zero': [book({ width: 0, numbers: [''], used: zeros(1) }), [], 'malformed'],
        'count-too-large': [book({ count: 65537 }), [], 'malformed'],
        'one-fewer-than-said': [book({ count: 10 }), [], 'malformed'],
        'not-ascending': [book({ numbers: [...library].reverse() }), [], 'malformed'],
        'number-twice': [book({ numbers: library.map((number, i) => (i === 1 ? library[0] : number)) }), [], 'malformed'],
        'ids-not-ascending': [book({ ids: [...sortedIds].reverse() }), [], 'malformed'],
        'spare-bit': [book({ used: bits(library.length, [1, 8, 9]) }), [], 'malformed'],
        'service-padding': [book({ service: 'library\0x' }), [], 'malformed'],
        'used-bit-cleared': [concat(bookBody({ used: bits(library.length, [1]) }), hash(bookBody())), [], 'malformed'],
        'truncated': [book().slice(0, 150), [], 'malformed'],
        'one-byte-more': [concat(book(), [0]), [], 'malformed'],
        'empty': [zeros(0), [], 'malformed'],
    };
    for (const [name, [input, unused, error]] of Object.entries(books))
        write('number_book', name, { about: name, kind: 'number_book', input: hex(input), service: 'library', unused, error });
}
