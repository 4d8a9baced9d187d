import { expect, test } from 'vitest';
import { ahead } from './api';

test('the clock is compared with the middle of the request', () => {
  const date = 'Sun, 10 Jan 2021 12:00:00 GMT';
  const server = Date.parse(date) + 500;
  expect(ahead(date, server - 400, server + 400)).toBe(0);
  expect(ahead(date, server + 10_800_000, server + 10_800_000)).toBe(10_800);
  expect(ahead(date, server - 7_000, server - 5_000)).toBe(-6);
  expect(ahead(null, 0, 0)).toBeUndefined();
});
