import { expect, test } from 'vitest';
import { hundredthsOf, wholeOf } from './whole';

// Protects limits: an emptied field is no limit of 0, under which everything would be flagged.
test('a field without a whole number is none', () => {
  for (const none of ['', ' ', '-1', '1.5', '1e3', '0x10', 'many', '1234567890']) {
    expect(wholeOf(none), none).toBeUndefined();
  }
  expect([wholeOf('0'), wholeOf('1 000'), wholeOf(' 61 ', 60)]).toEqual([0, 1_000, undefined]);
});

test('a percentage is between 0 and 100, with two digits at most', () => {
  expect([hundredthsOf('52,5'), hundredthsOf('41.20'), hundredthsOf('100 %')]).toEqual([
    5_250, 4_120, 10_000,
  ]);
  for (const none of ['', '100.01', '1e1', '-3', '4.125', 'half']) {
    expect(hundredthsOf(none), none).toBeUndefined();
  }
});
