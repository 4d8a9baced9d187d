import { expect, test } from 'vitest';
import { byVotes } from '../../naming';
import type { OptionAnswer, Projection } from '../../types';
import { unfitFor } from './remarks.svelte';
import { majorityChance } from './shares';

const list = (distribution: Record<string, number>): OptionAnswer => ({
  id: 'a',
  at_visited: { votes: 0, share: null },
  share: null,
  without_allowance: null,
  threshold_probability: null,
  seats: { median: 0, low: 0, high: 0, distribution },
});

// Protects who governs: half of the seats are no majority, and the draws are added, not guessed.
test('a majority is more than half of the seats', () => {
  expect(majorityChance(list({ '49': 0.5, '50': 0.5 }), 100)).toBe(0);
  expect(majorityChance(list({ '50': 0.25, '51': 0.25, '60': 0.5 }), 100)).toBeCloseTo(0.75);
  expect(majorityChance(list({ '50': 0.25, '49': 0.75 }), 99)).toBeCloseTo(0.25);
  expect(majorityChance({ ...list({}), seats: null }, 100)).toBeUndefined();
});

// Protects readers who compare two pages: lists stand in one order.
test('lists stand by votes, and as they came where these are equal', () => {
  const all = [
    { id: 'a', votes: 0 },
    { id: 'b', votes: 7 },
    { id: 'c', votes: 0 },
  ];
  expect(byVotes(all, (own) => own.votes).map((own) => own.id)).toEqual(['b', 'a', 'c']);
});

// Protects the mission from publishing too early: what weighs most is said.
test('it is said why a projection cannot be published', () => {
  const few = { code: 'few-arrived', part: 0.4 };
  const silent = { code: 'unseen-strata', strata: 2, voters: 0.3 };
  const remarks = (more: object): Projection['remarks'] => ({
    refusal: null,
    assumptions: [],
    warnings: [],
    ...more,
  });
  expect(unfitFor(remarks({ warnings: [silent, few] }))).toBe(few);
  expect(unfitFor(remarks({ refusal: { code: 'nothing-in' }, warnings: [few] }))?.code).toBe(
    'nothing-in',
  );
  expect(unfitFor(remarks({ warnings: [{ code: 'merged-strata', strata: 1 }] }))).toBeUndefined();
});
