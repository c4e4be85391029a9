// Kiosks, by site: region <site>, in each item heading <kiosk> and its state, buttons "Suspend <kiosk> at <site>",
// "Resume …", "Remove …" (then a dialog, sure.js), "Make a new code for …"; combobox "Site", textbox "Name of the kiosk",
// button "Make a code"; then heading "Code for <kiosk> at <site>".

import { button, element, find, onSubmit } from '../staff/elements.js';
import * as api from './api.js';
import { askSure } from './sure.js';

const kErrors = {
    malformed: 'Give the kiosk a name of at most 128 letters.',
    gone: 'There is no such site or kiosk any more. Look again.',
    kiosk_exists: 'This site has a kiosk of that name. Choose another name, or remove that kiosk first.',
    no_trust: 'The server has no trust file to give to kiosks: run `porchlight-server init` again with the custodians’ folder.',
    internal: 'The server could not make a code. It needs 64 MB of free memory for it: try again.',
};

const whole = ({ site, name }) => `${name} at ${site}`;
const timeOf = (seconds) => new Date(seconds * 1000).toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'short' });

function tellCode({ site, name }, { code, fingerprint, expires }) {
    find('code-title').textContent = `Code for ${whole({ site, name })}`;
    find('code-command').textContent = `porchlight-bridge enroll ${location.origin} ${code}`;
    find('code-text').textContent = `On a kiosk of the package, write porchlight for porchlight-bridge. The code makes one machine this kiosk, once, until ${timeOf(expires)}. Write it down now: it is not shown again.`;
    find('code-fingerprint').textContent = fingerprint;
    find('given-code').hidden = false;
}

async function makeCode(page, kiosk) {
    const answer = await page.ask(() => api.makeCode(kiosk.site, kiosk.name), 'kiosk-error', kErrors);
    if (!answer)
        return false;
    tellCode(kiosk, answer.data);
    await drawKiosks(page);
    find('given-code').scrollIntoView({ block: 'nearest' });
    return true;
}

async function setSuspended(page, kiosk, suspended) {
    const ask = suspended ? api.suspendKiosk : api.resumeKiosk;
    if (!await page.ask(() => ask(kiosk.site, kiosk.name)))
        return;
    await page.redraw();
    page.tell(`${whole(kiosk)} is ${suspended ? 'suspended' : 'resumed'}.`);
    // The button that was pressed is another one now.
    document.querySelector(`[data-kiosk="${CSS.escape(whole(kiosk))}"]`)?.focus();
}

async function remove(page, kiosk) {
    const sure = await askSure({
        title: `Remove ${whole(kiosk)}?`,
        text: 'It can do nothing any more, and comes back only by a new code. What waits there is cancelled. Service numbers that it has not fetched return to the pool; those that it has are lost.',
        keep: `Keep ${kiosk.name}`,
        act: `Remove ${kiosk.name}`,
    });
    if (!sure || !await page.ask(() => api.removeKiosk(kiosk.site, kiosk.name)))
        return;
    await page.redraw();
    page.tell(`${whole(kiosk)} is removed.`);
    find('title-kiosks').focus();
}

function kioskItem(page, kiosk) {
    const item = element('li', 'card row');
    item.classList.toggle('stopped', kiosk.suspended);
    const who = element('div', 'who-is');
    who.append(element('h3', '', kiosk.name), element('p', kiosk.suspended ? 'wrong' : '', kiosk.suspended ? 'Suspended' : 'In use'));
    item.append(who);
    if (!page.isAdministrator())
        return item;
    const act = kiosk.suspended ? 'Resume' : 'Suspend';
    const turn = button(act, () => setSuspended(page, kiosk, !kiosk.suspended), `${act} ${whole(kiosk)}`);
    turn.dataset.kiosk = whole(kiosk);
    item.append(turn, button('Remove', () => remove(page, kiosk), `Remove ${whole(kiosk)}`));
    return item;
}

function codeItem(page, code) {
    const item = element('li', 'card row waits');
    const who = element('div', 'who-is');
    who.append(element('h3', '', code.name), element('p', '', `Waits for its code, until ${timeOf(code.expires)}`));
    item.append(who);
    if (page.isAdministrator())
        item.append(button('Make a new code', () => makeCode(page, code), `Make a new code for ${whole(code)}`));
    return item;
}

function siteSection(page, { name }, { kiosks, codes }) {
    const section = element('section', 'of-site');
    section.setAttribute('aria-label', name);
    const items = [...kiosks.filter(({ site }) => site === name).map((kiosk) => kioskItem(page, kiosk)),
        ...codes.filter(({ site }) => site === name).map((code) => codeItem(page, code))];
    const list = element('ul', 'rows');
    list.append(...(items.length > 0 ? items : [element('li', 'card empty', 'There is no kiosk here yet.')]));
    section.append(element('h2', '', name), list);
    return section;
}

export async function drawKiosks(page) {
    const answer = await page.ask(api.kiosks);
    if (!answer)
        return;
    const shown = page.sites().filter(({ name }) => page.shows(name));
    find('kiosk-list').replaceChildren(...shown.map((site) => siteSection(page, site, answer.data)));
}

// Whoever comes back later does not see it again.
export function forgetCode() {
    find('given-code').hidden = true;
    find('code-command').textContent = '';
    find('kiosk-error').textContent = '';
}

export function setUpKiosks(page) {
    onSubmit(find('form-kiosk'), async () => {
        const kiosk = { site: find('kiosk-site').value, name: find('kiosk-name').value.trim() };
        if (await makeCode(page, kiosk))
            find('kiosk-name').value = '';
        else
            find('kiosk-name').focus();
    });
    window.addEventListener('hashchange', forgetCode);
}
