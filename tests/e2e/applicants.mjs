// Applicants of every kind that the flow must serve, from the list that the bridge's tests draw too. Names are typed
// as given; opening must give their NFC with spaces folded.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const today = new Date();
const iso = (date) => [date.getFullYear(), String(date.getMonth() + 1).padStart(2, '0'), String(date.getDate()).padStart(2, '0')].join('-');
const yearsAgo = (years) => iso(new Date(today.getFullYear() - years, today.getMonth(), today.getDate()));
const list = JSON.parse(readFileSync(join(import.meta.dirname, '../support/applicants.json'), 'utf8'));

export const applicants = list.map(({ years_ago: years, ...applicant }) => ({ ...applicant, dob: applicant.dob ?? yearsAgo(years) }));

export const openedName = (applicant) => applicant.name.normalize('NFC').trim().replace(/ +/g, ' ');
