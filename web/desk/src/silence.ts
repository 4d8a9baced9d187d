/** Who is silent: what one observer has missed at one station is one row, and one call. */
import type { SilentRow } from './types';

export interface Silence {
  observer: string;
  station: string;
  /** What was missed, the earliest first. */
  missed: [SilentRow, ...SilentRow[]];
  /** Whether no reminder of one of these reaches them. */
  toCall: boolean;
}

/** Of the sample first, then whoever is silent longest. */
function urgency(a: Silence, b: Silence): number {
  const [one, other] = [a.missed[0], b.missed[0]];
  return (
    Number(other.sampled) - Number(one.sampled) ||
    one.due - other.due ||
    (a.station < b.station ? -1 : a.station > b.station ? 1 : 0) ||
    (a.observer < b.observer ? -1 : 1)
  );
}

/** Missed deadlines by station and observer. A row that comes twice counts once. */
export function silences(rows: readonly SilentRow[]): Silence[] {
  const all = new Map<string, Silence>();
  for (const row of rows) {
    const { observer, station } = row;
    const key = JSON.stringify([station, observer]);
    const own = all.get(key);
    if (!own) {
      all.set(key, { observer, station, missed: [row], toCall: row.to_call });
    } else if (own.missed.every((one) => one.expected !== row.expected)) {
      own.missed.push(row);
      own.toCall ||= row.to_call;
    }
  }
  for (const own of all.values()) own.missed.sort((a, b) => a.due - b.due);
  return [...all.values()].sort(urgency);
}

/** How many people that is: one who is expected at two stations is one. */
export const silentPeople = (rows: readonly SilentRow[]): number =>
  new Set(rows.map((row) => row.observer)).size;
