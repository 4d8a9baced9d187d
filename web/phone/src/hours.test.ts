import { expect, test } from 'vitest';
import { counted, hours } from './hours';

const at = (hour: number, minute: number): number => new Date(2021, 0, 10, hour, minute).getTime();
const taps = [at(7, 59), at(8, 0), at(8, 30), at(10, 1)].map((time, i) => ({
  name: `tap/${i}`,
  station: '12',
  at: time,
}));

test('each tap is in its hour of the clock, and empty hours are shown', () => {
  const found = hours(taps, at(10, 5)).map((own) => [
    new Date(own.from).getHours(),
    own.here,
    own.soFar,
  ]);
  expect(found).toEqual([
    [7, 1, 1],
    [8, 2, 3],
    [9, 0, 3],
    [10, 1, 4],
  ]);
  expect(hours([], at(10, 5))).toEqual([]);
});

test('a head count says until when it holds', () => {
  expect(counted(taps, at(9, 0))).toEqual({ until: { time: '09:00' }, voters: { integer: 3 } });
});
