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

worker.addEventListener('install', (event) => {
  const fresh = FILES.map((file) => new Request(file, { cache: 'reload' }));
  event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll(fresh)));
});

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
