import { expect, test } from 'vitest';
import { Stations } from './stations';
import { ordered, ranks } from './table';

const HEAD = 'station,drill,area,registered,sampled,missing,observers,reports,flags,stages';
const small = new Stations(
  [
    HEAD,
    '0017,false,Алматы/Медеу,2100,true,,2,3,hard-rule disagree,opening protocol',
    '0018,false,Алматы/Медеу,,true,closed,0,0,,',
    '0100,false,Алматы/Алатау,900,true,,1,1,late,opening',
    '7,false,"Ақтөбе, облысы",1,false,,1,0,,',
    '',
  ].join('\r\n'),
);
const found = (wanted: object): string[] => {
  const all = { area: '', text: '', only: '', flag: '', ...wanted };
  return Array.from(ordered(small.length, small.keeps(all)), (row) => small.codes[row] ?? '');
};

test('the table is read as the server writes it', () => {
  expect(small.length).toBe(4);
  expect(small.areaOf(3)).toBe('Ақтөбе, облысы');
  expect(small.registered).toEqual([2100, -1, 900, 1]);
  expect(small.flagsOf(0)).toEqual(['hard-rule', 'disagree']);
  expect(small.has(0, 'protocol')).toBe(true);
  expect(small.has(2, 'protocol')).toBe(false);
});

test('each filter keeps what it says', () => {
  expect(found({ area: 'Алматы' })).toEqual(['0017', '0018', '0100']);
  expect(found({ area: 'Алм' })).toEqual([]);
  expect(found({ text: 'МЕДЕУ' })).toEqual(['0017', '0018']);
  expect(found({ text: '01' })).toEqual(['0017', '0018', '0100']);
  expect(found({ only: 'silent' })).toEqual(['7']);
  expect(found({ only: 'flagged' })).toEqual(['0017', '0100']);
  expect(found({ flag: 'late' })).toEqual(['0100']);
  expect(found({ flag: 'pace' })).toEqual([]);
  expect(found({ only: 'sample-open' })).toEqual(['0100']);
  expect(found({ only: 'missing' })).toEqual(['0018']);
});

test('a hundred thousand stations are filtered and sorted within a tenth of a second', () => {
  const rows = Array.from(
    { length: 100_000 },
    (_, i) =>
      `${String(i).padStart(6, '0')},false,R${i % 17}/D${i % 203},${i % 3000},true,,1,${i % 7},late,opening`,
  );
  const stations = new Stations([HEAD, ...rows].join('\r\n'));
  expect(stations.length).toBe(100_000);
  const keys = ranks(stations.codes, (a, b) => (a < b ? 1 : a > b ? -1 : 0));
  const times = Array.from({ length: 5 }, () => {
    const before = performance.now();
    const keep = stations.keeps({ area: 'R3', text: '', only: 'reported', flag: 'late' });
    expect(ordered(stations.length, keep, keys)[0]).toBe(99_997);
    return performance.now() - before;
  });
  expect(Math.min(...times)).toBeLessThan(100);
});
