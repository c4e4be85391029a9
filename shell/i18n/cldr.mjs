// How a language writes numbers and dates, from node's copy of CLDR, as small tables for the program.

const kMarch12 = Date.UTC(1990, 2, 12);

// Of number, digits in the language's own form. CLDR 48 has 0 to 9 for all eight, Arabic too, as most papers and the
// card itself have them; for a language with others the table has those.
function numbersOf(tag) {
    const plain = new Intl.NumberFormat(tag, { useGrouping: false });
    const format = new Intl.NumberFormat(tag);
    const groupIn = (number) => format.formatToParts(number).find(({ type }) => type === 'group')?.value ?? '';
    return { digits: [...Array(10).keys()].map((digit) => plain.format(digit)), group: groupIn(1_234_567), groupsThousands: groupIn(1_234) !== '' };
}

// A whole date for each month, with {day} and {year} to fill in.
function datesOf(tag) {
    const format = new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone: 'UTC', calendar: 'gregory' });
    const template = (month) => format.formatToParts(Date.UTC(1990, month, 12))
        .map(({ type, value }) => (type === 'day' || type === 'year' ? `{${type}}` : value)).join('');
    return [...Array(12).keys()].map(template);
}

// In which order people write day, month and year in numbers.
function orderOf(tag) {
    const parts = new Intl.DateTimeFormat(tag, { dateStyle: 'short', timeZone: 'UTC', calendar: 'gregory' }).formatToParts(kMarch12);
    return parts.map(({ type }) => type).filter((type) => type !== 'literal').join(' ');
}

export const formsOf = (tag) => ({ ...numbersOf(tag), dates: datesOf(tag), dateOrder: orderOf(tag) });
