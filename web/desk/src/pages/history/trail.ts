/** Which entries of the trail are shown, and what there is to choose from. */
import type { TrailRow } from '../../types';

export interface Filter {
  text: string;
  kind: string;
  actor: string;
  whom: string;
}

export const kept = (row: TrailRow, filter: Filter): boolean =>
  (filter.kind === '' || row.kind.replace(/\/\d+$/, '') === filter.kind) &&
  (filter.actor === '' || row.actor === filter.actor) &&
  (filter.whom === '' || row.whom === filter.whom) &&
  (filter.text === '' ||
    `${row.actor} ${row.kind} ${row.whom ?? ''}`.toLowerCase().includes(filter.text));

/** The kinds, actors and persons that occur, each once. */
export function occurring(
  rows: readonly TrailRow[],
): Record<'kinds' | 'actors' | 'whom', string[]> {
  const sorted = (all: Iterable<string>): string[] => [...new Set(all)].sort();
  return {
    kinds: sorted(rows.map((own) => own.kind.replace(/\/\d+$/, ''))),
    actors: sorted(rows.map((own) => own.actor)),
    whom: sorted(rows.flatMap((own) => (own.whom === undefined ? [] : [own.whom]))),
  };
}

/** An observer's pseudonym in an actor's name, where it is one: `o/s-17`. */
export const observerOf = (actor: string): string | undefined =>
  actor.startsWith('o/') ? actor.slice(2) : undefined;
