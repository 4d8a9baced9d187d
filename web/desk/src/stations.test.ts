import { expect, test } from 'vitest';
import { Stations, type Table } from './stations';
import { ordered, ranks } from './table';

const names = {
  stages: ['opening', 'voting', 'protocol'],
  flags: ['hard-rule', 'disagree', 'late'],
  missing: ['closed', 'refused'],
  protocol: ['none', 'accepted', 'verified', 'contested'],
  official: ['none', 'not-observed', 'same', 'differs'],
};

/** Rows of a table: what is not said is as on a quiet day. */
function table(rows: readonly object[], more: Partial<Table> = {}): Table {
  const usual = {
    sampled: 0,
    missing: 0,
    observers: 0,
    reports: 0,
    stages: 0,
    flags: 0,
    latest: 0,
    voters: null,
    minute: null,
    protocol: 0,
    official: 0,
    cast: null,
    worth: 0,
  };
  const all = rows.map((row) => ({ ...usual, ...row }));
  const columns = Object.fromEntries(
    Object.keys(all[0] ?? usual).map((name) => [
      name,
      all.map((row) => (row as Record<string, unknown>)[name]),
    ]),
  ) as unknown as Table['columns'];
  return { entries: 9, list: 1, rows: rows.length, whole: true, names, columns, ...more };
}

const whole = table([
  {
    code: '0017',
    area: 0,
    registered: 2100,
    placed: 1,
    sampled: 1,
    observers: 2,
    reports: 3,
    flags: 3,
    stages: 5,
    protocol: 3,
    official: 3,
  },
  { code: '0018', area: 0, registered: null, placed: 0, sampled: 1, missing: 1 },
  {
    code: '0100',
    area: 1,
    registered: 900,
    placed: 1,
    sampled: 1,
    observers: 1,
    reports: 1,
    flags: 4,
    stages: 1,
  },
  { code: '7', area: 2, registered: 1, placed: 0, observers: 1 },
]);
whole.columns.areas = ['Алматы/Медеу', 'Алматы/Алатау', 'Ақтөбе, облысы'];
const small = new Stations(whole);

/** A sample of three stations: one is observed, of one it is said why it is not. */
const drawn = table([
  { code: '1', area: 0, sampled: 1, observers: 1 },
  { code: '2', area: 0, sampled: 1 },
  { code: '3', area: 0, sampled: 1, missing: 2 },
  { code: '4', area: 0 },
]);
drawn.columns.areas = ['Oral'];

const found = (own: Stations, wanted: object): string[] => {
  const all = { area: '', text: '', only: '', flag: '', ...wanted };
  return Array.from(ordered(own.length, own.keeps(all)), (row) => own.codes[row] ?? '');
};

test('numbers become words', () => {
  expect(small.areaOf(3)).toBe('Ақтөбе, облысы');
  expect(small.flagsOf(0)).toEqual(['hard-rule', 'disagree']);
  expect(small.stagesOf(0)).toEqual(['opening', 'protocol']);
  expect(small.missingOf(1)).toBe('closed');
  expect(small.missingOf(0)).toBe('');
  expect(small.protocolOf(0)).toBe('contested');
  expect(small.officialOf(1)).toBe('none');
  expect(small.kinds).toEqual(['hard-rule', 'disagree', 'late']);
});

test('each filter keeps what it says', () => {
  expect(found(small, { area: 'Алматы' })).toEqual(['0017', '0018', '0100']);
  expect(found(small, { area: 'Алм' })).toEqual([]);
  expect(found(small, { text: 'МЕДЕУ' })).toEqual(['0017', '0018']);
  // As the table shows areas, and however carelessly it is typed.
  expect(found(small, { text: ' алматы / медеу ' })).toEqual(['0017', '0018']);
  expect(found(small, { text: 'Алматы /Алатау' })).toEqual(['0100']);
  expect(found(small, { text: '01' })).toEqual(['0017', '0018', '0100']);
  expect(found(small, { only: 'silent' })).toEqual(['7']);
  expect(found(small, { only: 'flagged' })).toEqual(['0017', '0100']);
  expect(found(small, { flag: 'late' })).toEqual(['0100']);
  expect(found(small, { flag: 'pace' })).toEqual([]);
  expect(found(small, { only: 'sample-open' })).toEqual(['0100']);
  expect(found(small, { only: 'missing' })).toEqual(['0018']);
  expect(found(small, { only: 'no-place' })).toEqual(['0018', '7']);
  expect(found(small, { only: 'sample-unobserved' })).toEqual([]);
  expect(found(new Stations(drawn), { only: 'sample-unobserved' })).toEqual(['2']);
  expect(found(small, { only: 'contested' })).toEqual(['0017']);
  expect(found(small, { only: 'differs' })).toEqual(['0017']);
});

test('what changed is put where it belongs, and the table before stays as it was', () => {
  const { columns } = table([
    { reports: 5, stages: 4, flags: 0 },
    { reports: 1, flags: 2 },
  ]);
  const { names: _, ...part } = table([], { entries: 12, whole: false, at: [2, 3] });
  const next = new Stations({ ...part, columns }, small);
  expect(next.entries).toBe(12);
  expect(next.day.reports).toEqual([3, 0, 5, 1]);
  expect(next.flagsOf(2)).toEqual([]);
  expect(next.flagsOf(3)).toEqual(['disagree']);
  expect(next.codes).toEqual(small.codes);
  expect(small.day.reports).toEqual([3, 0, 1, 0]);
});

test('a hundred thousand stations are filtered and sorted within a tenth of a second', () => {
  const column = <T>(of: (row: number) => T): T[] =>
    Array.from({ length: 100_000 }, (_, i) => of(i));
  const large = table([]);
  const none = column(() => 0);
  for (const name of Object.keys(whole.columns)) Object.assign(large.columns, { [name]: none });
  Object.assign(large.columns, {
    code: column((i) => String(i).padStart(6, '0')),
    areas: Array.from({ length: 17 }, (_, i) => `R${i}/D`),
    area: column((i) => i % 17),
    reports: column((i) => i % 7),
    flags: column(() => 4),
  });
  const stations = new Stations(large);
  const keys = ranks(stations.codes, (a, b) => (a < b ? 1 : a > b ? -1 : 0));
  const times = Array.from({ length: 5 }, () => {
    const before = performance.now();
    const keep = stations.keeps({ area: 'R3', text: '', only: 'reported', flag: 'late' });
    expect(ordered(stations.length, keep, keys)[0]).toBe(99_997);
    return performance.now() - before;
  });
  expect(Math.min(...times)).toBeLessThan(100);
}, 30_000);
