import { expect, test } from 'vitest';
import { MOST, partnerFault } from './partners';

// Protects addresses and names of files: a short name is made of what fits into both.
test('a short name has few letters, and only those of addresses', () => {
  for (const own of ['halyk', 'erkindik-2', 'a', 'a'.repeat(MOST)]) {
    expect(partnerFault(own, ['other']), own).toBeUndefined();
  }
  for (const own of ['', 'Халык', 'two words', 'Upper', '-a', 'a-', 'a--b', 'a/b', 'a.b']) {
    expect(partnerFault(own, []), own).toBe('letters');
  }
  expect(partnerFault('a'.repeat(MOST + 1), [])).toBe('long');
  expect(partnerFault('halyk', ['halyk'])).toBe('taken');
});
