/**
 * Keeps the app's own files, so that it starts without a network. Nothing else is ever kept here:
 * no answer, no photo, nothing that the server said. A new version is fetched whole and takes over
 * when no page of the old one is open, so that nothing changes under somebody's hands.
 */
const worker = self as unknown as ServiceWorkerGlobalScope;

/** The app's files, and a name for just this set of them; the build writes both. */
declare const FILES: readonly string[];
declare const VERSION: string;

const cacheName = `pages-${VERSION}`;

/**
 * File by file: what has come before the line broke stays, and the next attempt goes on there. What
 * is named by its content may be what the page has just fetched; nothing else is taken from there.
 */
async function fill(): Promise<void> {
  const cache = await caches.open(cacheName);
  for (const file of FILES) {
    const place = new URL(file, worker.registration.scope);
    if (await cache.match(place)) continue;
    const named = file.startsWith('assets/');
    const answer = await fetch(place, { cache: named ? 'default' : 'reload' });
    if (!answer.ok) throw new Error(`${file}: ${answer.status}`);
    await cache.put(place, answer);
  }
}

worker.addEventListener('install', (event) => event.waitUntil(fill()));

worker.addEventListener('activate', (event) => {
  const clean = async (): Promise<void> => {
    const old = (await caches.keys()).filter((name) => name !== cacheName);
    await Promise.all(old.map((name) => caches.delete(name)));
    await worker.clients.claim();
  };
  event.waitUntil(clean());
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  const scope = new URL(worker.registration.scope);
  const ours = url.origin === scope.origin && url.pathname.startsWith(scope.pathname);
  if (request.method !== 'GET' || !ours) return;
  const file =
    request.mode === 'navigate' ? 'index.html' : url.pathname.slice(scope.pathname.length);
  if (!FILES.includes(file)) return;
  const answer = async (): Promise<Response> => {
    const cache = await caches.open(cacheName);
    return (await cache.match(new URL(file, scope))) ?? fetch(request);
  };
  event.respondWith(answer());
});
