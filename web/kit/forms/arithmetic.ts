/**
 * The arithmetic of a protocol, so that it can be said in words. The form's checks are notes that
 * are relevant while they are violated (crates/forms/src/protocol.rs): their trees say which lines
 * should make what.
 */
import { asked } from './check';
import { Evaluator } from './evaluate';
import { understood, type Expr } from './expression';
import { outlineOf, type Outline } from './outline';
import type { Answers, Form, Texts } from './types';

/** Lines that are added up, and what they make. */
export interface Side {
  terms: { line: number; name: Texts | undefined; times: number; figure: number }[];
  constant: number;
  total: number;
}

export interface Disagreement {
  /** The note's name. */
  note: string;
  /** What should hold between the sides. */
  should: '=' | '<=' | '>=';
  left: Side;
  right: Side;
  /** The numbers of all lines in it. */
  lines: number[];
  /** Two neighbouring digits that, exchanged, would make everything fit. */
  swap: { line: number; from: number; to: number } | undefined;
}

const SHOULD = { '!=': '=', '>': '<=', '<': '>=' } as const;

/** Questions that want a figure, in the protocol's order; the line's number is the index + 1. */
export const figures = (outline: Outline): string[] =>
  outline.nodes.filter((node) => node.question.ask === 'integer').map((node) => node.question.id);

/** Every check that is violated. */
export function disagreements(form: Form, answers: Answers): Disagreement[] {
  const outline = outlineOf(form);
  const found = violated(outline, answers);
  const list = figures(outline);
  return found.flatMap((note) => {
    const own = explained(outline, answers, list, note);
    return own ? [{ ...own, swap: swap(outline, answers, list, own.lines, found.length) }] : [];
  });
}

/** How many checks hold, are violated, or wait for figures. */
export function tally(
  form: Form,
  answers: Answers,
): { hold: number; violated: number; wait: number } {
  const outline = outlineOf(form);
  const evaluator = new Evaluator(outline, answers);
  const truths = checks(outline).map((node) =>
    asked(evaluator, node, { question: node.question.id, at: [] }),
  );
  const count = (truth: string): number => truths.filter((own) => own === truth).length;
  return { hold: count('no'), violated: count('yes'), wait: count('unknown') };
}

const checks = (outline: Outline): Outline['nodes'] =>
  outline.nodes.filter((node) => node.question.ask === 'note' && node.question.relevant);

function violated(outline: Outline, answers: Answers): string[] {
  const evaluator = new Evaluator(outline, answers);
  return checks(outline)
    .map((node) => ({ node, place: { question: node.question.id, at: [] } }))
    .filter(({ node, place }) => asked(evaluator, node, place) === 'yes')
    .map(({ place }) => place.question);
}

function explained(
  outline: Outline,
  answers: Answers,
  list: readonly string[],
  note: string,
): Omit<Disagreement, 'swap'> | undefined {
  const expr = understood(outline.questions.get(note)?.question.relevant ?? '');
  if (!expr || !('op' in expr)) return undefined;
  const should = expr.op in SHOULD ? SHOULD[expr.op as keyof typeof SHOULD] : undefined;
  const name = (id: string): Texts | undefined => outline.questions.get(id)?.question.label;
  const [left, right] = [expr.left, expr.right].map((own) => side(own, answers, list, name));
  if (!should || !left || !right) return undefined;
  const lines = [...left.terms, ...right.terms].map((term) => term.line);
  return { note, should, left, right, lines: [...new Set(lines)].sort((a, b) => a - b) };
}

/** A sum of figures and numbers; nothing where a tree is anything else. */
function side(
  expr: Expr,
  answers: Answers,
  list: readonly string[],
  name: (id: string) => Texts | undefined,
): Side | undefined {
  const whole: Side = { terms: [], constant: 0, total: 0 };
  const add = (own: Expr, times: number): boolean => {
    if ('number' in own) {
      whole.constant += times * own.number;
      whole.total += times * own.number;
      return true;
    }
    if ('negative' in own) return add(own.negative, -times);
    if ('ref' in own) {
      const answer = answers[own.ref];
      const line = list.indexOf(own.ref) + 1;
      if (!answer || !('integer' in answer) || line === 0) return false;
      whole.terms.push({ line, name: name(own.ref), times, figure: answer.integer });
      whole.total += times * answer.integer;
      return true;
    }
    if (!('op' in own)) return false;
    if (own.op === '+') return add(own.left, times) && add(own.right, times);
    if (own.op === '-') return add(own.left, times) && add(own.right, -times);
    if (own.op === '*' && 'number' in own.left) return add(own.right, times * own.left.number);
    return false;
  };
  return add(expr, 1) ? whole : undefined;
}

/** The one exchange of neighbouring digits after which fewer checks are violated, if it is one. */
function swap(
  outline: Outline,
  answers: Answers,
  list: readonly string[],
  lines: readonly number[],
  before: number,
): Disagreement['swap'] {
  const found: NonNullable<Disagreement['swap']>[] = [];
  for (const line of lines) {
    const name = list[line - 1] ?? '';
    const answer = answers[name];
    if (!answer || !('integer' in answer)) continue;
    for (const to of swapped(answer.integer)) {
      const after = violated(outline, { ...answers, [name]: { integer: to } });
      if (after.length === 0 && before > 0) found.push({ line, from: answer.integer, to });
    }
  }
  return found.length === 1 ? found[0] : undefined;
}

function swapped(figure: number): number[] {
  const digits = String(figure);
  const others = Array.from({ length: digits.length - 1 }, (_, i) =>
    Number(digits.slice(0, i) + (digits[i + 1] ?? '') + (digits[i] ?? '') + digits.slice(i + 2)),
  );
  return others.filter((other) => other !== figure);
}
