/** Texts that do not parse, and numbers that nobody knows, as the server tells them. */

export type Outcome = 'no-report' | 'asked-again' | { report: string };

export interface RepairRow {
  id: string;
  observer: string | null;
  /** The number's keyed hash. */
  sender: string;
  /** As it came, where it is not sealed. */
  text: string | null;
  sealed: string | null;
  problems: string[];
  received: number;
  /** What became of it, and who decided. */
  outcome: [Outcome, string] | null;
}

export interface StrangerRow {
  sender: string;
  reports: string[];
  stations: string[];
  messages: number;
}

/** Enough of a hash to tell numbers apart. */
export const short = (sender: string): string => sender.slice(0, 8);
