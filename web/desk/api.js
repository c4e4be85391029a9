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
export const signOut = () => post('sign-out', {});
export const approve = (request, words) => post('approve', { request, words });
export const deny = (request, reason) => post('deny', { request, reason });
// Held by the server until the list is another than version `after`, 20 seconds at most.
export const waiting = (after, signal) => ask(`waiting?after=${after}`, { signal });
