/**
 * Whether the log's entry says what this phone filed. The leaf of the receipt was opened before, so
 * the entry is the one that was signed; here it is read (docs/receipts.md).
 */
import type { Answer, Answers } from '../../kit/forms/types';
import { STATION, type Body } from './records';

/** What can stand in the log otherwise than it was filed. */
export const PARTS = ['who', 'form', 'station', 'answers', 'sealed', 'photos', 'time'] as const;
export type Part = (typeof PARTS)[number];

/** What the entry holds of a report, and nothing where it is no report. */
interface Held {
  actor: string;
  id: string;
  kind: string;
  body: Omit<Body, 'id' | 'drill' | 'answers'> & {
    id: string;
    drill?: boolean;
    observer?: string;
    operator?: string;
    channel: string;
    answers?: Answers;
  };
}

/** What is no lie and should be known: it counts as an exercise, or for no station as yet. */
export type Remark = 'exercise' | 'no-station';

export interface Comparison {
  differ: Part[];
  remarks: Remark[];
}

/** Compares what was filed with the entry. What the server found out beside it is left alone. */
export function compare(filed: Body, observer: string, entry: string): Comparison {
  const held = read(entry);
  if (!held) return { differ: ['form'], remarks: [] };
  const { body } = held;
  const same: Record<Part, boolean> = {
    who:
      held.actor === `o/${observer}` &&
      body.observer === observer &&
      body.operator === undefined &&
      body.channel === 'app',
    form:
      held.kind === 'report/1' &&
      held.id === filed.id &&
      body.id === filed.id &&
      body.form === filed.form &&
      body.version === filed.version &&
      body.corrects === filed.corrects,
    station: body.station === filed.station || loose(body),
    answers: alike(filed.answers, body.answers ?? {}),
    sealed: listed(filed.sealed) === listed(body.sealed?.filter((own) => !added(own, body))),
    photos: listed(filed.photos) === listed(body.photos),
    time: body.made === filed.made,
  };
  const differ = PARTS.filter((part) => !same[part]);
  const remarks: Remark[] = [];
  if (body.drill === true && filed.drill !== true) remarks.push('exercise');
  if (body.station !== filed.station && same.station) remarks.push('no-station');
  return { differ, remarks };
}

function read(entry: string): Held | undefined {
  try {
    const held = JSON.parse(entry) as Partial<Held> | null;
    return typeof held?.body === 'object' && held.body ? (held as Held) : undefined;
  } catch {
    return undefined;
  }
}

/** A code that is on no list is sealed by the mission: it may be anybody's name. */
const loose = (body: Held['body']): boolean =>
  body.station === '' && (body.sealed ?? []).some((own) => own.place === STATION);

const added = (own: { place: string }, body: Held['body']): boolean =>
  own.place === STATION && loose(body);

/** Each part with its hash, in one order. */
const listed = (
  parts: readonly { place: string; blob: string; sealed?: boolean }[] | undefined,
): string =>
  (parts ?? [])
    .map(({ place, blob, sealed }) => `${place} ${blob} ${sealed ? 'sealed' : ''}`)
    .sort()
    .join('\n');

function alike(one: Answers, other: Answers): boolean {
  const places = Object.keys(one);
  return (
    places.length === Object.keys(other).length &&
    places.every((place) => other[place] && plain(one[place]) === plain(other[place]))
  );
}

/** An answer as text: choices in any order are the same answer, and so is a zero with a sign. */
function plain(answer: Answer | undefined): string {
  if (answer && 'choices' in answer)
    return JSON.stringify({ choices: [...new Set(answer.choices)].sort() });
  if (answer && 'decimal' in answer && Number(answer.decimal) === 0) return '{"decimal":"0"}';
  return JSON.stringify(answer);
}
