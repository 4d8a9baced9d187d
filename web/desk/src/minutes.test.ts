import { describe, expect, test } from 'vitest';
import { minuteOf } from './minutes';

describe('minutes of the day', () => {
  // Protects the night of the count: 26:30 is no mistake.
  test('go on after midnight', () => {
    expect(minuteOf('26:30')).toBe(1_590);
    expect(minuteOf(' 7.05 ')).toBe(425);
    expect(minuteOf('36:00')).toBe(2_160);
  });

  test('are nothing where there is no time', () => {
    for (const text of ['', '12', '7:5', '12:60', '37:00', 'noon']) {
      expect(minuteOf(text), text).toBeUndefined();
    }
  });
});
