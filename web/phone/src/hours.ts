/** What taps come to: the count by the hour, and what a head count's form is asked. */
import { shownTime } from '../../kit/forms/moment';
import type { Answers } from '../../kit/forms/types';
import type { Tap } from './records';

export interface Hour {
  /** When it begins (ms). */
  from: number;
  here: number;
  soFar: number;
}

/** The count by the hour of the clock, from the first tap on. */
export function hours(taps: readonly Tap[], now: number): Hour[] {
  const first = taps[0];
  if (!first) return [];
  const begin = new Date(first.at);
  begin.setMinutes(0, 0, 0);
  const all: Hour[] = [];
  let soFar = 0;
  for (let from = begin.getTime(); from <= now; from += 3_600_000) {
    const here = taps.filter((own) => own.at >= from && own.at < from + 3_600_000).length;
    soFar += here;
    all.push({ from, here, soFar });
  }
  return all;
}

/** What a head count's form is asked, as far as the taps say it. */
export function counted(taps: readonly Tap[], until: number): Answers {
  const at = new Date(until);
  const voters = taps.filter((own) => own.at <= until).length;
  return {
    until: { time: shownTime(at.getHours() * 3600 + at.getMinutes() * 60) },
    voters: { integer: voters },
  };
}
