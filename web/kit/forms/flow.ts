/** The way through a form, one question after another, as the answers so far make it. */
import { asked } from './check';
import type { Evaluator } from './evaluate';
import { askId, type Group, type Item, type Place, type Question } from './types';
import { numberOf } from './value';

export type Step =
  | { kind: 'ask'; place: Place; question: Question; groups: readonly Group[] }
  /** Whether a group is filled in once more. */
  | { kind: 'more'; group: Group; at: readonly number[] };

/** How often each repeated group is filled in, by `repetition`. */
export type Repeats = Record<string, number>;

export const repetition = (group: string, at: readonly number[]): string =>
  `${group}[${at.join('.')}]`;

/** More often than this nobody fills in a group. */
const MOST = 200;

/** All steps. What rests on something unknown is asked. */
export function steps(evaluator: Evaluator, repeats: Repeats): Step[] {
  const found: Step[] = [];
  const walk = (items: readonly Item[], groups: readonly Group[], at: readonly number[]): void => {
    for (const item of items) {
      if ('group' in item) repeated(item.group, groups, at);
      else one(item.question, groups, at);
    }
  };
  const one = (question: Question, groups: readonly Group[], at: readonly number[]): void => {
    const node = evaluator.outline.questions.get(question.id);
    const shown = question.ask !== 'hidden' && askId(question.ask) !== 'device';
    const place = { question: question.id, at };
    if (!node || !shown || asked(evaluator, node, place) === 'no') return;
    found.push({ kind: 'ask', place, question, groups });
  };
  const repeated = (group: Group, around: readonly Group[], at: readonly number[]): void => {
    const groups = [...around, group];
    if (!group.repeat) return walk(group.items, groups, at);
    const count = group.repeat.count;
    const said = count === undefined ? undefined : numberOf(evaluator.group(count, group.id, at));
    const chosen = repeats[repetition(group.id, at)] ?? 0;
    const times = Math.min(
      MOST,
      Math.max(0, Math.trunc(count === undefined ? chosen : (said ?? 0))),
    );
    for (let number = 1; number <= times; number += 1) walk(group.items, groups, [...at, number]);
    if (count === undefined && times < MOST) found.push({ kind: 'more', group, at });
  };
  walk(evaluator.outline.form.items, [], []);
  return found;
}

/** A name for a step that stays the same while others come and go. */
export const stepName = (step: Step): string =>
  step.kind === 'ask'
    ? `${step.place.question}[${step.place.at.join('.')}]`
    : `+${repetition(step.group.id, step.at)}`;
