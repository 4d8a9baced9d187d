import { expect, test } from 'vitest';
import { shownRows } from '../parts/columns';
import { hemicycle, ticks } from './scale';

test('steps are round and reach from end to end', () => {
  expect(ticks(0, 1, 5)).toEqual([0, 0.2, 0.4, 0.6000000000000001, 0.8, 1]);
  expect(ticks(0, 743, 4)).toEqual([0, 200, 400, 600]);
  expect(ticks(0, 0)).toEqual([0]);
});

test('a parliament has as many places as seats, none twice, from left to right', () => {
  for (const seats of [1, 5, 98, 107, 450, 736]) {
    const { places } = hemicycle(seats);
    expect(places).toHaveLength(seats);
    expect(new Set(places.map(({ x, y }) => `${x.toFixed(6)} ${y.toFixed(6)}`)).size).toBe(seats);
    expect(places[0]?.x ?? 0).toBeLessThanOrEqual(places.at(-1)?.x ?? 0);
  }
});

test('rows in sight are within the table', () => {
  expect(shownRows(0, 280, 28, 100_000)).toEqual({ from: 0, to: 18 });
  expect(shownRows(99_990 * 28, 280, 28, 100_000).to).toBe(100_000);
  expect(shownRows(5_000, 280, 28, 3)).toEqual({ from: 3, to: 3 });
});
