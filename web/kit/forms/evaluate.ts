/**
 * Trees → values, over the answers of one filing. The same as crates/forms/src/expression; both are
 * tested with crates/forms/tests/vectors.
 */
import { understood, type Expr, type Op } from './expression';
import { answered, extreme, plain } from './functions';
import type { Outline } from './outline';
import { placeOf, written, type Answers, type Choice, type Place, type Question } from './types';
import {
  OPEN,
  UNKNOWN,
  dayOf,
  equal,
  fromAnswer,
  fromTruth,
  numberOf,
  numeric,
  textOf,
  textual,
  truthOf,
  truthy,
  type Truth,
  type Value,
} from './value';
import { choosing } from './types';

/** So that no form can keep the phone busy. */
const FUEL = 500_000;
const DEEPEST = 600;

interface Here {
  place: Place | undefined;
  repeats: readonly string[];
  at: readonly number[];
  choice?: Choice;
}

export class Evaluator {
  private readonly computed = new Map<string, Value | undefined>();
  private readonly filled = new Map<string, number[][]>();
  private fuel = FUEL;
  private depth = 0;

  /** Over these answers. Without `now`, what depends on the clock is unknown. */
  constructor(
    readonly outline: Outline,
    readonly answers: Answers,
    private readonly now?: string,
  ) {}

  /** What an expression of the question at this place comes to. */
  value(expression: string, place: Place): Value {
    const repeats = this.outline.questions.get(place.question)?.repeats ?? [];
    return this.expression(expression, { place, repeats, at: place.at });
  }

  truth(condition: string, place: Place): Truth {
    return truthOf(this.value(condition, place));
  }

  /** What an expression of a group comes to, in the repetition `at` of what is around it. */
  group(expression: string, group: string, at: readonly number[]): Value {
    const repeats = (this.outline.groups.get(group)?.repeats ?? []).slice(0, at.length);
    return this.expression(expression, { place: undefined, repeats, at });
  }

  /** Whether a question's filter offers a choice. */
  offers(question: Question, choice: Choice, place: Place): Truth {
    const filter = choosing(question.ask)?.filter;
    if (filter === undefined) return 'yes';
    const repeats = this.outline.questions.get(place.question)?.repeats ?? [];
    return truthOf(this.expression(filter, { place, repeats, at: place.at, choice }));
  }

  /** The repetitions of a repeated group that were filled in, inside those that begin so. */
  repetitions(group: string, prefix: readonly number[]): number[][] {
    let all = this.filled.get(group);
    if (!all) {
      all = this.every(group);
      this.filled.set(group, all);
    }
    return all.filter((at) => prefix.every((number, i) => at[i] === number));
  }

  private every(name: string): number[][] {
    const node = this.outline.groups.get(name);
    if (!node) return [];
    const inside = this.outline.nodes.slice(...node.inside).map((own) => own.question.id);
    const found = new Map<string, number[]>();
    for (const { question, at } of Object.keys(this.answers).map(placeOf)) {
      if (!inside.includes(question) || at.length < node.repeats.length) continue;
      const own = at.slice(0, node.repeats.length);
      found.set(own.join('.'), own);
    }
    const order = (a: number[], b: number[]): number =>
      a.map((number, i) => number - (b[i] ?? 0)).find((difference) => difference !== 0) ?? 0;
    return [...found.values()].sort(order);
  }

  private expression(text: string, here: Here): Value {
    const expr = understood(text);
    return expr ? this.eval(expr, here) : UNKNOWN;
  }

  /** The value of a tree. */
  eval(expr: Expr, here: Here): Value {
    if (this.fuel === 0 || this.depth >= DEEPEST) return UNKNOWN;
    this.fuel -= 1;
    this.depth += 1;
    const value = this.inner(expr, here);
    this.depth -= 1;
    return value;
  }

  private inner(expr: Expr, here: Here): Value {
    if ('number' in expr) return numeric(expr.number);
    if ('text' in expr) return textual(expr.text);
    if ('here' in expr) return here.place ? this.at(here.place) : UNKNOWN;
    if ('ref' in expr) return this.nodes(expr.ref, here)[0] ?? UNKNOWN;
    if ('column' in expr) return column(expr.column, here.choice);
    if ('call' in expr) return this.call(expr.call, expr.arguments, here);
    if ('negative' in expr) {
      const number = numberOf(this.eval(expr.negative, here));
      return number === undefined ? UNKNOWN : numeric(-number);
    }
    if (expr.op === 'and' || expr.op === 'or') return this.either(expr.op, expr, here);
    return joined(expr.op, this.eval(expr.left, here), this.eval(expr.right, here));
  }

  private either(op: 'and' | 'or', sides: { left: Expr; right: Expr }, here: Here): Value {
    // The value that settles the matter alone.
    const settles: Truth = op === 'and' ? 'no' : 'yes';
    const left = truthOf(this.eval(sides.left, here));
    if (left === settles) return fromTruth(left);
    const right = truthOf(this.eval(sides.right, here));
    if (right === settles) return fromTruth(right);
    return left === 'unknown' || right === 'unknown' ? UNKNOWN : fromTruth(left);
  }

  /** What a reference means here: one value, or one for each repetition. */
  private nodes(name: string, here: Here): Value[] {
    const node = this.outline.questions.get(name);
    if (!node) return [UNKNOWN];
    const shared = common(node.repeats, here);
    const prefix = here.at.slice(0, shared);
    if (shared === node.repeats.length) return [this.at({ question: name, at: prefix })];
    const all = this.repetitions(node.repeats.at(-1) ?? '', prefix);
    if (all.length > this.fuel) return [UNKNOWN];
    this.fuel -= all.length;
    return all.map((at) => this.at({ question: name, at }));
  }

  private at(place: Place): Value {
    const node = this.outline.questions.get(place.question);
    if (!node) return UNKNOWN;
    const key = written(place);
    const answer = this.answers[key];
    if (answer) return fromAnswer(answer);
    const calculation = node.question.calculation;
    if (calculation === undefined) return OPEN;
    // A calculation that needs itself has no value.
    if (this.computed.has(key)) return this.computed.get(key) ?? UNKNOWN;
    this.computed.set(key, undefined);
    const value = this.value(calculation, place);
    this.computed.set(key, value);
    return value;
  }

  private call(name: string, all: readonly Expr[], here: Here): Value {
    const argument = (i: number): Value => {
      const expr = all[i];
      return expr ? this.eval(expr, here) : UNKNOWN;
    };
    switch (name) {
      case 'true':
      case 'false':
        return truthy(name === 'true');
      case 'if': {
        const truth = truthOf(argument(0));
        return truth === 'unknown' ? UNKNOWN : argument(truth === 'yes' ? 1 : 2);
      }
      case 'coalesce': {
        const first = argument(0);
        const empty = first.kind === 'open' || (first.kind === 'text' && first.text === '');
        return empty ? argument(1) : first;
      }
      case 'once': {
        const standing = here.place && this.answers[written(here.place)];
        return standing ? fromAnswer(standing) : argument(0);
      }
      case 'sum':
      case 'min':
      case 'max':
      case 'count':
      case 'count-non-empty':
        return this.overAll(name, all, here);
      case 'concat':
      case 'join':
        return this.together(name, all, here);
      case 'today':
        return (this.now && dayOf(this.now.slice(0, 10))) || UNKNOWN;
      case 'now':
        return (this.now && dayOf(this.now)) || UNKNOWN;
      case 'position': {
        const number = here.at.at(-1);
        return number === undefined ? UNKNOWN : numeric(number);
      }
    }
    return (
      plain(
        name,
        all.map((one) => this.eval(one, here)),
      ) ?? UNKNOWN
    );
  }

  /** One value, or one for each repetition where a repeated question is named. */
  private each(expr: Expr, here: Here): Value[] {
    return 'ref' in expr ? this.nodes(expr.ref, here) : [this.eval(expr, here)];
  }

  private overAll(name: string, all: readonly Expr[], here: Here): Value {
    const [only] = all;
    const group = name === 'count' && only && 'ref' in only && this.outline.groups.get(only.ref);
    if (group) {
      const prefix = here.at.slice(0, common(group.repeats, here));
      return numeric(this.repetitions(group.group.id, prefix).length);
    }
    const values = all.flatMap((one) => this.each(one, here));
    if (name === 'count') return numeric(values.length);
    if (name === 'count-non-empty') return answered(values) ?? UNKNOWN;
    if (name !== 'sum') return extreme(name, values) ?? UNKNOWN;
    const numbers = values.map(numberOf);
    const sum = (a: number | undefined, b: number | undefined): number | undefined =>
      a === undefined || b === undefined ? undefined : a + b;
    const total = numbers.reduce(sum, 0);
    return total === undefined ? UNKNOWN : numeric(total);
  }

  private together(name: string, all: readonly Expr[], here: Here): Value {
    const first = all[0];
    const separator = name === 'join' && first ? textOf(this.eval(first, here)) : '';
    const parts = name === 'join' ? all.slice(1) : all;
    const texts = parts.flatMap((one) => this.each(one, here)).map(textOf);
    if (separator === undefined || texts.includes(undefined)) return UNKNOWN;
    return textual(texts.join(separator));
  }
}

/** How many repetitions a question shares with what stands here. */
function common(repeats: readonly string[], here: Here): number {
  const most = Math.min(repeats.length, here.repeats.length, here.at.length);
  let shared = 0;
  while (shared < most && repeats[shared] === here.repeats[shared]) shared += 1;
  return shared;
}

function column(name: string, choice: Choice | undefined): Value {
  if (!choice) return UNKNOWN;
  const value = name === 'name' ? choice.id : choice.attributes?.[name];
  return value === undefined ? OPEN : textual(value);
}

function joined(op: Op, left: Value, right: Value): Value {
  if (op === '=') return fromTruth(equal(left, right));
  if (op === '!=') {
    const same = equal(left, right);
    return same === 'unknown' ? UNKNOWN : truthy(same === 'no');
  }
  const [a, b] = [numberOf(left), numberOf(right)];
  if (a === undefined || b === undefined) return UNKNOWN;
  switch (op) {
    case '<':
      return truthy(a < b);
    case '<=':
      return truthy(a <= b);
    case '>':
      return truthy(a > b);
    case '>=':
      return truthy(a >= b);
    case '+':
      return numeric(a + b);
    case '-':
      return numeric(a - b);
    case '*':
      return numeric(a * b);
    case 'div':
      return numeric(a / b);
    case 'mod':
      return numeric(a % b);
    default:
      return UNKNOWN;
  }
}
