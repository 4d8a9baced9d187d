import { describe, expect, test } from 'vitest';
import { shown } from './clock';

const MINUTE = 60_000;
/** Seven in the morning of the example, told when this phone shows something else. */
const [MORNING, TOLD] = [1_610_262_000, 1_796_000_000_000];

describe('the clock that a phone goes by', () => {
  // Protects real missions: their phones go by their own clocks, whatever is told beside.
  test('is its own where nothing is played', () => {
    expect(shown(null, TOLD, TOLD + 5)).toBe(TOLD + 5);
    expect(shown(undefined, TOLD, 7)).toBe(7);
  });

  test('is the day of an example, and hurries with it until its end', () => {
    const clock = { now: MORNING, times: 60, until: MORNING + 2 * 3_600 };
    const after = (minutes: number): number =>
      (shown(clock, TOLD, TOLD + minutes * MINUTE) / 1_000 - MORNING) / 60;
    expect(after(0)).toBe(0);
    expect(after(1)).toBe(60);
    // The two hours are over after two minutes; then a minute is a minute.
    expect(after(2)).toBe(120);
    expect(after(5)).toBe(123);
    expect(after(-3)).toBe(0);
  });

  test('of an example that nobody plays any more goes like any other', () => {
    const clock = { now: MORNING, times: 1, until: 0 };
    expect(shown(clock, TOLD, TOLD + MINUTE)).toBe(MORNING * 1_000 + MINUTE);
  });
});
