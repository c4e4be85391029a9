// Releases: list of the same name, items "Programme" and "App of the kiosks", each with serial and what belongs to it.

import { element, find } from '../staff/elements.js';
import * as api from './api.js';

const dayOf = (day) => new Date(`${day}T00:00:00Z`).toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
const timeOf = (seconds) => new Date(seconds * 1000).toLocaleDateString('en-GB', { dateStyle: 'long' });
const kSoon_s = 30 * 24 * 3600;

function card(title, facts, missing) {
    const item = element('li', 'card');
    item.append(element('h2', '', title));
    if (!facts) {
        item.append(element('p', 'wrong', missing));
        return item;
    }
    const list = element('dl', 'facts');
    for (const [term, text, className] of facts) {
        const row = element('div', 'fact');
        row.append(element('dt', '', term), element('dd', className, text));
        list.append(row);
    }
    item.append(list);
    return item;
}

function manifestCard(manifest) {
    const item = card('Programme', manifest && [
        ['City', manifest.city],
        ['Manifest', `Number ${manifest.serial.toLocaleString('en')}`],
        ['Good until', timeOf(manifest.expires)],
        ['Epoch of the records', manifest.keeps_records
            ? `${manifest.epoch}, until ${dayOf(manifest.epoch_end)}, destroyed on ${dayOf(manifest.epoch_destroy)}`
            : 'No records are kept'],
    ], 'There is no manifest: import one with `porchlight-server import-manifest`.');
    if (manifest && manifest.expires * 1000 - Date.now() < kSoon_s * 1000)
        item.append(element('p', 'wrong', 'It ends within a month: ask the custodians for a new one. Kiosks stop when it has ended.'));
    return item;
}

const releaseCard = (release) => card('App of the kiosks', release && [
    ['Release', `Number ${release.serial.toLocaleString('en')}`],
    ['Files', release.files.toLocaleString('en')],
    ['Hash', release.hash.match(/.{1,8}/g).join(' '), 'hash'],
], 'There is no release: import one with `porchlight-server import-release`.');

export async function drawReleases(page) {
    const answer = await page.ask(api.releases);
    if (answer)
        find('release-list').replaceChildren(manifestCard(answer.data.manifest), releaseCard(answer.data.release));
}
