// Requests to the page's own server. Each gives { ok, error, data }: `error` is the server's code, or "connection".

export async function ask(path, options = {}) {
    let response;
    try {
        response = await fetch(path, { credentials: 'same-origin', cache: 'no-store', ...options });
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
    return response.ok ? { ok: true, data } : { ok: false, error: data.error ?? 'internal', data };
}

export function post(path, body) {
    return ask(path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
    });
}
