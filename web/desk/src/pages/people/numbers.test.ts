import { describe, expect, test } from 'vitest';
import { namesOf, numbersOf } from './numbers';

describe('numbers that are pasted', () => {
  // Protects who writes to people: a line that is no number is said, and the others are taken.
  test('are rows and faults by line', () => {
    const text = 'observer;phone;backup\no-1;+7 701 123-45-67;\n"o-2",+77011234568,+77011234569\n';
    const found = numbersOf(`${text}o-3;87011234567\no-1;+77010000000\no-4;\n`);
    expect(found.rows).toEqual([
      { observer: 'o-1', phone: '+77011234567' },
      { observer: 'o-2', phone: '+77011234568', backup: '+77011234569' },
    ]);
    expect(found.faults).toEqual([
      { line: 4, why: 'no-country' },
      { line: 5, why: 'twice' },
      { line: 6, why: 'no-number' },
    ]);
  });

  test('a first line that is a row is not taken for a head', () => {
    expect(numbersOf('o-1\t+77011234567').rows).toHaveLength(1);
  });

  test('names are told apart by any gap', () => {
    expect(namesOf(' o-1, o-2;o-3\no-1 ')).toEqual(['o-1', 'o-2', 'o-3']);
  });
});
