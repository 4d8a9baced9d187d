/** The projection, as the server tells it. */
import type { Said } from '../said';

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
  /** How the draws fall; `distribution`: which part of them gives so many seats. */
  seats: {
    median: number;
    low: number;
    high: number;
    distribution: Record<string, number>;
  } | null;
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
  input_warnings: { notes: Said[] };
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
