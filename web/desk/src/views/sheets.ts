/** Double entry, as the server tells it. */
import type { Paged } from '../types';

/** What a clerk is told: nothing of it depends on what another typed. */
export interface ClerkView {
  tasks: Task[];
  typed: number;
  /** Sheets that nobody has typed, and that others have. */
  waiting: { first: number; second: number };
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
  form: string;
  station: string;
  photos: string[];
  sides: Side[];
}

/** A sheet on which two clerks differ, and that waits for a third. */
export interface Differing {
  sheet: string;
  station: string;
  /** In microseconds. */
  since: number;
  /** In how many figures; nothing: they do not agree whether it can be typed. */
  figures: number | null;
  /** Whether a third has it on the desk. */
  taken: boolean;
}

export interface Sheets extends Paged<SheetView> {
  waiting: { first: number; second: number; third: number };
  differing: Differing[];
}

/** Who types, and how well. */
export interface Clerks {
  /** Accounts that may type. */
  accounts: number;
  /** Whether two of them can type every sheet. */
  enough: boolean;
  /** Accounts of coordinators, who decide where clerks differ. */
  deciding: number;
  /** For those who give accounts. */
  names?: string[];
  measured: ClerkQuality[];
}

export interface ClerkQuality {
  clerk: string;
  typed: number;
  seconds: number;
  planted: number;
  errors: { count: number; of: number; low: number; high: number };
}
