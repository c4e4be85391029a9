// What goes to the bridge on this machine, and what it says. Nothing else is ever asked for on the network.

const kLostAfter = 3000; // a stream that is away for less is only being connected anew
const kRetryAfter = 2000;

async function post(path, options = {}) {
    try {
        const answer = await fetch(path, { method: 'POST', cache: 'no-store', ...options });
        return { status: answer.status, body: await answer.text() };
    } catch {
        return { status: 0, body: '' };
    }
}

// again: why the card is printed again; empty for a first one.
export const sendCardRequest = (bytes, again) =>
    post(`/api/issuance${again && `?again=${again}`}`, { body: bytes, headers: { 'Content-Type': 'application/octet-stream' } });
// The body of the answer is bytes: a picture, or an error's text.
export async function sendPreview(bytes) {
    try {
        const answer = await fetch('/api/preview', { method: 'POST', cache: 'no-store', body: bytes, headers: { 'Content-Type': 'application/octet-stream' } });
        return { status: answer.status, body: new Uint8Array(await answer.arrayBuffer()) };
    } catch {
        return { status: 0, body: new Uint8Array() };
    }
}
const json = (value) => ({ body: JSON.stringify(value), headers: { 'Content-Type': 'application/json' } });
export const sendCancel = () => post('/api/cancel', json({}));
export const sendTurned = () => post('/api/turned', json({}));
export const sendFound = (found) => post('/api/tray', json({ found }));
export const sendCode = (librarian, code) => post('/api/approve', json({ librarian, code }));
export const sendLeave = () => post('/api/leave', { keepalive: true, ...json({}) });

export async function fetchManifest() {
    try {
        const answer = await fetch('/api/manifest', { cache: 'no-store' });
        return answer.ok ? await answer.text() : '';
    } catch {
        return '';
    }
}

// Listens for as long as the page lives. lost() is called when the bridge stays away.
export function listen(heard, lost) {
    let timer = 0;
    let source = null;
    const open = () => {
        source = new EventSource('/api/events');
        source.onmessage = (event) => {
            clearTimeout(timer);
            timer = 0;
            heard(event.data);
        };
        source.onerror = () => {
            timer ||= setTimeout(() => { lost(); timer = 0; }, kLostAfter);
            if (source.readyState === EventSource.CLOSED) setTimeout(open, kRetryAfter);
        };
    };
    open();
    return () => { clearTimeout(timer); source.onerror = null; source.close(); };
}
