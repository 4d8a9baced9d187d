/**
 * What is done with a report after each attempt to send it. Nothing here talks to anybody, so every
 * way of failing can be tried; `send.ts` does the talking.
 */
import type { Failure } from '../../kit/api';
import type { Filed } from './records';

/** What the server said of one report. */
export type Outcome =
  | { taken: { receipt: string; nonce: string; sequence: number } }
  | { failed: Pick<Failure, 'status' | 'detail' | 'wait'> & { code?: string } };

const FIRST = 4_000;
const LONGEST = 300_000;

/** How long until the next attempt (ms): doubled each time, with luck so that phones spread. */
export function wait(tries: number, luck: number): number {
  const base = Math.min(LONGEST, FIRST * 2 ** Math.min(tries, 10));
  return Math.round(base * (0.5 + luck / 2));
}

/**
 * Only these say that this report will never be taken as it stands. Everything else — no network, a
 * server that is down, overloaded, or shuts this phone out — may be otherwise later.
 */
const FINAL = [400, 404, 409, 413, 415, 422];

/** The report after an attempt. */
export function after(own: Filed, outcome: Outcome, now: number, luck: number): Filed {
  if ('taken' in outcome) {
    const { receipt, nonce, sequence } = outcome.taken;
    return { ...own, state: 'taken', tries: 0, next: now, detail: '', receipt, nonce, sequence };
  }
  const { status, code = '', detail, wait: asked } = outcome.failed;
  if (FINAL.includes(status)) return { ...own, state: 'refused', code, detail };
  const next = now + Math.max(wait(own.tries, luck), (asked ?? 0) * 1_000);
  return { ...own, tries: own.tries + 1, next, detail };
}

/** What an attempt at one of its photos came to. */
export function afterPart(
  own: Filed,
  blob: string,
  stored: boolean,
  now: number,
  luck: number,
): Filed {
  if (!stored) return { ...own, tries: own.tries + 1, next: now + wait(own.tries, luck) };
  const parts = own.parts.map((part) => (part.blob === blob ? { ...part, stored } : part));
  return { ...own, parts, tries: 0, next: now };
}

/** Reports to send now, the oldest first: figures before photos. */
export const reportsDue = (all: readonly Filed[], now: number): Filed[] =>
  all.filter((own) => own.state === 'waiting' && own.next <= now).sort((a, b) => a.made - b.made);

/** Reports whose photos are to be sent now. */
export const partsDue = (all: readonly Filed[], now: number): Filed[] =>
  all
    .filter((own) => own.state === 'taken' && own.next <= now && missing(own) > 0)
    .sort((a, b) => a.made - b.made);

/** Reports with a promise that a proof can take the place of. */
export const proofsDue = (all: readonly Filed[], now: number): Filed[] =>
  all.filter(
    (own) => own.state === 'taken' && own.checked === 'promise' && own.next + 8_000 <= now,
  );

/** How many of its photos and sealed answers the mission does not have yet. */
export const missing = (own: Filed): number => own.parts.filter((part) => !part.stored).length;

/** Whether the mission has all of it. */
export const isWhole = (own: Filed): boolean => own.state === 'taken' && missing(own) === 0;

/** When something is to be sent next (ms); nothing when there is nothing. */
export function nextAttempt(all: readonly Filed[]): number | undefined {
  const waiting = all.filter(
    (own) => own.state === 'waiting' || (own.state === 'taken' && missing(own) > 0),
  );
  const proofs = all.filter((own) => own.state === 'taken' && own.checked === 'promise');
  const times = [...waiting.map((own) => own.next), ...proofs.map((own) => own.next + 8_000)];
  return times.length === 0 ? undefined : Math.min(...times);
}

/** After somebody pressed "send now": nothing waits any longer. */
export const hurry = (own: Filed): Filed => ({ ...own, next: 0 });
