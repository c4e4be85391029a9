// What the administration page asks (protocol/PROTOCOL.md, Administration).

import { ask, post } from '../staff/requests.js';

const get = (name) => ask(`api/${name}`);
const to = (name, body) => post(`api/${name}`, body);

export const sites = () => get('sites');
export const addSite = (site) => to('sites', { site });
export const kiosks = () => get('kiosks');
export const makeCode = (site, name) => to('kiosks/code', { site, name });
export const suspendKiosk = (site, name) => to('kiosks/suspend', { site, name });
export const resumeKiosk = (site, name) => to('kiosks/resume', { site, name });
export const removeKiosk = (site, name) => to('kiosks/remove', { site, name });
export const invite = (name, site, role) => to('people/invite', { name, site, role });
export const removePerson = (name) => to('people/remove', { name });
export const numbers = () => get('numbers');
export const importNumbers = (service, list) => to('numbers/import', { service, list });
export const dealNumbers = (service, site, count) => to('numbers/deal', { service, site, count });
export const records = () => get('records');
export const releases = () => get('releases');
export const printers = () => get('printers');
export const counts = () => get('counts');
