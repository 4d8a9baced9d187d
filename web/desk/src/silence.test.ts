import { describe, expect, test } from 'vitest';
import { silences, silentPeople } from './silence';
import type { SilentRow } from './types';

const row = (
  observer: string,
  station: string,
  due: number,
  more: Partial<SilentRow> = {},
): SilentRow => ({
  observer,
  station,
  due,
  expected: `at-${due}`,
  area: 'Almaty/Medeu',
  sampled: false,
  organisation: '',
  phones: [],
  supervisor: null,
  backup: null,
  last_report: null,
  last_call: null,
  reminded: 0,
  to_call: false,
  ...more,
});

describe('silence', () => {
  // Protects whoever calls: one silent observer fills no screen, and is called once.
  test('of one observer at one station is one row, with all that was missed', () => {
    const rows = [row('a', '1', 900), row('b', '1', 800), row('a', '1', 700), row('a', '1', 800)];
    const found = silences(rows);
    expect(found.map((own) => [own.observer, own.missed.map((one) => one.due)])).toEqual([
      ['a', [700, 800, 900]],
      ['b', [800]],
    ]);
  });

  // Protects a traveller's second station: silence at each is looked at by itself.
  test('at two stations is two rows of one person', () => {
    const rows = [row('a', '1', 700), row('a', '2', 700)];
    expect(silences(rows)).toHaveLength(2);
    expect(silentPeople(rows)).toBe(1);
  });

  // Protects the estimate: a station of the sample is called before any other, however late.
  test('stands with the sample first, then the longest', () => {
    const rows = [
      row('late', '3', 900),
      row('long', '2', 700),
      row('sample', '9', 950, { sampled: true }),
      row('same', '1', 900),
    ];
    expect(silences(rows).map((own) => own.observer)).toEqual(['sample', 'long', 'same', 'late']);
  });

  // Protects the call that only a person can make: one of several deadlines is enough.
  test('is to be called when no reminder of any deadline reaches them', () => {
    const rows = [row('a', '1', 700), row('a', '1', 800, { to_call: true }), row('b', '1', 700)];
    expect(silences(rows).map((own) => own.toCall)).toEqual([true, false]);
  });

  // Protects the page while rows are read again: the same row in two answers is one.
  test('counts a row that came twice once', () => {
    const [own] = silences([row('a', '1', 700), row('a', '1', 700)]);
    expect(own?.missed).toHaveLength(1);
  });
});
