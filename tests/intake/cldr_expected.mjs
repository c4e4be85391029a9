// What node's Intl says of many dates and numbers, for say_test: node cldr_expected.mjs HEADER.h
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const kDay = 86_400_000;
const tags = readdirSync(join(import.meta.dirname, '../../assets/translations')).filter((name) => name.endsWith('.po')).map((name) => name.slice(0, -3));
// Every month and many days: each 161st from 1897 on, and the last and first of a leap year.
const days = [...Array.from({ length: 300 }, (_, step) => Date.UTC(1897, 0, 1) + 161 * step * kDay), Date.UTC(2000, 1, 29), Date.UTC(1999, 11, 31)];
const numbers = [...Array(230).keys(), 999, 1000, 1001, 1234, 9999, 10_000, 12_345, 100_011, 999_999, 1_000_000, 2_000_000, 1_234_567];
const kCategories = ['zero', 'one', 'two', 'few', 'many', 'other'];
const literal = (text) => JSON.stringify(text);

// By parts: V8's format() makes a plain space of CLDR's narrow one.
function datesOf(tag) {
    const format = new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone: 'UTC', calendar: 'gregory' });
    return days.map((day) => `{${literal(new Date(day).toISOString().slice(0, 10))}, ${literal(format.formatToParts(day).map(({ value }) => value).join(''))}}`);
}

function numbersOf(tag) {
    const rules = new Intl.PluralRules(tag);
    const met = kCategories.filter((category) => numbers.some((number) => rules.select(number) === category));
    const format = new Intl.NumberFormat(tag);
    return numbers.map((number) => `{${number}, ${literal(format.format(number))}, ${met.indexOf(rules.select(number))}}`);
}

const array = (type, name, rows) => `inline constexpr ${type} ${name}[] = {\n    ${rows.join(',\n    ')}};\n`;
writeFileSync(process.argv[2], `// Made by tests/intake/cldr_expected.mjs.
#pragma once

#include <span>
#include <string_view>

namespace porchlight::intake {

struct ExpectedDate {
    std::string_view iso, said;
};
struct ExpectedNumber {
    unsigned number;
    std::string_view said;
    unsigned form;
};

${tags.flatMap((tag) => [array('ExpectedDate', `kDates_${tag}`, datesOf(tag)), array('ExpectedNumber', `kNumbers_${tag}`, numbersOf(tag))]).join('\n')}
struct Expected {
    std::string_view tag;
    std::span<const ExpectedDate> dates;
    std::span<const ExpectedNumber> numbers;
};
${array('Expected', 'kExpected', tags.map((tag) => `{${literal(tag)}, kDates_${tag}, kNumbers_${tag}}`))}
}  // namespace porchlight::intake
`);
