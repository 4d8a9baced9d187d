import { expect, test } from 'vitest';
import { toldInFull } from './story';

const told = (id: string, stage: 'opening' | 'counting', at: number, flags: string[] = []) => ({
  id,
  stage,
  at,
  flags,
  verdict: 'open' as const,
});

// Protects whoever reads a long day: what was said before is a line, what is open is not hidden.
test('the newest of a kind and what is open are told in full', () => {
  const all = [
    told('a', 'opening', 1),
    told('b', 'opening', 3),
    told('c', 'opening', 2, ['late']),
    { ...told('d', 'opening', 2, ['late']), verdict: 'verified' as const },
    told('e', 'counting', 9),
  ];
  expect([...toldInFull(all)].sort()).toEqual(['b', 'c', 'e']);
});
