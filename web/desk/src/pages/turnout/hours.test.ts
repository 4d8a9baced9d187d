import { describe, expect, test } from 'vitest';
import type { Turnout } from '../../types';
import { hoursOf } from './hours';

const hour = (minute: number, stations: number, voters: number, announced = 0, there = 0) => ({
  minute,
  stations,
  voters,
  registered: stations * 1_000,
  announced_stations: announced > 0 ? 1 : 0,
  announced,
  counted_there: there,
});
const told = (minute: number, share: number | null, recorded: number) => ({
  minute,
  voters: share === null ? 500 : null,
  share,
  source: 'Commission',
  address: null,
  recorded,
});

describe('turnout through the day', () => {
  // Protects the comparison: a station where nobody counted is in no denominator.
  test('each side stands at its own minutes', () => {
    const day: Turnout = {
      area: '',
      hours: [hour(480, 2, 100), hour(540, 0, 0), hour(600, 2, 300, 240, 200)],
      official: [told(600, 2_500, 1), told(660, 3_000, 2)],
    };
    const found = hoursOf(day);
    expect(found.at).toEqual([480, 600, 660]);
    expect(found.counted).toEqual([0.05, 0.15, null]);
    expect(found.said[1]).toBeCloseTo(0.18);
    expect(found.announced).toEqual([null, 0.25, 0.3]);
  });

  test('a correction of the authorities takes the place in the line, a bare number has no share', () => {
    const official = [told(600, 2_600, 2), told(600, 2_500, 1), told(720, null, 3)];
    const found = hoursOf({ area: '', hours: [], official });
    expect(found.at).toEqual([600]);
    expect(found.announced).toEqual([0.26]);
  });
});
