/** Observers, and what went to them, as the server tells it. */

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

export interface Shift {
  from: number;
  to: number;
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
  /** Whom it did not reach, and why. */
  failed: [string, string | null][];
  reminds: string | null;
}

export interface TrailRow {
  sequence: number;
  time: number;
  actor: string;
  kind: string;
  whom?: string;
  /** What it is about and what was decided, where the viewer may know it. */
  station?: string;
  decision?: Decision;
  /** Whether the report is a drill's. */
  drill?: boolean;
}

export type Decision =
  | { verdict: string }
  /** Nothing: the station is observed after all. */
  | { missing: string | null }
  | { repair: string }
  | { call: string };
