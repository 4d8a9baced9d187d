/** What the phone keeps, each record under a name in the box. */
import type { Answer, Answers, Form, Kind, Texts } from '../../kit/forms/types';
import type { Repeats } from '../../kit/forms/flow';
import type { DayClock } from './clock';
import type { Comparison } from './opening';

/** What the server told this phone, and what it joined with. `mission` */
export interface Mission {
  token: string;
  observer: string;
  /** The log's key, as it was when the phone joined: another one is not believed. */
  log: string;
  drill: boolean;
  language: string;
  mine: Mine | null;
  forms: { form: Form; clear: string[] }[];
  recipients: string[];
  /** When it was told (ms), and by how many seconds this clock was ahead then. */
  told: number;
  clock: number | null;
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
  corrects?: string;
}

/** A draft with another answer at a place, or none. */
export function withAnswer(draft: Draft, place: string, answer: Answer | undefined): Draft {
  const answers = { ...draft.answers };
  if (answer) answers[place] = answer;
  else delete answers[place];
  return { ...draft, answers };
}

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
  state: State;
  /** How often sending failed, and when it is tried again (ms). */
  tries: number;
  next: number;
  /** Why the server did not take it. */
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
