/** What the server tells (docs/server.md, crates/desk/src/view). */
import type { Answers, Kind, Texts } from '../../kit/forms/types';

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
  role: Role;
  rights: Right[];
  authenticator: boolean;
  needs_authenticator: boolean;
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

export interface Mission {
  contests: Contest[];
  samples: { name: string; seed: string; locked: boolean; waves: number; stations: number }[];
  stations: number;
  entries: number;
  now: number;
  drill: string | null;
  read_only: string | null;
  archived: boolean;
  schedule: { date: string; expected: Expected[] } | null;
  policy: Policy;
  reminders: { rules: { expected: string; waves: { after: number; way: string }[] }[] };
  organisations: Record<string, string>;
  zones: Record<string, string>;
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

export interface OverviewRow {
  area: string;
  stations: number;
  reported: number;
  sampled: number;
  sampled_in: number;
  stages: Partial<Record<Kind, number>>;
  reports: number;
  flagged: number;
  call_backs: number;
}

export interface Overview {
  total: OverviewRow;
  areas: OverviewRow[];
  unlisted: number;
}

export interface Arrivals {
  hours: { from: number; stages: Partial<Record<Kind, number>> }[];
  due: { id: string; expected: number; answered: number; overdue: number }[];
}

export interface Turnout {
  area: string;
  hours: {
    minute: number;
    stations: number;
    voters: number;
    registered: number;
    announced_stations: number;
    announced: number;
    counted_there: number;
  }[];
}

export interface Contact {
  observer: string;
  organisation: string;
  phones: string[];
  supervisor: string | null;
  backup: string | null;
  last_report: number | null;
  last_call: [number, number, string] | null;
  reminded: number;
  to_call: boolean;
}

export interface SilentRow extends Contact {
  expected: string;
  station: string;
  area: string;
  sampled: boolean;
  due: number;
}

export type Verdict = 'open' | 'verified' | 'rejected' | 'call-back';

export interface ReportLine {
  id: string;
  form: string;
  stage: Kind;
  station: string;
  observer: string | null;
  at: number;
  verdict: Verdict;
  flags: string[];
  corrected: boolean;
}

export interface Difference {
  question: string;
  own: string | null;
  theirs: string | null;
}

/** A flag with what belongs to it; which fields there are depends on its kind. */
export interface Flag {
  flag: string;
  other?: string;
  photo?: string;
  check?: string;
  differences?: Difference[];
  [field: string]: unknown;
}

export interface ReportView extends ReportLine {
  version: string;
  area: string;
  organisation: string;
  channel: string;
  operator: string | null;
  received: number;
  reason: string;
  details: Flag[];
  answers: Answers;
  sealed: { place: string; blob: string }[];
  photos: { question: string; blob: string; sealed: boolean; deleted: boolean }[];
  faults: { place: string; code: string }[];
  corrects: string | null;
  corrected_by: string | null;
}

export interface StationView {
  code: string;
  area: string;
  registered: number | null;
  sampled: boolean;
  missing: string | null;
  observers: number;
  stages: Kind[];
  flags: string[];
  listed: boolean;
  place: [number, number] | null;
  deployments: { observer: string; shift: Shift | null; role: string; ended: boolean }[];
  reports: Paged<ReportView>;
  counts: {
    report: string;
    observer: string | null;
    minute: number;
    voters: number;
    announced: number | null;
    stands: boolean;
  }[];
  differing: { place: string; said: [string, string][] }[];
  /** What is accepted of its protocols, a contest each. */
  accepted: {
    contest: string;
    report: string | null;
    transcribed: boolean;
    verified: boolean;
    why: string | null;
    figures: [string, number | null][];
  }[];
}

export interface Shift {
  from: number;
  to: number;
}

export interface IncidentRow extends ReportLine {
  area: string;
  place: [number, number] | null;
  category: string | null;
  severity: string | null;
  corroborated_by: number;
  answers: Answers;
  sealed: { place: string; blob: string }[];
}

export interface Incidents {
  categories: { category: string; count: number; stations: number }[];
  rows: Paged<IncidentRow>;
}

export interface CallView extends ReportLine {
  reason: string;
  contact: Contact | null;
}

export interface Task {
  sheet: string;
  form: string;
  station: string;
  photos: string[];
  until: number;
}

export interface Side {
  clerk: string | null;
  fault: string | null;
  figures: [string, number | null][];
}

export interface SheetView {
  sheet: string;
  station: string;
  photos: string[];
  sides: Side[];
}

export interface ClerkQuality {
  clerk: string;
  typed: number;
  seconds: number;
  planted: number;
  errors: { count: number; of: number; low: number; high: number };
}

export interface Observer {
  id: string;
  organisation: string;
  supervisor: string | null;
  language: string;
  code_open: boolean;
  devices: number;
  revoked: boolean;
  replaced_by: string | null;
  forgotten: boolean;
  stopped: boolean;
  accreditation: string;
  trained: boolean;
  materials: string;
  paid: boolean;
  deployments: { station: string; shift: Shift | null; role: string; ended: boolean }[];
  reports: number;
}

export interface Batch {
  id: string;
  time: number;
  actor: string;
  texts: Record<string, string>;
  recipients: number;
  segments: number;
  cost: number;
  deliveries: Record<string, number>;
  failed: [string, string | null][];
  reminds: string | null;
}

export interface TrailRow {
  sequence: number;
  time: number;
  actor: string;
  kind: string;
  whom?: string;
}

export interface Interval {
  estimate: number;
  low: number;
  high: number;
}

export type Remark = { code: string } & Record<string, string | number>;

export interface OptionAnswer {
  id: string;
  at_visited: { votes: number; share: number | null };
  share: Interval | null;
  without_allowance: { low: number; high: number } | null;
  threshold_probability: number | null;
  seats: { median: number; low: number; high: number } | null;
}

export interface Projection {
  method: string;
  level: number;
  denominator: string;
  stations: { frame: number; sampled: number; reported: number; used: number };
  publishable: boolean;
  refusal: string | null;
  options: OptionAnswer[];
  turnout: (Interval & { stations: number }) | null;
  invalid_share: (Interval & { stations: number }) | null;
  winner: { id: string; probability: number }[];
  draws: number;
  allocations: { seats: Record<string, number>; probability: number }[];
  tipping_point: Tipping | null;
  threshold_tipping_points: Tipping[];
  arrival: {
    part: number;
    unseen: number;
    strata: { stratum: string; frame: number; sampled: number; used: number; voters: number }[];
  };
  remarks: { refusal: Remark | null; assumptions: Remark[]; warnings: Remark[] };
  course: { at: number; used: number; shares: Record<string, [number, number, number]> }[];
  protocols: { taken: number; verified: number; transcribed: number };
  left_out: {
    counts: Record<string, number>;
    stations: { station: string; why: string; reports: string[] }[];
  };
  seed: string;
  as_of: number;
}

export interface Tipping {
  option: string;
  against: string | null;
  gap: number;
  missing: number;
  difference: number;
  deviations: number | null;
  within_allowance: boolean;
}
