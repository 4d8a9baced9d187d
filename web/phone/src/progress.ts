/** How far a draft is. */
import { Evaluator } from '../../kit/forms/evaluate';
import { steps, type Step } from '../../kit/forms/flow';
import { momentNow } from '../../kit/forms/moment';
import { outlineOf } from '../../kit/forms/outline';
import { askId, written } from '../../kit/forms/types';
import { STATION } from './filing';
import type { Draft } from './records';

export const evaluatorOf = (draft: Draft): Evaluator =>
  new Evaluator(outlineOf(draft.form), draft.answers, momentNow(new Date()));

/** The steps that are shown: the station is known, unless it happened elsewhere. */
export function shownSteps(draft: Draft, evaluator = evaluatorOf(draft)): Step[] {
  const here = draft.form.kind !== 'incident' && draft.answers[STATION] !== undefined;
  return steps(evaluator, draft.repeats).filter(
    (step) => step.kind !== 'ask' || !here || step.place.question !== STATION,
  );
}

/** How many questions are answered, of how many. */
export function progress(draft: Draft): { done: number; all: number } {
  const asked = shownSteps(draft).filter(
    (step) => step.kind === 'ask' && askId(step.question.ask) !== 'note',
  );
  const done = asked.filter((step) => step.kind === 'ask' && draft.answers[written(step.place)]);
  return { done: done.length, all: asked.length };
}
