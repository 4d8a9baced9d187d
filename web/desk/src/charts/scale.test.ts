import { expect, test } from 'vitest';
import { shownRows } from '../parts/columns';
import { axis, hemicycle } from './scale';

// Protects the reader of a chart: nothing stands above the highest figure on the scale.
test('an axis ends on a step that nothing goes beyond', () => {
  for (const high of [0.3, 0.45, 0.61, 1, 7, 51, 131, 1_251, 98_000]) {
    const steps = axis(high);
    expect(steps.at(-1)).toBeGreaterThanOrEqual(high - 1e-6);
    expect(steps.at(-2)).toBeLessThan(high);
    expect(steps[0]).toBe(0);
    expect(steps.length).toBeLessThanOrEqual(7);
  }
  expect(axis(743, 4)).toEqual([0, 200, 400, 600, 800]);
  expect(axis(3, 5, 1)).toEqual([0, 1, 2, 3]);
  expect(axis(0)).toHaveLength(2);
  expect(axis(5, 5, 0, -3)[0]).toBeLessThanOrEqual(-3);
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
