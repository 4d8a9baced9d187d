/** Columns of a table, and which of its rows are in sight. */
import type { Keys } from '../table';

export interface Column {
  id: string;
  label: string;
  /** In rem. */
  width: number;
  text: (row: number) => string;
  /** In full, where what is shown is short: for who points at it, hears it, or takes it away. */
  full?: (row: number) => string;
  /** As programs read it, in what is taken away: a moment with its day and zone. */
  value?: (row: number) => string;
  /** What it is sorted by; without it, it is not. */
  keys?: () => Keys;
  /** Figures stand at the end. */
  end?: boolean;
  href?: (row: number) => string;
  tone?: (row: number) => '' | 'warn' | 'bad' | 'good';
}

/** Rows to draw beyond what is in sight, so that scrolling shows no gap. */
const SPARE = 8;

/** A cell as it is taken away. */
export const taken = (column: Column, row: number): string =>
  (column.value ?? column.full ?? column.text)(row);

export function shownRows(
  top: number,
  height: number,
  row: number,
  all: number,
): { from: number; to: number } {
  const from = Math.max(0, Math.min(all, Math.floor(top / row) - SPARE));
  return { from, to: Math.min(all, Math.ceil((top + height) / row) + SPARE) };
}

/** A column's keys, computed once for the rows that it was made for. */
export function once(make: () => Keys): () => Keys {
  let kept: Keys | undefined;
  return () => (kept ??= make());
}
