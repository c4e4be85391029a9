// What desk and administration ask about accounts (protocol/PROTOCOL.md, Accounts).

import { ask, post } from './requests.js';

const to = (name, body) => post(`/desk/api/${name}`, body);

export const signIn = (name, password) => to('sign-in', { name, password });
export const signInWithCode = (ticket, code) => to('sign-in/code', { ticket, code });
export const passkeyChallenge = () => to('passkey', {});
export const signInWithPasskey = (assertion) => to('passkey/sign-in', assertion);
export const invitation = (name, code) => to('invitation', { name, code });
export const chooseApp = (ticket, password, code) => to('enroll/app', { ticket, password, code });
export const choosePasskey = (ticket, passkey) => to('enroll/passkey', { ticket, ...passkey });
export const signOut = () => to('sign-out', {});
export const people = () => ask('/desk/api/people');
export const unlock = (name) => to('people/unlock', { name });
export const reset = (name) => to('people/reset', { name });
