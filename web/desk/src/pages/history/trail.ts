/** Which entries of the trail are asked for, and what there is to choose from. */
import type { Reply } from '../../../../kit/api';
import type { TrailRow } from '../../types';

export interface Filter {
  kind: string;
  actor: string;
  whom: string;
  /** Only entries before this place; empty: from the newest on. */
  before: string;
}

export interface Found {
  rows: TrailRow[];
  /** Older ones lie before this place; nothing: the beginning is reached. */
  next: number | undefined;
}

interface Part {
  rows: TrailRow[];
  next: number | null;
}

/** Rows that are shown, rows of an answer, and answers that one search may take. */
const [MOST, SIZE, ANSWERS] = [5_000, 1_000, 40];

/**
 * Asks until there is enough to show. An answer looks at a part of the trail only, so one that has
 * nothing is no reason to stop.
 */
export async function read(
  filter: Filter,
  ask: (path: string) => Promise<Reply<unknown>>,
  over: () => boolean,
): Promise<Reply<Found>> {
  const rows: TrailRow[] = [];
  let before = filter.before;
  for (let answers = 0; answers < ANSWERS && !over(); answers += 1) {
    const wanted = { kind: filter.kind, actor: filter.actor, whom: filter.whom, before };
    const kept = Object.entries(wanted).filter(([, value]) => value !== '');
    const query = new URLSearchParams([...kept, ['limit', String(SIZE)]]);
    const reply = await ask(`/api/desk/views/trail?${query.toString()}`);
    if (!reply.ok) return reply;
    const part = reply.body as Part;
    rows.push(...part.rows);
    if (part.next === null) return done(rows, undefined);
    before = String(part.next);
    if (rows.length >= MOST) break;
  }
  return done(rows, Number(before));
}

const done = (rows: TrailRow[], next: number | undefined): Reply<Found> => ({
  ok: true,
  body: { rows, next },
  clock: undefined,
});

/** The actors and persons that occur, each once. */
export function occurring(rows: readonly TrailRow[]): Record<'actors' | 'whom', string[]> {
  const sorted = (all: Iterable<string>): string[] => [...new Set(all)].sort();
  return {
    actors: sorted(rows.map((own) => own.actor)),
    whom: sorted(rows.flatMap((own) => (own.whom === undefined ? [] : [own.whom]))),
  };
}

/** An observer's pseudonym in an actor's name, where it is one: `o/s-17`. */
export const observerOf = (actor: string): string | undefined =>
  actor.startsWith('o/') ? actor.slice(2) : undefined;
