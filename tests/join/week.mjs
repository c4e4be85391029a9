// The simulated days: who comes where and when, by a seed, and what became of each record. The truth of it stays here.
import { below, generator, weighted } from './chance.mjs';
import { City } from './city.mjs';
import { hash } from './kiosk.mjs';
import { programme } from '../e2e/support/stack.mjs';
import { applicants, openedName } from '../e2e/applicants.mjs';
import { recordText, sealBySodium } from '../vectors/sealed_record.mjs';

// Branches open and close at their own hours, as the world can read at their doors; a second kiosk is for the afternoon.
const kHours = [[9, 13], [10, 18], [12, 20], [15, 20]];
const kAfternoon = 14;
const kFewest = 105; // approvals a day: the shuffle's batch is 100
const kMore = 40;
const kDenied = 0.06;
const kSchoolEnds = 15;
// Index of the programme's class, and its share: sharper than in life, so that one day of few records has power to tell.
const kInTheMorning = [[0, 0.02], [1, 0.02], [2, 0.5], [3, 0.46]];
const kAfterSchool = [[0, 0.5], [1, 0.3], [2, 0.18], [3, 0.02]];
const kNumbers = 200; // for a site
const kEvening = 23;
const kNight = 25; // the day ends half an hour after midnight
const kRests_ms = 4000; // the server writes its rows anew when nothing was stored for two seconds
const kSettles_ms = 1500; // and looks every second whether its log of writes can go
export const kAttributes = ['site', 'librarian', 'kiosk', 'hour', 'class', 'card'];

function sitesOf(count, random) {
    return Array.from({ length: count }, (_, i) => ({ name: `Branch ${i + 1}`, hours: kHours[i % kHours.length], kiosks: 2, librarians: 2 }));
}

// Visits of one day, in order.
function visitsOf(city, random) {
    const busy = city.sites.map((site, i) => [site, 1 + (i % 3)]);
    const count = Math.ceil((kFewest + below(random, kMore)) / (1 - kDenied));
    const visits = Array.from({ length: count }, () => {
        const site = weighted(random, busy);
        const [opens, closes] = site.hours;
        const hour = opens + random() * (closes - opens);
        const [kiosk, librarian] = [hour < kAfternoon, hour < (opens + closes) / 2].map((isFirst) => ((random() < 0.9) === isFirst ? 0 : 1));
        return { site, hour, kiosk: site.kiosks[kiosk], librarian: site.librarians[librarian], denied: false,
            cardClass: weighted(random, hour < kSchoolEnds ? kInTheMorning : kAfterSchool) };
    }).sort((a, b) => a.hour - b.hour);
    for (let left = count - kFewest; left > 0; left--) if (random() < 0.5) visits[below(random, count)].denied = true;
    return visits;
}

async function runDay(city, day, random, truth) {
    let card = 0;
    for (const visit of visitsOf(city, random)) {
        const one = applicants[below(random, applicants.length)];
        const sealed = Buffer.from(sealBySodium(recordText(city.epoch.id, openedName(one), one.dob), city.epoch.id, city.epoch.key));
        city.moveTo(day, visit.hour);
        await city.issue({ ...visit, sealed });
        if (visit.denied) continue;
        truth.set(hash(sealed).toString('hex'), { day, site: visit.site.name, librarian: visit.librarian.name, kiosk: visit.kiosk.name,
            hour: visit.hour, class: programme.classes[visit.cardClass].id, card: card++ });
    }
    city.moveTo(day, kEvening);
    await city.quiet(kRests_ms);
    city.backUp(`${day}-evening`);
    city.moveTo(day, kNight);
    await city.shuffled(card, day + 1);
    await city.quiet(kSettles_ms);
    city.backUp(`${day}-night`);
}

// Library numbers of fourteen digits with their check digit.
function numbersOf(count) {
    return Array.from({ length: count }, (_, i) => {
        const digits = `2041700${String(i).padStart(6, '0')}`;
        const sum = [...digits].reverse().map(Number).reduce((total, digit, at) => total + (at % 2 ? digit : digit > 4 ? 2 * digit - 9 : 2 * digit), 0);
        return digits + ((10 - (sum % 10)) % 10);
    });
}

// Leaves a folder of what an attacker gets, and the truth: digest → what nobody may know of it.
export async function simulate({ server, sites, days, seed }) {
    const random = generator(seed);
    const city = await City.create({ server, sites: sitesOf(sites, random) });
    const truth = new Map();
    try {
        await city.dealNumbers('library', numbersOf(kNumbers * sites));
        for (let day = 0; day < days; day++) await runDay(city, day, random, truth);
        await city.stop();
    } catch (error) {
        await city.close();
        throw error;
    }
    return { city, truth };
}
