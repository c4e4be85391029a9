// How a site's printers are: a picture, what is the matter, and the way out.

import { element } from './elements.js';

const kFew_percent = 10;

// Way out of each state or need of a printer (protocol/PROTOCOL.md, Report).
const kWays = {
    ready: ['printer', 'Ready.', ''],
    printing: ['card', 'Printing a card.', ''],
    unreachable: ['unplugged', 'Does not answer.',
        'Switch on the printer and the kiosk, and check both ends of the cable. If that does not help, call your administrator.'],
    media: ['cards', 'Out of blank cards.', 'Fill the hopper. Printing goes on by itself.'],
    ribbon: ['ribbon', 'The ribbon is used up or missing.', 'Put in a new ribbon.'],
    cover: ['cover', 'The cover is open.', 'Close it until it clicks.'],
    jam: ['jam', 'A card is stuck.',
        'Open the cover, take the card out, close the cover. Destroy the spoilt card, and tell the applicant to try again.'],
    cleaning: ['cleaning', 'Needs cleaning.', 'Run a cleaning card through it, as its manual shows.'],
};

const wayOf = (printer) => kWays[printer.needs || printer.state] ?? kWays.unreachable;

const isFew = (level) => level !== undefined && level <= kFew_percent;

function levelsOf(printer) {
    const levels = [];
    if (printer.cards !== undefined)
        levels.push(`Cards ${printer.cards} %`);
    if (printer.ribbon !== undefined)
        levels.push(`Ribbon ${printer.ribbon} %`);
    return levels.join(' · ');
}

function warningsOf(printer) {
    const warnings = [];
    if (isFew(printer.cards) && printer.needs !== 'media')
        warnings.push('Few blank cards are left: fill the hopper soon.');
    if (isFew(printer.ribbon) && printer.needs !== 'ribbon')
        warnings.push('The ribbon ends soon: have a new one at hand.');
    if (printer.spools)
        warnings.push('This printer does not say when a card is out: look into its tray after each card.');
    return warnings;
}

// No stop: the printer goes on, and so does whoever waits.
function reminderOf(printer) {
    const reminder = element('p', 'reminder');
    const mark = element('span', 'picture');
    mark.dataset.picture = 'cleaning';
    mark.setAttribute('aria-hidden', 'true');
    reminder.append(mark, element('span', '',
        'Cleaning is due: when nobody waits, run a cleaning card through it, then tell whoever looks after the kiosk.'));
    return reminder;
}

function habitsOf(printer) {
    const habits = [];
    if (printer.ribbon_keeps)
        habits.push('A used ribbon may show every card: shred it, never throw it away whole.');
    if (printer.memory_keeps)
        habits.push('It may remember the last cards: switch it off at closing.');
    return habits;
}

// "Kiosk 1: Out of blank cards." for whoever hears the page.
export const sentenceOf = (printer) => `Printer at ${printer.kiosk}: ${wayOf(printer)[1]}`;
export const needsHelp = (printer) => printer.state === 'needs' || printer.state === 'unreachable';

function itemOf(printer) {
    const [picture, words, way] = wayOf(printer);
    const item = element('li', 'card printer');
    item.classList.toggle('helpless', needsHelp(printer));
    const mark = element('span', 'picture');
    mark.dataset.picture = picture;
    mark.setAttribute('aria-hidden', 'true');
    const told = element('div', 'told');
    told.append(element('h3', '', printer.kiosk), element('p', 'state', words));
    if (way)
        told.append(element('p', 'way', way));
    const levels = levelsOf(printer);
    if (levels)
        told.append(element('p', 'hint', levels));
    for (const warning of warningsOf(printer))
        told.append(element('p', 'warning', warning));
    if (printer.cleaning_due && printer.needs !== 'cleaning')
        told.append(reminderOf(printer));
    for (const habit of habitsOf(printer))
        told.append(element('p', 'hint', habit));
    item.append(mark, told);
    return item;
}

export function drawPrinters(section, list, printers) {
    section.hidden = printers.length === 0;
    list.replaceChildren(...printers.map(itemOf));
}
