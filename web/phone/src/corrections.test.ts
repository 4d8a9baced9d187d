import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Form } from '../../kit/forms/types';
import { repeatsOf } from './corrections';
import { helpAnswers } from './help';

const vectors = new URL('../../../crates/forms/tests/vectors/forms.json', import.meta.url);
const forms = JSON.parse(readFileSync(vectors, 'utf8')) as Form[];

test('a correction has as many repetitions as were filled in', () => {
  const name = { question: { id: 'name', ask: 'text' as const } };
  const inner = { group: { id: 'inner', repeat: {}, items: [name] } };
  const outer = { group: { id: 'outer', repeat: {}, items: [inner] } };
  const title = { en: 'F' };
  const form: Form = {
    id: 'f',
    version: '1',
    title,
    kind: 'other',
    language: 'en',
    items: [outer],
  };
  expect(repeatsOf(form, ['name[1.1]', 'name[2.3]', 'gone[4]'])).toEqual({
    'outer[]': 2,
    'inner[1]': 1,
    'inner[2]': 3,
  });
});

test('a call for help says what, and when, by itself', () => {
  const form = forms.find((own) => own.kind === 'incident');
  if (!form) throw new Error('no incident form');
  expect(helpAnswers({ form, clear: [] }, new Date(2021, 0, 10, 14, 5))).toEqual({
    category: { choice: 'help-now' },
    'category-group': { choice: 'reprisal' },
    'happened-at': { time: '14:05' },
  });
  const other = { ...form, lists: [] };
  expect(helpAnswers({ form: other, clear: [] }, new Date())).toBeUndefined();
});
