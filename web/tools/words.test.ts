import { expect, test } from 'vitest';
import { check, compare, read } from './words';

test('all languages say the same things, and what the code asks for is there', () => {
  expect(check()).toEqual([]);
});

test('what Fluent drops without a word, another language lacks or names otherwise is found', () => {
  const oneLine = read('a', 'count = { $n -> [one] one *[other] many }\nfine = Fine { $n }\n');
  expect(oneLine.faults).toHaveLength(1);
  const other = read('b', 'fine = Fine { $m }\nnew = New\n');
  expect(
    compare(
      new Map([
        ['a', oneLine.keys],
        ['b', other.keys],
      ]),
    ),
  ).toEqual(['a: missing: new', 'b: other variables than a: fine']);
});
