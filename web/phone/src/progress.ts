/** How far a draft is. */
import { Evaluator } from '../../kit/forms/evaluate';
import { stepName, steps, type Step } from '../../kit/forms/flow';
import { momentNow } from '../../kit/forms/moment';
import { outlineOf } from '../../kit/forms/outline';
import { isOutside } from '../../kit/forms/typed';
import { isAsked, written } from '../../kit/forms/types';
import { STATION, stands, type Draft } from './records';

export const evaluatorOf = (draft: Draft): Evaluator =>
  new Evaluator(outlineOf(draft.form), draft.answers, momentNow(new Date()));

/** The steps that are shown: the station is known, unless it happened elsewhere. */
export function shownSteps(draft: Draft, evaluator = evaluatorOf(draft)): Step[] {
  const here = draft.form.kind !== 'incident' && draft.answers[STATION] !== undefined;
  return steps(evaluator, draft.repeats).filter(
    (step) => step.kind !== 'ask' || !here || step.place.question !== STATION,
  );
}

/**
 * A step in the address, which anybody sees who has the locked phone: the same each time, and says
 * nothing of what is asked (FNV-1a).
 */
export function codeOf(step: Step): string {
  let hash = 0x811c9dc5;
  for (const c of stepName(step)) hash = Math.imul(hash ^ (c.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0).toString(36);
}

/** A step that asks for an answer. */
export type Asking = Extract<Step, { kind: 'ask' }>;

/** Onto which screens the steps come: one each, but an incident's by their groups. */
export function screensOf(draft: Draft, all: readonly Step[]): Step[][] {
  const screens: Step[][] = [];
  for (const step of all) {
    const last = screens.at(-1);
    const before = last?.at(-1);
    const together =
      draft.form.kind === 'incident' &&
      step.kind === 'ask' &&
      before?.kind === 'ask' &&
      before.groups[0] !== undefined &&
      before.groups[0] === step.groups[0];
    if (together) last?.push(step);
    else screens.push([step]);
  }
  return screens;
}

export interface Progress {
  /** Needs an answer, and has none. */
  open: Asking[];
  /** In it stands something that is no answer. */
  unfit: Asking[];
  answered: Asking[];
  /** May be left out, and is. */
  optional: Asking[];
}

/** What was answered and what is open. What may be left out is not open. */
export function progress(draft: Draft, evaluator = evaluatorOf(draft)): Progress {
  const found: Progress = { open: [], unfit: [], answered: [], optional: [] };
  for (const step of shownSteps(draft, evaluator)) {
    if (step.kind !== 'ask' || !isAsked(step.question.ask)) continue;
    const place = written(step.place);
    if (isUnfit(draft, step)) found.unfit.push(step);
    else if (stands(draft, place)) found.answered.push(step);
    else if (isNeeded(evaluator, step)) found.open.push(step);
    else found.optional.push(step);
  }
  return found;
}

export const isNeeded = (evaluator: Evaluator, { question, place }: Asking): boolean =>
  question.required !== undefined && evaluator.truth(question.required, place) === 'yes';

function isUnfit(draft: Draft, { question, place }: Asking): boolean {
  const key = written(place);
  const answer = draft.answers[key];
  return draft.unread?.[key] !== undefined || (answer !== undefined && isOutside(question, answer));
}

/** How much of what needs an answer has one. */
export function tallied({ open, unfit, answered }: Progress): { done: number; all: number } {
  return { done: answered.length, all: open.length + unfit.length + answered.length };
}
