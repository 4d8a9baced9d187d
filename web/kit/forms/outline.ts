/** Where each question stands in its form: under which groups and repetitions. */

import type { Form, Group, Item, Question } from './types';

export interface Node {
  question: Question;
  groups: readonly Group[];
  /** The groups around it that can be filled in several times. */
  repeats: readonly string[];
}

export interface GroupNode {
  group: Group;
  repeats: readonly string[];
  /** The questions inside, from and to. */
  inside: readonly [number, number];
}

export interface Outline {
  form: Form;
  nodes: readonly Node[];
  questions: ReadonlyMap<string, Node>;
  groups: ReadonlyMap<string, GroupNode>;
}

const DEEPEST = 32;

export function outlineOf(form: Form): Outline {
  const nodes: Node[] = [];
  const questions = new Map<string, Node>();
  const groups = new Map<string, GroupNode>();
  const walk = (items: readonly Item[], around: readonly Group[]): void => {
    for (const item of items) {
      if ('question' in item) {
        const node = { question: item.question, groups: around, repeats: repeated(around) };
        questions.set(item.question.id, node);
        nodes.push(node);
        continue;
      }
      const own = [...around, item.group];
      const start = nodes.length;
      if (own.length <= DEEPEST) walk(item.group.items, own);
      const inside = [start, nodes.length] as const;
      groups.set(item.group.id, { group: item.group, repeats: repeated(own), inside });
    }
  };
  walk(form.items, []);
  return { form, nodes, questions, groups };
}

const repeated = (groups: readonly Group[]): string[] =>
  groups.filter((group) => group.repeat).map((group) => group.id);
