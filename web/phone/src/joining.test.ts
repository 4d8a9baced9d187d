import { expect, test } from 'vitest';
import type { Change } from '../../kit/store';
import { ownToken } from './joining';

/** What a phone keeps, in memory: the device's own store needs a browser. */
function phone(): Parameters<typeof ownToken>[0] {
  const kept = new Map<string, unknown>();
  return {
    get: <T>(name: string) => Promise.resolve(kept.get(name) as T | undefined),
    change: ({ put = {}, unless }: Change) => {
      const free = unless === undefined || !kept.has(unless);
      if (free) for (const [name, value] of Object.entries(put)) kept.set(name, value);
      return Promise.resolve(free);
    },
  };
}

test('a phone that asks again is the same phone, and another is not', async () => {
  const [one, other] = [phone(), phone()];
  const [token, tab] = await Promise.all([ownToken(one), ownToken(one)]);
  // 32 bytes as the server reads them: crates/seal/src/token.rs.
  expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(tab).toBe(token);
  expect(await ownToken(one)).toBe(token);
  expect(await ownToken(other)).not.toBe(token);
});
