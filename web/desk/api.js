// The desk's requests to its server. Each gives { ok, error, data }: `error` is the server's code, or "connection".

async function ask(path, options) {
    let response;
    try {
        response = await fetch(`api/${path}`, { credentials: 'same-origin', cache: 'no-store', ...options });
    } catch (failure) {
        return { ok: false, error: failure.name === 'AbortError' ? 'aborted' : 'connection' };
    }
    if (response.status === 204)
        return { ok: true };
    let data = null;
    try {
        data = await response.json();
    } catch {
        return { ok: false, error: 'connection' };
    }
    return response.ok ? { ok: true, data } : { ok: false, error: data.error ?? 'internal' };
}

function post(path, body) {
    return ask(path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
    });
}

export const signIn = (name, password) => post('sign-in', { name, password });
export const signInWithCode = (ticket, code) => post('sign-in/code', { ticket, code });
export const passkeyChallenge = () => post('passkey', {});
export const signInWithPasskey = (assertion) => post('passkey/sign-in', assertion);
export const invitation = (name, code) => post('invitation', { name, code });
export const chooseApp = (ticket, password, code) => post('enroll/app', { ticket, password, code });
export const choosePasskey = (ticket, passkey) => post('enroll/passkey', { ticket, ...passkey });
export const people = () => ask('people', {});
export const unlock = (name) => post('people/unlock', { name });
export const reset = (name) => post('people/reset', { name });
export const signOut = () => post('sign-out', {});
export const approve = (request, words) => post('approve', { request, words });
export const deny = (request, reason) => post('deny', { request, reason });
// Held by the server until the list is another than version `after`, 20 seconds at most.
export const waiting = (after, signal) => ask(`waiting?after=${after}`, { signal });
