import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Evaluator } from '../../../kit/forms/evaluate';
import { outlineOf } from '../../../kit/forms/outline';
import type { Answers, Form } from '../../../kit/forms/types';
import { askable, shownSteps, standing } from './report';

const vectors = new URL('../../../../crates/forms/tests/vectors/forms.json', import.meta.url);
const forms = JSON.parse(readFileSync(vectors, 'utf8')) as Form[];
const formOf = (id: string): Form => {
  const found = forms.find((own) => own.id === id);
  if (!found) throw new Error(`there is no form ${id}`);
  return found;
};
const over = (form: Form, answers: Answers): Evaluator => new Evaluator(outlineOf(form), answers);

describe('a report that is filed for somebody', () => {
  // Protects people: what must be sealed on a phone cannot be typed in the clear at a desk.
  test('asks nothing that is sensitive, no photo, and no words of an incident', () => {
    for (const form of forms) {
      const { shown } = shownSteps(form, over(form, {}), {});
      for (const step of shown) {
        if (step.kind !== 'ask') continue;
        expect(askable(form, step.question), `${form.id} ${step.question.id}`).toBe(true);
        expect(step.question.sensitive ?? false).toBe(false);
        expect(step.question.id).not.toBe('station-code');
        if (form.kind === 'incident') expect(step.question.ask).not.toBe('text');
      }
    }
    expect(shownSteps(formOf('incident'), over(formOf('incident'), {}), {}).left).toBeGreaterThan(
      0,
    );
  });

  test('keeps answers to what is asked, and those only', () => {
    const form = formOf('incident');
    const answers: Answers = {
      'category-group': { choice: 'reprisal' },
      severity: { choice: 'critical' },
      description: { text: 'said on the telephone' },
      'no-such-question': { integer: 1 },
    };
    const kept = Object.keys(standing(form, over(form, answers), {}));
    expect(kept).toContain('severity');
    expect(kept).not.toContain('description');
    expect(kept).not.toContain('no-such-question');
  });
});
