/** The numbers that a question takes, where its constraint is nothing but a range (crates/forms). */
import { understood, type Expr } from './expression';
import type { Question } from './types';

export interface Range {
  low?: number;
  high?: number;
}

export function rangeOf({ constraint }: Question): Range | undefined {
  const expr = constraint === undefined ? undefined : understood(constraint);
  const range: Range = {};
  return expr && bounds(expr, range) ? range : undefined;
}

/** Reads `. >= low and . <= high`, in any order and either side alone. */
function bounds(expr: Expr, range: Range): boolean {
  if (!('op' in expr)) return false;
  if (expr.op === 'and') return bounds(expr.left, range) && bounds(expr.right, range);
  const number = whole(expr.right);
  if (!('here' in expr.left) || number === undefined) return false;
  const side = expr.op.startsWith('>') ? 'low' : expr.op.startsWith('<') ? 'high' : undefined;
  if (!side || range[side] !== undefined) return false;
  const beyond = expr.op.endsWith('=') ? 0 : side === 'low' ? 1 : -1;
  range[side] = number + beyond;
  return true;
}

function whole(expr: Expr): number | undefined {
  if ('negative' in expr) {
    const number = whole(expr.negative);
    return number === undefined ? undefined : -number;
  }
  return 'number' in expr && Number.isSafeInteger(expr.number) ? expr.number : undefined;
}

export const isWithin = ({ low, high }: Range, number: number): boolean =>
  !(low !== undefined && number < low) && !(high !== undefined && number > high);
