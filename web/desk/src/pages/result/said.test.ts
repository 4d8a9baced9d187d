import { describe, expect, test } from 'vitest';
import type { Projection } from '../../types';
import type { Compared } from '../official/types';
import { filesOf, said } from './said';

const share = (estimate: number): object => ({
  share: { estimate, low: estimate - 0.02, high: estimate + 0.02 },
});
const projection = (options: object[]): Projection => ({ options }) as unknown as Projection;
const official = (shares: Record<string, number>): Compared =>
  ({
    options: Object.entries(shares).map(([id, own]) => ({
      id,
      official: { votes: own * 100, share: own, seats: null },
    })),
  }) as unknown as Compared;

describe('what a result says', () => {
  // Protects the reader: whether an announced share fits is said from the interval's own ends.
  test('each list against its interval, the largest first', () => {
    const rows = said(
      projection([
        { id: 'b', ...share(0.2) },
        { id: 'a', ...share(0.5) },
        { id: 'c', ...share(0.3) },
      ]),
      official({ a: 0.6, b: 0.22, c: 0.1 }),
    );
    expect(rows.map((own) => [own.id, own.stands])).toEqual([
      ['a', 'above'],
      ['c', 'below'],
      ['b', 'inside'],
    ]);
  });

  test('nothing fits or contradicts where one of both is not known', () => {
    const [first, second] = said(
      projection([
        { id: 'a', share: null },
        { id: 'b', ...share(0.4) },
      ]),
      undefined,
    );
    expect([first?.stands, second?.stands]).toEqual(['unknown', 'unknown']);
  });

  test('pages are told from figures by their names', () => {
    const files = { 'result-2-kk.html': 'x', 'result-2.json': 'y', 'result-2-en.html': 'z' };
    expect(filesOf(files).map((own) => own.language)).toEqual(['kk', 'en']);
  });
});
