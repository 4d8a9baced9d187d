import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Evaluator } from '../../../kit/forms/evaluate';
import { outlineOf } from '../../../kit/forms/outline';
import type { Answers, Form } from '../../../kit/forms/types';
import { askable, divided, shownSteps, standing } from './report';

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
  test('asks nothing that is sensitive, no photo but of a protocol, and no words of an incident', () => {
    for (const form of forms) {
      const { shown } = shownSteps(form, over(form, {}), {});
      for (const step of shown) {
        if (step.kind !== 'ask') continue;
        expect(askable(form, step.question), `${form.id} ${step.question.id}`).toBe(true);
        expect(step.question.sensitive ?? false).toBe(false);
        expect(step.question.id).not.toBe('station-code');
        if (form.kind === 'incident') expect(step.question.ask).not.toBe('text');
        if (step.question.ask === 'photo') expect(form.kind).toBe('protocol');
      }
    }
    expect(shownSteps(formOf('incident'), over(formOf('incident'), {}), {}).left).toBeGreaterThan(
      0,
    );
  });

  // Protects the report: a photo is named where the server looks for photos.
  test('asks for the photos of a protocol, and names them beside the answers', () => {
    const form = formOf('protocol-majilis-lists');
    const answers: Answers = { cast: { integer: 7 }, 'page-2': { file: 'ab' } };
    const evaluator = over(form, answers);
    const asks = shownSteps(form, evaluator, {}).shown.flatMap((step) =>
      step.kind === 'ask' ? [step.question.id] : [],
    );
    expect(asks).toContain('page-1');
    expect(divided(standing(form, evaluator, {}))).toEqual({
      answers: { cast: { integer: 7 } },
      photos: [{ place: 'page-2', blob: 'ab' }],
    });
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
