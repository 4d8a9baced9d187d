/**
 * What is wrong with a filing. Nothing is ever refused: a report that breaks every rule of its form
 * is still what an observer said (crates/forms/src/validate.rs).
 */
import { Evaluator } from './evaluate';
import { outlineOf, type Node } from './outline';
import {
  askId,
  choicesOf,
  isAsked,
  placeOf,
  written,
  type Answer,
  type Answers,
  type Form,
  type Place,
  type Question,
} from './types';
import { differs, truthOf, type Truth } from './value';

export type Code =
  | 'unknown-question'
  | 'misplaced'
  | 'wrong-type'
  | 'unreadable'
  | 'unknown-choice'
  | 'not-offered'
  | 'constraint'
  | 'missing'
  | 'not-asked'
  | 'absence-not-offered'
  | 'calculation';

export interface Problem {
  place: string;
  code: Code;
}

/** Whether a question is asked at this place, after all other answers. */
export function asked(evaluator: Evaluator, node: Node, place: Place): Truth {
  let depth = 0;
  const truths: Truth[] = [];
  for (const group of node.groups) {
    if (group.relevant !== undefined) {
      const value = evaluator.group(group.relevant, group.id, place.at.slice(0, depth));
      truths.push(truthOf(value));
    }
    depth += group.repeat ? 1 : 0;
  }
  if (node.question.relevant !== undefined) {
    truths.push(evaluator.truth(node.question.relevant, place));
  }
  return truths.includes('no') ? 'no' : truths.includes('unknown') ? 'unknown' : 'yes';
}

/** Where a question could be answered: once, or in each repetition that was filled in. */
export function places(evaluator: Evaluator, node: Node): Place[] {
  const question = node.question.id;
  const group = node.repeats.at(-1);
  if (group === undefined) return [{ question, at: [] }];
  return evaluator.repetitions(group, []).map((at) => ({ question, at }));
}

/** Everything that should be looked at. */
export function check(form: Form, answers: Answers, now?: string): Problem[] {
  const outline = outlineOf(form);
  const evaluator = new Evaluator(outline, answers, now);
  const problems: Problem[] = [];
  for (const key of Object.keys(answers)) {
    const place = placeOf(key);
    const node = outline.questions.get(place.question);
    if (!node) problems.push({ place: key, code: 'unknown-question' });
    else if (node.repeats.length !== place.at.length) {
      problems.push({ place: key, code: 'misplaced' });
    }
  }
  for (const node of outline.nodes) {
    for (const place of places(evaluator, node)) {
      const codes = atPlace(evaluator, node, place);
      problems.push(...codes.map((code) => ({ place: written(place), code })));
    }
  }
  return problems;
}

function atPlace(evaluator: Evaluator, node: Node, place: Place): Code[] {
  const question = node.question;
  const open = asked(evaluator, node, place);
  const answer = evaluator.answers[written(place)];
  if (!answer) {
    const required = question.required !== undefined && isAsked(question.ask);
    const missing = required && open === 'yes' && evaluator.truth(question.required ?? '', place);
    return missing === 'yes' ? ['missing'] : [];
  }
  const own = problemOf(evaluator, question, place, answer);
  return [...(open === 'no' ? (['not-asked'] as const) : []), ...(own ? [own] : [])];
}

/** What is wrong with one answer by itself: its type, its choice, its constraint. */
export function problemOf(
  evaluator: Evaluator,
  question: Question,
  place: Place,
  answer: Answer,
): Code | undefined {
  if ('absent' in answer) {
    return question.may?.includes(answer.absent) ? undefined : 'absence-not-offered';
  }
  if ('sealed' in answer) return undefined;
  if ('unreadable' in answer) return 'unreadable';
  if (!fits(question, answer)) return 'wrong-type';
  const ids = 'choice' in answer ? [answer.choice] : 'choices' in answer ? answer.choices : [];
  const list = choicesOf(evaluator.outline.form, question);
  if (askId(question.ask) === 'one' || 'choices' in answer) {
    for (const id of [...ids].sort()) {
      const choice = list.find((own) => own.id === id);
      if (!choice) return 'unknown-choice';
      if (evaluator.offers(question, choice, place) === 'no') return 'not-offered';
    }
  }
  if (question.constraint !== undefined && evaluator.truth(question.constraint, place) === 'no') {
    return 'constraint';
  }
  if (question.calculation !== undefined) {
    const timeless = new Evaluator(evaluator.outline, evaluator.answers);
    if (differs(answer, timeless.value(question.calculation, place))) return 'calculation';
  }
  return undefined;
}

const TYPES: Record<string, readonly string[]> = {
  one: ['choice'],
  acknowledge: ['choice'],
  many: ['choices'],
  integer: ['integer'],
  decimal: ['integer', 'decimal'],
  date: ['date'],
  time: ['time'],
  moment: ['moment'],
  text: ['text'],
  barcode: ['text'],
  note: ['text'],
  photo: ['file'],
  file: ['file'],
  location: ['location'],
};

/** Whether an answer is of the type that a question wants. */
function fits(question: Question, answer: Answer): boolean {
  const type = Object.keys(answer)[0] ?? '';
  const types = TYPES[askId(question.ask)];
  return types ? types.includes(type) : type !== 'file' && type !== 'location';
}
