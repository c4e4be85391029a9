// Which form of a message goes with which number, by CLDR: as a language's PO header says it, and as the program's
// table has it.

const kInOrder = ['zero', 'one', 'two', 'few', 'many', 'other'];
const kMillion = 1_000_000;
const kRepeats = 100; // from here on, a number below a million takes the form that it takes a hundred later
const kLooked = [...Array(1200).keys(), 9_999, 10_000, 10_002, 100_000, 100_011, 123_456, kMillion - 1];

// Of a language, CLDR's categories that whole numbers have, in CLDR's order, which is that of the msgstr; and the
// place of a number's category among them. Made once: asking Intl takes long.
const known = new Map();
function formsOf(tag) {
    if (known.has(tag)) return known.get(tag);
    const rules = new Intl.PluralRules(tag);
    const chosen = new Map([...kLooked, kMillion].map((number) => [number, rules.select(number)]));
    const met = new Set(chosen.values());
    const categories = kInOrder.filter((category) => met.has(category));
    const forms = { categories, of: new Map([...chosen].map(([number, category]) => [number, categories.indexOf(category)])) };
    known.set(tag, forms);
    return forms;
}

export const categoriesOf = (tag) => formsOf(tag).categories;

// Whether a form stands for a single number.
export function isOfOneNumber(tag, form) {
    return [...formsOf(tag).of.values()].filter((other) => other === form).length === 1;
}

// A digit for each number below 200, and one for whole millions: which form it takes.
export function tableOf(tag) {
    const digit = (number) => String(formsOf(tag).of.get(number));
    const wrong = kLooked.find((number) => number >= 2 * kRepeats && digit(number) !== digit(kRepeats + (number % kRepeats)));
    if (wrong !== undefined) throw new Error(`the plural of ${wrong} in ${tag} does not fit the program's table`);
    return [...Array(2 * kRepeats).keys(), kMillion].map(digit).join('');
}

// A C expression of gettext's, as a function from number to form.
function expressionOf(text) {
    if (!/^[n0-9\s%=!<>&|?:()]+$/.test(text)) return null;
    try {
        return new Function('n', `return Number(${text})`);
    } catch {
        return null;
    }
}

// What is wrong with a Plural-Forms header, or nothing.
export function faultOfHeader(tag, header) {
    const match = /^\s*nplurals\s*=\s*(\d+)\s*;\s*plural\s*=\s*([^;]+);?\s*$/.exec(header);
    const select = match && expressionOf(match[2]);
    if (!select) return 'the header needs Plural-Forms: nplurals=…; plural=…;';
    const count = categoriesOf(tag).length;
    if (Number(match[1]) !== count) return `CLDR has ${count} plural forms (${categoriesOf(tag).join(', ')}), the header ${match[1]}`;
    const wrong = [...formsOf(tag).of].find(([number, form]) => select(number) !== form);
    return wrong === undefined ? '' : `by CLDR the number ${wrong[0]} takes form ${wrong[1]}, by the header form ${select(wrong[0])}`;
}
