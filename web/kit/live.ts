/** A view that the server sends again as it changes: the only EventSource. */

export type State = 'connecting' | 'live' | 'lost';

export interface Watched {
  stop(): void;
}

/** How long to wait before a stream that the server ended is opened again (ms). */
const AGAIN = 4_000;

/**
 * Watches a view. Whoever is no longer allowed, or whose session is over, hears `refused` once and
 * nothing more; a network that is gone comes back by itself.
 */
export function watch<T>(
  path: string,
  heard: {
    view: (view: T) => void;
    state: (state: State) => void;
    refused: () => Promise<boolean>;
  },
): Watched {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let over = false;

  function open(): void {
    if (over) return;
    source = new EventSource(path);
    source.onopen = () => heard.state('live');
    source.addEventListener('view', (event: MessageEvent<string>) => {
      heard.state('live');
      heard.view(JSON.parse(event.data) as T);
    });
    source.onerror = () => {
      heard.state('lost');
      if (source?.readyState !== EventSource.CLOSED) return;
      void heard.refused().then((refused) => {
        if (!refused && !over) timer = setTimeout(open, AGAIN);
      });
    };
  }

  heard.state('connecting');
  open();
  return {
    stop() {
      over = true;
      clearTimeout(timer);
      source?.close();
    },
  };
}
