/** A report that somebody of the data centre files for an observer: what can be asked here. */
import { asked } from '../../../kit/forms/check';
import type { Evaluator } from '../../../kit/forms/evaluate';
import { steps, type Repeats, type Step } from '../../../kit/forms/flow';
import { askId, written, type Answers, type Form, type Question } from '../../../kit/forms/types';

/** The question that every form has for its station: it has a field of its own here. */
const STATION = 'station-code';

/** What only a phone has, or what must be sealed on one. */
const ELSEWHERE = ['file', 'location', 'barcode', 'device'];

/** Whether a question can be answered here in the clear; photos of protocols can. */
export function askable(form: Form, question: Question): boolean {
  const kind = askId(question.ask);
  if (question.sensitive || ELSEWHERE.includes(kind)) return false;
  if (kind === 'photo') return form.kind === 'protocol';
  return form.kind !== 'incident' || kind !== 'text';
}

/** The steps that are shown, and how many questions are left to the observer's phone. */
export function shownSteps(
  form: Form,
  evaluator: Evaluator,
  repeats: Repeats,
): { shown: Step[]; left: number } {
  const all = steps(evaluator, repeats).filter(
    (step) => step.kind === 'more' || step.place.question !== STATION,
  );
  const shown = all.filter(
    (step) =>
      step.kind === 'more' || (askId(step.question.ask) !== 'note' && askable(form, step.question)),
  );
  const left = all.filter(
    (step) =>
      step.kind === 'ask' && askId(step.question.ask) !== 'note' && !askable(form, step.question),
  );
  return { shown, left: left.length };
}

/** Photos are no answers: they are named beside them. */
export function divided(all: Answers): { answers: Answers; photos: Photo[] } {
  const answers: Answers = {};
  const photos: Photo[] = [];
  for (const [place, answer] of Object.entries(all)) {
    if ('file' in answer) photos.push({ place, blob: answer.file });
    else answers[place] = answer;
  }
  return { answers, photos };
}

/** A photo as a report names it. */
export interface Photo {
  place: string;
  blob: string;
}

/** Answers to questions that are asked; what became irrelevant on the way is left out. */
export function standing(form: Form, evaluator: Evaluator, repeats: Repeats): Answers {
  const { shown } = shownSteps(form, evaluator, repeats);
  const found: Answers = {};
  for (const step of shown) {
    if (step.kind !== 'ask') continue;
    const node = evaluator.outline.questions.get(step.question.id);
    const place = written(step.place);
    const answer = evaluator.answers[place];
    if (answer && node && asked(evaluator, node, step.place) !== 'no') found[place] = answer;
  }
  return found;
}
