// Keeps the files of the checking page, so that it opens without a network. What the page is used for never comes here.
// The list of keys is asked for anew while there is a network; everything else changes with this file alone.
const kVersion = 'VERSION';
const kFiles = ['FILES'];
const kPublished = ['trust.json', 'issuers.json'];
const kName = `porchlight-check-${kVersion}`;

const inScope = (path) => new URL(path, self.registration.scope).href;

self.addEventListener('install', (event) => event.waitUntil((async () => {
    const cache = await caches.open(kName);
    await cache.addAll(['./', ...kFiles, ...kPublished].map((path) => new Request(inScope(path), { cache: 'reload' })));
    await self.skipWaiting();
})()));

self.addEventListener('activate', (event) => event.waitUntil((async () => {
    for (const name of await caches.keys())
        if (name.startsWith('porchlight-check-') && name !== kName) await caches.delete(name);
    await self.clients.claim();
})()));

async function published(request) {
    const cache = await caches.open(kName);
    try {
        const fresh = await fetch(request, { cache: 'no-cache' });
        if (fresh.ok) await cache.put(request, fresh.clone());
        return fresh.ok ? fresh : await cache.match(request) ?? fresh;
    } catch (error) {
        const kept = await cache.match(request);
        if (kept) return kept;
        throw error;
    }
}

async function kept(request) {
    const cache = await caches.open(kName);
    const wanted = request.mode === 'navigate' ? inScope('./') : request;
    return await cache.match(wanted, { ignoreSearch: true }) ?? fetch(request);
}

self.addEventListener('fetch', (event) => {
    const { request } = event;
    if (request.method !== 'GET' || !request.url.startsWith(self.registration.scope)) return;
    const isPublished = kPublished.some((path) => request.url === inScope(path));
    event.respondWith(isPublished ? published(request) : kept(request));
});
