/** What was reported, as the server tells it. */
import type { Answers, Kind } from '../../../kit/forms/types';
import type { Paged } from '../types';
import type { Contact, Shift } from './people';

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
  /** What the authorities announced of just this area. */
  official: {
    minute: number;
    voters: number | null;
    /** In hundredths of a percent. */
    share: number | null;
    source: string;
    address: string | null;
    recorded: number;
  }[];
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
  /** The report that was filed in its place since. */
  answered: string | null;
  contact: Contact | null;
}
