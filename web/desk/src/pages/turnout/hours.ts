/** Turnout through the day as three sides tell it: observers' counts, commissions, the authorities. */
import type { Turnout } from '../../types';

export interface Hours {
  /** Minutes of election day. */
  at: number[];
  /** Of the registers of the stations counted. */
  counted: (number | null)[];
  /** What commissions said at the stations counted. */
  said: (number | null)[];
  /** As it was announced of the area; of two at one minute the later. */
  announced: (number | null)[];
  stations: (number | null)[];
}

const part = (voters: number, of: number): number | null => (of > 0 ? voters / of : null);

export function hoursOf(turnout: Turnout): Hours {
  const counted = new Map(
    turnout.hours.filter((own) => own.stations > 0).map((own) => [own.minute, own]),
  );
  const announced = new Map<number, number>();
  for (const own of [...turnout.official].sort((a, b) => a.recorded - b.recorded))
    if (own.share !== null) announced.set(own.minute, own.share / 10_000);
  const at = [...new Set([...counted.keys(), ...announced.keys()])].sort((a, b) => a - b);
  const hour = at.map((minute) => counted.get(minute));
  return {
    at,
    counted: hour.map((own) => (own ? part(own.voters, own.registered) : null)),
    // The word of commissions counts at the stations where it was given.
    said: hour.map((own) => {
      const share = own && part(own.voters, own.registered);
      const ratio = own && own.announced_stations > 0 && part(own.announced, own.counted_there);
      return share && ratio ? share * ratio : null;
    }),
    announced: at.map((minute) => announced.get(minute) ?? null),
    stations: hour.map((own) => own?.stations ?? null),
  };
}
