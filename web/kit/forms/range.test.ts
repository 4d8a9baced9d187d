import { expect, test } from 'vitest';
import { rangeOf } from './range';
import { readWithin } from './typed';
import type { Question } from './types';

const asks = (constraint?: string): Question => ({
  id: 'q',
  ask: 'integer',
  ...(constraint === undefined ? {} : { constraint }),
});

test('a constraint that is a range is one, whichever way it is written', () => {
  expect(rangeOf(asks('. >= 0 and . <= 9999999'))).toEqual({ low: 0, high: 9_999_999 });
  expect(rangeOf(asks('. < 100 and . > -5'))).toEqual({ low: -4, high: 99 });
  expect(rangeOf(asks('. >= 1'))).toEqual({ low: 1 });
});

test('a constraint that is more than a range is none', () => {
  for (const own of [undefined, '. >= 0 or . <= 9', '. >= 0 and . >= 1', '. >= ${other}', '. = 1'])
    expect(rangeOf(asks(own))).toBeUndefined();
});

test('a figure that the form does not know is no figure: it reaches no sum', () => {
  const question = asks('. >= 0 and . <= 9999999');
  expect(readWithin(question, '-4')).toBe('out-of-range');
  expect(readWithin(question, '10000000')).toBe('out-of-range');
  expect(readWithin(question, '0')).toEqual({ integer: 0 });
  expect(readWithin(question, 'abc')).toBe('not-whole');
  expect(readWithin({ ...question, ask: 'decimal' }, '-0,5')).toBe('out-of-range');
  expect(readWithin(asks(), '-4')).toEqual({ integer: -4 });
});
