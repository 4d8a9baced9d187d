import { expect, test } from 'vitest';
import { taken, type Column } from './columns';

// Protects whoever works on with a saved table: no abbreviation and no date without a year in it.
test('a cell is taken away as programs read it, else in full, else as it stands', () => {
  const column: Column = { id: 'a', label: 'A', width: 1, text: () => 'Op' };
  expect(taken(column, 0)).toBe('Op');
  expect(taken({ ...column, full: () => 'Opening' }, 0)).toBe('Opening');
  expect(taken({ ...column, full: () => '5 Nov', value: () => '2026-11-05' }, 0)).toBe(
    '2026-11-05',
  );
});
