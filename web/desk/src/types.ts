/** What the server tells (docs/server.md): the mission here, all else by subject. */
import type { Texts } from '../../kit/forms/types';

export type * from './views/people';
export type * from './views/projection';
export type * from './views/reports';
export type * from './views/sheets';

export type Right =
  | 'type'
  | 'read'
  | 'export'
  | 'incidents'
  | 'review'
  | 'plan'
  | 'accounts'
  | 'switch'
  | 'trail'
  | 'delete';

export type Role = 'clerk' | 'analyst' | 'coordinator' | 'security-officer' | 'admin';

export interface Who {
  account: string;
  /** Of which partner; nothing: of the mission itself. */
  organisation: string;
  role: Role;
  rights: Right[];
  authenticator: boolean;
  needs_authenticator: boolean;
}

/** An account as those see it who give accounts. */
export interface Account {
  account: string;
  organisation: string;
  role: Role;
  closed: boolean;
  authenticator: boolean;
  needs_authenticator: boolean;
  locked_until: number;
  sessions: { session: string }[];
}

export interface Option {
  id: string;
  name: Texts;
  short: string | null;
  color: string | null;
}

export interface Contest {
  id: string;
  form: string;
  name: Texts;
  date: string;
  polls: { open: string; close: string } | null;
  seats: number;
  threshold: [number, number] | null;
  options: Option[];
}

export interface Expected {
  id: string;
  form: string;
  due: number;
  grace: number;
  from: number;
  sample_only?: boolean;
}

export interface Policy {
  metres: number;
  clock_seconds: number;
  voters_in_ten_minutes: number;
  count_percent: number;
  count_voters: number;
  likeness_bits: number;
  text_letters: number;
  sheet_minutes: number;
  planted_every: number;
  early_projections?: boolean;
}

export type Way = 'app' | 'sms' | 'call';

/** How people are reminded of a deadline. */
export interface Reminder {
  expected: string;
  /** Minutes after the deadline; before it where negative. */
  waves: { after: number; way: Way }[];
  /** By language. */
  texts: Record<string, string>;
  /** Minutes of the day between which nobody is disturbed. */
  quiet?: [number, number];
}

/** Reports of one organisation that another may see. */
export interface Share {
  from: string;
  to: string;
}

/** A sample as it was drawn. */
export interface SampleTold {
  name: string;
  seed: string;
  method: string;
  strata: string;
  locked: boolean;
  /** Reserve waves that are in use. */
  waves: number;
  /** Reserves are among them. */
  stations: number;
}

export interface Mission {
  contests: Contest[];
  samples: SampleTold[];
  stations: number;
  entries: number;
  now: number;
  drill: string | null;
  read_only: string | null;
  archived: boolean;
  schedule: { date: string; expected: Expected[] } | null;
  policy: Policy;
  reminders: { rules: Reminder[] };
  organisations: Record<string, string>;
  shares: Share[];
  zones: Record<string, string>;
  /** The hash of the file with the outlines of areas. */
  map: string | null;
  recipients: string[];
  log: string;
}

/** What everybody is told, signed in or not. */
export interface Door {
  /** What it is called, where everything in it is made up. */
  example?: string | null;
  /** Accounts of an example, with which anybody may look around. */
  guests?: { account: string; role: Role; password: string }[];
}

export interface Paged<T> {
  total: number;
  from: number;
  rows: T[];
}
