/** A view that the server sends again as it changes: the only EventSource. */

export type State = 'connecting' | 'live' | 'lost';

export interface Watched {
  stop(): void;
  /** Opens the stream anew, without waiting. */
  again(): void;
}

/** How long to wait before a stream that the server ended is opened again (ms). */
const AGAIN = 4_000;

/**
 * Watches a view. `lost` hears once of a stream that is gone, which comes back by itself; `refused`
 * says whether there is no view for whoever asks, and then nothing more comes.
 */
export function watch<T>(
  path: string,
  heard: {
    view: (view: T) => void;
    state: (state: State) => void;
    lost: () => void;
    refused: () => Promise<boolean>;
  },
): Watched {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let over = false;
  let gone = false;

  function lose(): void {
    heard.state('lost');
    if (!gone) heard.lost();
    gone = true;
  }

  function come(): void {
    heard.state('live');
    gone = false;
  }

  function open(): void {
    if (over) return;
    source = new EventSource(path);
    source.onopen = come;
    source.addEventListener('view', (event: MessageEvent<string>) => {
      come();
      heard.view(JSON.parse(event.data) as T);
    });
    source.onerror = () => {
      if (source?.readyState !== EventSource.CLOSED) return lose();
      void heard.refused().then((refused) => {
        if (refused || over) return;
        heard.state('lost');
        timer = setTimeout(open, AGAIN);
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
    again() {
      clearTimeout(timer);
      source?.close();
      open();
    },
  };
}
