/** Functions of plain values (crates/forms/src/expression/evaluate/call.rs). */
import { readTime } from './moment';
import {
  dayOf,
  display,
  numberOf,
  numeric,
  textOf,
  textual,
  truthOf,
  truthy,
  type Value,
} from './value';

/** Every function that is read, with its fewest and most arguments. */
export const functions: ReadonlyMap<string, readonly [number, number]> = new Map(
  Object.entries({
    selected: [2, 2],
    'count-selected': [1, 1],
    not: [1, 1],
    true: [0, 0],
    false: [0, 0],
    boolean: [1, 1],
    'boolean-from-string': [1, 1],
    number: [1, 1],
    int: [1, 1],
    string: [1, 1],
    if: [3, 3],
    coalesce: [2, 2],
    once: [1, 1],
    round: [1, 2],
    floor: [1, 1],
    ceiling: [1, 1],
    abs: [1, 1],
    pow: [2, 2],
    sum: [1, 1],
    count: [1, 1],
    'count-non-empty': [1, 1],
    min: [1, 64],
    max: [1, 64],
    concat: [0, 64],
    join: [1, 64],
    'string-length': [1, 1],
    substr: [2, 3],
    'starts-with': [2, 2],
    'ends-with': [2, 2],
    contains: [2, 2],
    'substring-before': [2, 2],
    'substring-after': [2, 2],
    'normalize-space': [1, 1],
    translate: [3, 3],
    regex: [2, 2],
    today: [0, 0],
    now: [0, 0],
    date: [1, 1],
    'decimal-date-time': [1, 1],
    'decimal-time': [1, 1],
    position: [0, 0],
  } satisfies Record<string, [number, number]>),
);

const words = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');

/** What a function of plain values comes to; nothing where an argument is not known. */
export function plain(name: string, values: readonly Value[]): Value | undefined {
  const [first] = values;
  if (first === undefined) return undefined;
  switch (name) {
    case 'not': {
      const truth = truthOf(first);
      return truth === 'unknown' ? undefined : truthy(truth === 'no');
    }
    case 'boolean': {
      const truth = truthOf(first);
      return truth === 'unknown' ? undefined : truthy(truth === 'yes');
    }
    case 'number':
    case 'int':
    case 'floor':
    case 'ceiling':
    case 'abs':
    case 'pow':
    case 'round':
      return ofNumbers(name, values);
    case 'date':
      return day(first);
    case 'decimal-date-time': {
      const found = day(first);
      return found?.kind === 'day' ? numeric(found.number) : undefined;
    }
  }
  const text = textOf(first);
  return text === undefined ? undefined : ofTexts(name, text, values.slice(1));
}

function ofNumbers(name: string, values: readonly Value[]): Value | undefined {
  const numbers = values.map(numberOf);
  const [first, second] = numbers;
  if (first === undefined || (values.length > 1 && second === undefined)) return undefined;
  switch (name) {
    case 'int':
      return numeric(Math.trunc(first));
    case 'floor':
      return numeric(Math.floor(first));
    case 'ceiling':
      return numeric(Math.ceil(first));
    case 'abs':
      return numeric(Math.abs(first));
    case 'pow':
      return numeric(first ** (second ?? 0));
    case 'round': {
      const places = whole(second ?? 0);
      return places === undefined ? undefined : numeric(rounded(first, places));
    }
  }
  return numeric(first);
}

/** A number without its fraction; nothing where it has none. */
const whole = (number: number): number | undefined =>
  Number.isFinite(number) && Math.abs(number) < 2 ** 63 ? Math.trunc(number) : undefined;

/** Half is rounded away from zero, as ODK Collect does; XPath 1.0 would round -2.5 up. */
function rounded(number: number, places: number): number {
  const power = 10 ** Math.abs(Math.max(-15, Math.min(15, places)));
  const factor = places < 0 ? 1 / power : power;
  const scaled = number * factor;
  return (Math.sign(scaled) * Math.floor(Math.abs(scaled) + 0.5)) / factor;
}

function day(value: Value): Value | undefined {
  if (value.kind === 'day') return value;
  return value.kind === 'text' ? dayOf(value.text) : undefined;
}

function ofTexts(name: string, first: string, others: readonly Value[]): Value | undefined {
  switch (name) {
    case 'string':
      return textual(first);
    case 'boolean-from-string':
      return truthy(first === 'true' || first === '1');
    case 'count-selected':
      return numeric(words(first).length);
    case 'decimal-time': {
      const time = readTime(first);
      return time && numeric(time.seconds / 86_400);
    }
    case 'string-length':
      return numeric(Array.from(first).length);
    case 'normalize-space':
      return textual(words(first).join(' '));
    case 'substr': {
      const [start, end] = others.map(numberOf);
      return start === undefined || (others.length > 1 && end === undefined)
        ? undefined
        : part(first, start, end);
    }
    case 'selected':
      // What is not known is among no choices.
      return truthy(words(first).some((word) => word === textOf(others[0] ?? { kind: 'unknown' })));
  }
  const [second, third] = others.map(textOf);
  if (second === undefined) return undefined;
  switch (name) {
    case 'starts-with':
      return truthy(first.startsWith(second));
    case 'ends-with':
      return truthy(first.endsWith(second));
    case 'contains':
      return truthy(first.includes(second));
    case 'substring-before':
      return textual(first.slice(0, Math.max(0, first.indexOf(second))));
    case 'substring-after': {
      const at = first.indexOf(second);
      return textual(at < 0 ? '' : first.slice(at + second.length));
    }
    case 'translate':
      return third === undefined ? undefined : textual(translated(first, second, third));
    case 'regex':
      return matches(first, second);
  }
  return undefined;
}

/** The characters from `start` up to `end`, counted from 0, negative ones from the end. */
function part(text: string, start: number, end: number | undefined): Value | undefined {
  const all = Array.from(text);
  const [from, to] = [whole(start), whole(end ?? all.length)];
  return from === undefined || to === undefined ? undefined : textual(all.slice(from, to).join(''));
}

function translated(text: string, from: string, to: string): string {
  const [letters, others] = [Array.from(from), Array.from(to)];
  const exchange = (c: string): string => {
    const at = letters.indexOf(c);
    return at < 0 ? c : (others[at] ?? '');
  };
  return Array.from(text).map(exchange).join('');
}

/** The whole text must match. A pattern that is not read is unknown. */
function matches(text: string, pattern: string): Value | undefined {
  try {
    return truthy(new RegExp(`^(?:${pattern})$`, 'u').test(text));
  } catch {
    return undefined;
  }
}

/** The smallest or the largest. */
export function extreme(name: string, values: readonly Value[]): Value | undefined {
  const numbers = values.map(numberOf);
  if (numbers.length === 0 || numbers.includes(undefined)) return undefined;
  const all = numbers as number[];
  return numeric(name === 'max' ? Math.max(...all) : Math.min(...all));
}

/** How many are answered; nothing where one is not known. */
export function answered(values: readonly Value[]): Value | undefined {
  if (values.some((value) => value.kind === 'unknown')) return undefined;
  return numeric(values.filter((value) => display(value) !== '').length);
}
