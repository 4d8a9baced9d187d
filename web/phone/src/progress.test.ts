import { expect, test } from 'vitest';
import type { Form, Kind } from '../../kit/forms/types';
import { progress, screensOf, shownSteps, tallied, type Asking } from './progress';
import { withAnswer, type Draft } from './records';

const form = (kind: Kind): Form => ({
  id: 'f',
  version: '1',
  title: { en: 'F' },
  kind,
  language: 'en',
  items: [
    {
      group: {
        id: 'essential',
        items: [
          { question: { id: 'when', ask: 'time', required: 'true()' } },
          {
            question: {
              id: 'number',
              ask: 'integer',
              required: 'true()',
              constraint: '. >= 0 and . <= 100',
            },
          },
        ],
      },
    },
    {
      group: {
        id: 'rest',
        items: [
          { question: { id: 'page', ask: 'photo' } },
          { question: { id: 'where', ask: 'location' } },
          { question: { id: 'secret', ask: 'text', required: 'true()' } },
          { question: { id: 'hint', ask: 'note' } },
        ],
      },
    },
  ],
});
const draft = (kind: Kind = 'voting'): Draft => ({
  id: '0f'.repeat(16),
  form: form(kind),
  clear: [],
  answers: {},
  repeats: {},
  step: '',
  begun: 0,
  touched: 0,
  drill: false,
});
const ids = (steps: readonly Asking[]): string[] => steps.map((step) => step.question.id);

test('what may be left out is not open: a photo, a position', () => {
  const now = progress(draft());
  expect(ids(now.open)).toEqual(['when', 'number', 'secret']);
  expect(ids(now.optional)).toEqual(['page', 'where']);
  expect(tallied(now)).toEqual({ done: 0, all: 3 });
});

test('what nobody can read, or is out of its range, is no answer and is named', () => {
  const before = withAnswer(draft(), 'number', { integer: 61 });
  const unread = withAnswer(before, 'number', undefined, 'abc');
  expect(unread.answers['number']).toBeUndefined();
  expect(ids(progress(unread).unfit)).toEqual(['number']);
  // As an older version of this page kept it.
  const negative = withAnswer(draft(), 'number', { integer: -4 });
  expect(ids(progress(negative).unfit)).toEqual(['number']);
  const mended = withAnswer(unread, 'number', { integer: 62 });
  expect(progress(mended).unfit).toEqual([]);
  expect(ids(progress(mended).answered)).toEqual(['number']);
});

test('what a correction keeps of the report before is not asked anew', () => {
  const before = { sealed: [{ place: 'secret', blob: 'b' }], photos: [], parts: [] };
  expect(ids(progress({ ...draft(), before }).answered)).toEqual(['secret']);
});

test('an incident is asked by groups, a checklist question by question', () => {
  const screens = (kind: Kind): number[] =>
    screensOf(draft(kind), shownSteps(draft(kind))).map((screen) => screen.length);
  expect(screens('incident')).toEqual([2, 4]);
  expect(screens('voting')).toEqual([1, 1, 1, 1, 1, 1]);
});
