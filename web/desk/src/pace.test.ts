import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { paced } from './pace';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

// Protects the server on the evening: however fast reports come, a page asks so often and no more;
// and what came meanwhile is not missed.
test('news are followed at once, then at a pace, and the last of them too', () => {
  let runs = 0;
  const own = paced(3_000, () => (runs += 1));
  own.soon();
  expect(runs).toBe(1);
  for (let i = 0; i < 20; i += 1) {
    vi.advanceTimersByTime(100);
    own.soon();
  }
  expect(runs).toBe(1);
  vi.advanceTimersByTime(1_000);
  expect(runs).toBe(2);
  vi.advanceTimersByTime(60_000);
  expect(runs).toBe(2);
  own.soon();
  own.soon();
  own.stop();
  vi.advanceTimersByTime(60_000);
  expect(runs).toBe(3);
});
