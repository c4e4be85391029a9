// The vectors of names and records (record/FORMAT.md), with the helpers of make.mjs.

// Gives the text of a good record back, which envelopes are made of.
export function writeRecords({ hex, text, write }) {
    const names = {
        'ok-plain': ['A plain name', 'Ana Lee', ''],
        'ok-nfc': ['Decomposed marks are composed', 'Zoe\u0308 O’Neil', ''],
        'ok-spaces': ['Spaces are folded', ' \u00a0Mary\t  Ann\n', '', 'Mary Ann'],
        'ok-one-letter': ['One letter', 'O', ''],
        'ok-joiner': ['A zero-width non-joiner stays', 'می\u200cخواهم', ''],
        'ok-family': ['100 user-perceived characters of two code points each', 'e\u0323'.normalize('NFD').repeat(100), ''],
        'empty': ['Nothing but spaces', ' \t ', 'name_empty'],
        'too-many-characters': ['101 characters', 'a'.repeat(101), 'name_too_long'],
        'too-many-bytes': ['96 characters of nine bytes', 'क\u093c\u093e'.normalize('NFC').repeat(96), 'name_too_long'],
        'control': ['A bell', 'Ana\u0007Lee', 'name_forbidden_character'],
        'bidi-override': ['Right-to-left override', 'Ana\u202eeeL', 'name_forbidden_character'],
        'bidi-isolate': ['First strong isolate', '\u2068Ana', 'name_forbidden_character'],
        'bidi-mark': ['Left-to-right mark', 'Ana\u200e', 'name_forbidden_character'],
        'byte-order-mark': ['U+FEFF inside', 'An\ufeffa', 'name_forbidden_character'],
        'private-use': ['Private use', 'Ana\ue000', 'name_forbidden_character'],
        'unassigned': ['Not assigned', 'Ana\u0378', 'name_forbidden_character'],
        'line-separator': ['U+2028', 'Ana\u2028Lee', 'name_forbidden_character'],
        'no-letter': ['Digits alone', '12 34', 'name_no_letter'],
        'ok-vietnamese': ['Two marks on one letter, decomposed', 'Nguye\u0302\u0303n Thi\u0323 A\u0301nh'.normalize('NFD'), ''],
        'ok-hangul': ['Jamo are composed', '김민준'.normalize('NFD'), ''],
        'ok-rare-han': ['A character outside the basic plane', '𠮷野家', ''],
        'ok-han-compatibility': ['A compatibility ideograph becomes the unified one, as NFC says', '\ufa10', ''],
        'ok-arabic': ['Right to left', 'فاطمة الزهراء', ''],
        'ok-hebrew': ['Right to left, with points', 'שָׂרָה'.normalize('NFC'), ''],
        'ok-devanagari': ['A conjunct and a joiner', 'क्\u200dष', ''],
        'ok-ukrainian': ['Cyrillic', 'Олександр Ґудзь', ''],
        'ok-ethiopic': ['Ethiopic', 'አበበ', ''],
        'ok-okina': ['A letter that looks like a quote', 'Kaʻahumanu', ''],
        'ok-marks-order': ['Marks are put into canonical order', 'a\u0301\u0323', ''],
        'ok-ideographic-space': ['An ideographic space is a space', '山田\u3000太郎', '', '山田 太郎'],
        'noncharacter': ['U+FFFE', 'Ana\ufffe', 'name_forbidden_character'],
        'zero-byte': ['A zero inside', 'Ana\u0000Lee', 'name_forbidden_character'],
        'paragraph-separator': ['U+2029', 'Ana\u2029Lee', 'name_forbidden_character'],
        'arabic-letter-mark': ['U+061C', '\u061cAna', 'name_forbidden_character'],
        'marks-alone': ['A mark without a letter', '\u0301', 'name_no_letter'],
        'too-many-marks': ['One character of 400 marks', `a${'\u0323'.repeat(400)}`, 'name_too_long'],
    };
    for (const [file, [about, typed, error, canonical]] of Object.entries(names))
        write('name', file, { about, kind: 'name', input: hex(text(typed)), error, output: error ? '' : canonical ?? typed.normalize('NFC') });
    write('name', 'not-utf8', { about: 'A lone continuation byte', kind: 'name', input: '41b061', error: 'name_not_utf8', output: '' });
    write('name', 'overlong', { about: 'A slash in two bytes', kind: 'name', input: '41c0af61', error: 'name_not_utf8', output: '' });
    write('name', 'truncated', { about: 'The last byte of a character is missing', kind: 'name', input: '41e282', error: 'name_not_utf8', output: '' });
    write('name', 'surrogate', { about: 'A surrogate in UTF-8', kind: 'name', input: '41eda080', error: 'name_not_utf8', output: '' });

    const records = {
        'ok': ['{"v":1,"epoch":7,"name":"Zoë O’Neil","dob":"1990-03-12"}', ''],
        'ok-escapes': ['{"v":1,"epoch":7,"name":"Ana \\"Ani\\" Le\\\\e","dob":"2004-02-29"}', ''],
        'unknown-member': ['{"v":1,"epoch":7,"name":"Ana","dob":"1990-03-12","sex":"F"}', 'record_malformed'],
        'member-twice': ['{"v":1,"epoch":7,"name":"Ana","name":"Bea","dob":"1990-03-12"}', 'record_malformed'],
        'missing-member': ['{"v":1,"epoch":7,"name":"Ana"}', 'record_malformed'],
        'spaced': ['{"v":1, "epoch":7,"name":"Ana","dob":"1990-03-12"}', 'record_malformed'],
        'other-order': ['{"epoch":7,"v":1,"name":"Ana","dob":"1990-03-12"}', 'record_malformed'],
        'escaped-letter': ['{"v":1,"epoch":7,"name":"\\u0041na","dob":"1990-03-12"}', 'record_malformed'],
        'version': ['{"v":2,"epoch":7,"name":"Ana","dob":"1990-03-12"}', 'record_version'],
        'epoch-zero': ['{"v":1,"epoch":0,"name":"Ana","dob":"1990-03-12"}', 'record_epoch'],
        'epoch-too-large': ['{"v":1,"epoch":4294967296,"name":"Ana","dob":"1990-03-12"}', 'record_epoch'],
        'no-such-day': ['{"v":1,"epoch":7,"name":"Ana","dob":"1990-02-30"}', 'date_not_real'],
        'name-not-canonical': ['{"v":1,"epoch":7,"name":"Zoe\u0308","dob":"1990-03-12"}', 'name_forbidden_character'],
        'truncated': ['{"v":1,"epoch":7,"name":"Ana","dob":"1990-03', 'record_malformed'],
        'too-deep': [`${'['.repeat(20)}${']'.repeat(20)}`, 'record_malformed'],
        'too-long': [`{"v":1,"epoch":7,"name":"${'a'.repeat(1000)}","dob":"1990-03-12"}`, 'record_malformed'],
    };
    for (const [file, [input, error]] of Object.entries(records))
        write('record', file, { about: file, kind: 'record', input: hex(text(input)), error });
    return records.ok[0];
}
