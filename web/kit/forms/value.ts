/**
 * What expressions come to. There are three truth values: what rests on an answer that nobody gave
 * is unknown, and what is unknown accuses nobody (crates/forms/src/expression/evaluate.rs).
 */
import { daysOf, readDate, readMoment, shownMoment } from './moment';
import type { Answer } from './types';

export type Truth = 'yes' | 'no' | 'unknown';

export type Value =
  | { kind: 'unknown' }
  | { kind: 'open' }
  | { kind: 'truth'; truth: boolean }
  | { kind: 'number'; number: number }
  | { kind: 'text'; text: string }
  /** Days since 1 January 1970, and as it is written. */
  | { kind: 'day'; number: number; text: string };

export const UNKNOWN: Value = { kind: 'unknown' };
export const OPEN: Value = { kind: 'open' };
export const truthy = (truth: boolean): Value => ({ kind: 'truth', truth });
export const numeric = (number: number): Value => ({ kind: 'number', number });
export const textual = (text: string): Value => ({ kind: 'text', text });

const yes = (holds: boolean): Truth => (holds ? 'yes' : 'no');

export function fromTruth(truth: Truth): Value {
  return truth === 'unknown' ? UNKNOWN : truthy(truth === 'yes');
}

export function fromAnswer(answer: Answer): Value {
  const text = (own: string): Value => (own === '' ? OPEN : textual(own));
  if ('choice' in answer) return textual(answer.choice);
  if ('choices' in answer) return text([...new Set(answer.choices)].sort().join(' '));
  if ('integer' in answer) return numeric(answer.integer);
  if ('decimal' in answer) return numeric(Number(answer.decimal));
  if ('date' in answer) return dayOf(answer.date) ?? UNKNOWN;
  if ('time' in answer) return textual(answer.time);
  if ('moment' in answer) return dayOf(answer.moment) ?? UNKNOWN;
  if ('text' in answer) return text(answer.text);
  if ('file' in answer) return text(answer.file);
  if ('location' in answer) return textual(located(answer.location));
  return UNKNOWN;
}

function located(place: {
  latitude: number;
  longitude: number;
  altitude?: number;
  accuracy?: number;
}) {
  const parts = [place.latitude / 1e7, place.longitude / 1e7];
  if (place.altitude !== undefined || place.accuracy !== undefined) {
    parts.push((place.altitude ?? 0) / 100);
  }
  if (place.accuracy !== undefined) parts.push(place.accuracy / 100);
  return parts.map(shown).join(' ');
}

/** A text as a day or moment. */
export function dayOf(text: string): Value | undefined {
  const date = readDate(text);
  if (date) return { kind: 'day', number: daysOf(date), text: date.join('-') };
  const moment = readMoment(text);
  if (!moment) return undefined;
  const number = daysOf(moment.date) + moment.seconds / 86_400;
  return { kind: 'day', number, text: shownMoment(moment) };
}

/** Whether it counts as true. */
export function truthOf(value: Value): Truth {
  switch (value.kind) {
    case 'unknown':
      return 'unknown';
    case 'open':
      return 'no';
    case 'truth':
      return yes(value.truth);
    case 'number':
      return yes(Math.abs(value.number) > 0);
    case 'text':
      return yes(value.text !== '');
    case 'day':
      return 'yes';
  }
}

/** As a number: NaN where a text is none, nothing where it is not known. */
export function numberOf(value: Value): number | undefined {
  switch (value.kind) {
    case 'unknown':
    case 'open':
      return undefined;
    case 'truth':
      return Number(value.truth);
    case 'number':
    case 'day':
      return value.number;
    case 'text': {
      const text = value.text.trim();
      return /^-?(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : NaN;
    }
  }
}

/** As a text, nothing where it is not known. */
export const textOf = (value: Value): string | undefined =>
  value.kind === 'unknown' ? undefined : display(value);

/** A value as it is shown; nothing where it is not known. */
export function display(value: Value): string {
  switch (value.kind) {
    case 'unknown':
    case 'open':
      return '';
    case 'truth':
      return String(value.truth);
    case 'number':
      return shown(value.number);
    case 'text':
    case 'day':
      return value.text;
  }
}

/** A number in digits, never with an exponent. */
export function shown(number: number): string {
  if (number === 0) return '0';
  const plain = String(number);
  const parts = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(plain);
  if (!parts) return plain;
  const [, sign = '', first = '', rest = '', exponent = ''] = parts;
  const digits = first + rest;
  const point = 1 + Number(exponent);
  return point <= 0 ? `${sign}0.${'0'.repeat(-point)}${digits}` : sign + digits.padEnd(point, '0');
}

/** XPath 1.0, section 3.4: truth values first, then numbers, then texts. */
export function equal(left: Value, right: Value): Truth {
  const kinds = [left.kind, right.kind];
  if (kinds.includes('unknown')) return 'unknown';
  if (kinds.includes('number') && kinds.includes('open')) return 'unknown';
  if (kinds.includes('truth')) return yes(truthOf(left) === truthOf(right));
  if (kinds.includes('number')) {
    const [a, b] = [numberOf(left), numberOf(right)];
    return a === undefined || b === undefined ? 'unknown' : yes(a === b);
  }
  return yes(display(left) === display(right));
}

/** Whether an answer differs from what a calculation comes to, as far as that is known. */
export const differs = (answer: Answer, computed: Value): boolean =>
  equal(fromAnswer(answer), computed) === 'no';
