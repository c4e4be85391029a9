// A name that nobody has: found anywhere, it was typed in this session. Letters of no word, an accent in each part:
// one that fits into a byte, and one that does not.
import { randomInt } from 'node:crypto';
import { formsOf } from './traces.mjs';

// Ids are in every copy of the programme: what tells of a choice is that these two stand together, which they do in
// no list of the programme, or in words that only the kiosk's page makes of them.
const inARow = (what, ids) => ({ [`${what}, in JSON`]: ids.join('","'), [`${what}, by commas`]: ids.join(','), [`${what}, by blanks`]: ids.join(' ') });
const kTicked = { 'passport-handwritten': 'Passport that a machine cannot read', 'hospital-bill': 'Hospital bill or letter' };
const kMissing = { photo: 'A paper with your photo', residency: 'A paper that shows you live here' };

export const tickedPapers = Object.values(kTicked);
export const missingNeeds = Object.values(kMissing);

export const formsOfTicks = () => formsOf({ ...inARow('ticks', Object.keys(kTicked)), 'ticks, on the list': `take-${Object.keys(kTicked)[0]}` });
export const formsOfDenial = () => formsOf({ ...inARow('missing', Object.keys(kMissing)), 'missing, in words': `Missing: ${kMissing.photo}` });

const kLetters = 'bcdfghjklmnpqrstvwxz';
const kRun = 10;
const kMonths = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

const letters = (count) => Array.from({ length: count }, () => kLetters[randomInt(kLetters.length)]).join('');
const twoDigits = (number) => String(number).padStart(2, '0');

export class Canary {
    constructor() {
        this.runs = [letters(kRun), letters(kRun)];
        this.words = [`${letters(1).toUpperCase()}${this.runs[0]}é${letters(1)}`, `${letters(1).toUpperCase()}${this.runs[1]}ő`];
        this.name = this.words.join(' ');
        [this.emergency, this.gender] = [letters(kRun), letters(kRun)];
        const [year, month, day] = [1921 + randomInt(15), 1 + randomInt(12), 11 + randomInt(17)];
        this.dob = `${year}-${twoDigits(month)}-${twoDigits(day)}`;
        this.printedDate = `${day} ${kMonths[month - 1]} ${year}`;
    }

    // The runs of plain letters are in each form of the name, and also where its first letter was made small, its
    // accents escaped, or only a part of it was typed.
    get forms() {
        return formsOf({
            'name': this.name,
            'name, decomposed': this.name.normalize('NFD'),
            'first word': this.words[0],
            'first word, decomposed': this.words[0].normalize('NFD'),
            'last word': this.words[1],
            'last word, decomposed': this.words[1].normalize('NFD'),
            'letters of the first word': this.runs[0],
            'letters of the last word': this.runs[1],
            'date as a record has it': `"dob":"${this.dob}"`,
            'date as a card has it': this.printedDate,
        });
    }

    // What is printed if one wants it.
    get optional() { return formsOf({ 'emergency contact': this.emergency, 'gender': this.gender }); }
}
