import { expect, test } from 'vitest';
import { allOf, figureOf } from './typing';

test('figures are read as people type them, and nothing else is one', () => {
  expect(figureOf('1 421')).toBe(1421);
  expect(figureOf(' 0 ')).toBe(0);
  expect(figureOf('007')).toBe(7);
  expect(figureOf('?')).toBeNull();
  for (const own of ['1.421', '1,421', '1’421', '1\u202f421']) expect(figureOf(own)).toBe(1421);
  // Protects a figure from a slip of the finger: 12.5 is not 125.
  for (const none of ['', '-1', '12.5', '1,42', '12 5', '12a', '1234567890', undefined]) {
    expect(figureOf(none)).toBeUndefined();
  }
});

test('a sheet is whole when every line has a figure or says that it cannot be read', () => {
  expect(allOf(['a', 'b'], { a: '1' })).toBeUndefined();
  expect(allOf(['a', 'b'], { a: '1', b: '?', c: '9' })).toEqual({ a: 1, b: null });
});
