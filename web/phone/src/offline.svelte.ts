/** Whether the app's own files are on this phone, so that it opens without a network. */

/** Between two attempts (ms). */
const AGAIN = 15_000;

class Offline {
  /** Nothing where the browser cannot keep them. */
  ready = $state<boolean>();
}
export const offline = new Offline();

/** Has the worker fetch them, and again where the line broke. */
export async function keepFiles(): Promise<void> {
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  if (!workers) return;
  const own = await workers.register('./sw.js', { updateViaCache: 'none' }).catch(() => undefined);
  const fresh = own?.installing ?? own?.waiting;
  offline.ready = own?.active?.state === 'activated' || (fresh ? await comes(fresh) : false);
  if (!offline.ready) setTimeout(() => void keepFiles(), AGAIN);
}

/** Whether a new worker has fetched everything. */
function comes(fresh: ServiceWorker): Promise<boolean> {
  return new Promise((done) => {
    const look = (): void => {
      if (fresh.state === 'activated') done(true);
      if (fresh.state === 'redundant') done(false);
    };
    fresh.addEventListener('statechange', look);
    look();
  });
}
