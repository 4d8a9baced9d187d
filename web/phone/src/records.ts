/** What the phone keeps, each record under a name in the box. */
import type { Answer, Answers, Form, Kind, Texts } from '../../kit/forms/types';
import type { Repeats } from '../../kit/forms/flow';
import type { DayClock } from './clock';
import type { Comparison } from './opening';

/** The question that every form has for its station. */
export const STATION = 'station-code';
/** Where own words stand that no question asks for: crates/desk/src/decide/filing.rs. */
export const COMMENT = 'comment';

/** What the server told this phone, and what it joined with. `mission` */
export interface Mission {
  token: string;
  observer: string;
  /** The log's key, as it was when the phone joined: another one is not believed. */
  log: string;
  drill: boolean;
  /** What the made-up mission is called, where it is one; not in what an older server told. */
  example?: string | null;
  language: string;
  mine: Mine | null;
  forms: { form: Form; clear: string[] }[];
  recipients: string[];
  /** When it was told (ms), and by how many seconds this clock was ahead then. */
  told: number;
  clock: number | null;
  /** What the server calls all this, so that it is not sent again. */
  tag?: string;
  /** Of an example: its clock when it was told. */
  day_clock?: DayClock | null;
  /** The station that the observer is at, where there are several. */
  station: string;
}

export interface Mine {
  posts: {
    station: string;
    area: string;
    shift: { from: number; to: number } | null;
    role: string;
    polls: [number, number] | null;
    /** The time zone there; not in what an older server told. */
    zone?: string;
  }[];
  due: { id: string; form: string; station: string; at: number }[];
  reports: { id: string; form: string; station: string; at: number; asked_back: string | null }[];
  revoked: boolean;
}

/** A form that is being filled in. `draft/ID`; filed, it is the report of the same id. */
export interface Draft {
  id: string;
  form: Form;
  clear: string[];
  answers: Answers;
  repeats: Repeats;
  /** The step that stands on the screen. */
  step: string;
  /** When it was begun and last touched (ms). */
  begun: number;
  touched: number;
  drill: boolean;
  /** What stands in fields and cannot be read, by place: there is no answer until it can. */
  unread?: Readonly<Record<string, string>>;
  /** Places that were left without the answer they need. */
  skipped?: readonly string[];
  /** The report that this one corrects, and what it had sealed or photographed: that stays. */
  corrects?: string;
  before?: Before;
  /** A call for help. */
  help?: true;
}

/** What a correction keeps of the report before, as long as nothing new stands in its place. */
export interface Before {
  sealed: NonNullable<Body['sealed']>;
  photos: NonNullable<Body['photos']>;
  parts: Part[];
}

/** A draft with another answer at a place, or none; `unread` is what nobody can read there. */
export function withAnswer(
  draft: Draft,
  place: string,
  answer: Answer | undefined,
  unread = '',
): Draft {
  const answers = { ...draft.answers };
  const texts = { ...draft.unread };
  delete answers[place];
  delete texts[place];
  if (answer) answers[place] = answer;
  else if (unread.trim() !== '') texts[place] = unread;
  return { ...draft, answers, unread: texts };
}

/** Whether something stands at a place: an answer, or what the report before had there. */
export const stands = (draft: Draft, place: string): boolean =>
  draft.answers[place] !== undefined || isKept(draft, place);

/** Whether what the report before had sealed or photographed at a place stays. */
export const isKept = (draft: Draft, place: string): boolean =>
  draft.answers[place] === undefined &&
  [...(draft.before?.sealed ?? []), ...(draft.before?.photos ?? [])].some(
    (own) => own.place === place,
  );

/** A photo or sealed answer that belongs to a report. Its bytes are in `blob/HASH`. */
export interface Part {
  blob: string;
  size: number;
  stored: boolean;
}

export type State = 'waiting' | 'taken' | 'refused';

/** A report that was filed on this phone. `report/ID` */
export interface Filed {
  id: string;
  kind: Kind;
  title: Texts;
  station: string;
  /** When it was filed (ms). */
  made: number;
  body: Body;
  parts: Part[];
  /** A call for help. */
  help?: true;
  state: State;
  /** How often sending failed, and when it is tried again (ms). */
  tries: number;
  next: number;
  /** Why the server did not take it: a name that it keeps between versions, and in English. */
  code?: string;
  detail: string;
  receipt?: string;
  nonce?: string;
  sequence?: number;
  /** How far the receipt was checked here: `opened` when the log's entry was read and compared. */
  checked: 'not' | 'promise' | 'proof' | 'opened' | 'other' | 'wrong';
  /** What the comparison came to. */
  compared?: Comparison;
}

/** What is sent. Only the clock is added on sending. */
export interface Body {
  id: string;
  drill?: true;
  form: string;
  version: string;
  station: string;
  answers: Answers;
  sealed?: { place: string; blob: string }[];
  photos?: { place: string; blob: string; sealed?: true }[];
  made: number;
  corrects?: string;
}

/** A voter. `tap/TIME-RANDOM` */
export interface Tap {
  name: string;
  station: string;
  at: number;
}
