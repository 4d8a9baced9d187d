/** Phone and server agree: both are compared with crates/forms/tests/vectors. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { check } from './check';
import { Evaluator } from './evaluate';
import { parse } from './expression';
import { NotUnderstood } from './lex';
import { outlineOf } from './outline';
import { placeOf, type Answers, type Form } from './types';
import { shown, type Value } from './value';

const folder = new URL('../../../crates/forms/tests/vectors/', import.meta.url);
const read = <T>(name: string): T => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as T;
const forms = read<Form[]>('forms.json');
const find = (id: string): Form => {
  const form = forms.find((own) => own.id === id);
  if (!form) throw new Error(`no form ${id}`);
  return form;
};

function told(value: Value): string {
  switch (value.kind) {
    case 'truth':
      return `truth ${String(value.truth)}`;
    case 'number':
      return `number ${value.number === Infinity ? 'inf' : value.number === -Infinity ? '-inf' : Object.is(value.number, -0) ? '-0' : shown(value.number)}`;
    case 'text':
      return `text ${value.text}`;
    case 'day':
      return `day ${shown(value.number)} ${value.text}`;
    default:
      return value.kind;
  }
}

describe('expressions', () => {
  const vectors = read<{ form: string; now: string; answers: Answers; cases: string[][] }>(
    'expressions.json',
  );
  const outline = outlineOf(find(vectors.form));
  const come = (place: string, text: string): string => {
    try {
      parse(text);
    } catch (error) {
      if (!(error instanceof NotUnderstood)) throw error;
      return `not understood at ${error.at}`;
    }
    const evaluator = new Evaluator(outline, vectors.answers, vectors.now);
    return told(evaluator.value(text, placeOf(place)));
  };
  test.each(vectors.cases)('at %s: %s is %s', (place, text, expected) => {
    expect(come(place ?? '', text ?? '')).toBe(expected);
  });
});

describe('filings', () => {
  type Filing = { form: string; answers: Answers; problems: [string, string, string][] };
  test.each(read<Filing[]>('filings.json'))('of $form: $answers', ({ form, answers, problems }) => {
    const found = check(find(form), answers).map(({ place, code }) => `${place} ${code}`);
    // A range is a constraint; the phone says both in the form's own words.
    const wanted = problems.map(
      ([place, code]) => `${place} ${code === 'out-of-range' ? 'constraint' : code}`,
    );
    expect(found.sort()).toEqual(wanted.sort());
  });
});
