/**
 * The clock that this phone goes by. A real mission's phones go by their own; an example plays a
 * day of its own, faster than any other, and its phones show that day.
 */

/** An example's clock as the server tells it, in seconds. */
export interface DayClock {
  now: number;
  /** So many times faster it goes, until it shows `until`. */
  times: number;
  until: number;
}

/** What it shows (ms) when this phone's own clock shows `own`; it was told at `told`. */
export function shown(clock: DayClock | null | undefined, told: number, own: number): number {
  if (!clock) return own;
  const gone = Math.max(0, own - told);
  const fast = Math.max(0, (clock.until - clock.now) * 1_000);
  const times = Math.max(1, clock.times);
  return clock.now * 1_000 + Math.min(gone * times, fast) + Math.max(0, gone - fast / times);
}
