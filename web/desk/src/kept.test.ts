import { beforeEach, expect, test, vi } from 'vitest';
import { forgetTyped, keep, keepFor, kept } from './kept';

/** A browser's storage, which programs outside browsers lack. */
class Shelf {
  [key: string]: unknown;
  getItem(key: string): string | null {
    return (this[key] as string | undefined) ?? null;
  }
  setItem(key: string, text: string): void {
    this[key] = text;
  }
  removeItem(key: string): void {
    delete this[key];
  }
}
beforeEach(() => void vi.stubGlobal('sessionStorage', new Shelf()));

test('what is typed is there again, until it is empty or forgotten', () => {
  keepFor('asel');
  keep('sheet a', { cast: '12' });
  keep('sheet b', { cast: '13' });
  keep('reason', 'why');
  expect(kept('sheet a', {})).toEqual({ cast: '12' });
  keep('reason', '');
  expect(kept('reason', 'none')).toBe('none');
  forgetTyped('sheet ', 'sheet b');
  expect([kept('sheet a', {}), kept('sheet b', {})]).toEqual([{}, { cast: '13' }]);
});

// Protects clerks from one another: a computer that several use shows nobody another's figures.
test('what somebody typed is nobody else’s', () => {
  keepFor('clerk-a');
  keep('sheet a', { cast: '12' });
  keepFor('clerk-a');
  expect(kept('sheet a', {})).toEqual({ cast: '12' });
  keepFor('clerk-b');
  expect(kept('sheet a', {})).toEqual({});
});
