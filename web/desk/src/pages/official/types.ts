/** Published results as the server tells them (docs/server.md, "What the authorities publish"). */
import type { Texts } from '../../../../kit/forms/types';

export interface Version {
  number: number;
  recorded: number;
  id: string;
  contest: string;
  source: string;
  address?: string | null;
  published?: number | null;
  name: string;
  stations: number;
}

export interface Side {
  votes: number;
  share: number | null;
  seats: number | null;
}

export interface Compared {
  contest: string;
  versions: Version[];
  version?: Version;
  stations?: Record<
    | 'official'
    | 'observed'
    | 'matched'
    | 'same'
    | 'differ'
    | 'left_out'
    | 'not_observed'
    | 'not_published',
    number
  >;
  turnout?: number | null;
  checks?: { over_full: number; zero_registered: number; duplicates: number; first: unknown[] };
  options?: {
    id: string;
    name: Texts | null;
    official: Side;
    with_observed: Side;
    net: number | null;
  }[];
  lines?: { line: string; stations: number; net: number }[];
  worth?: { votes: number; seats: number | null };
  as_of?: number;
}

export type Stands = 'same' | 'differs' | 'left-out' | 'not-observed' | 'not-published';

export interface StationRow {
  station: string;
  area: string;
  stands: Stands;
  worth: number;
  official: (number | null)[] | null;
  observed: (number | null)[] | null;
  report: string | null;
  transcribed: boolean;
  verified: boolean;
}

export interface StationPage {
  total: number;
  from: number;
  lines: string[];
  rows: StationRow[];
}

export interface Changes {
  before: number;
  after: number;
  stations: { before: number; after: number };
  added: number;
  added_first: string[];
  removed: number;
  removed_first: string[];
  net: Record<string, number>;
  total: number;
  rows: {
    station: string;
    area: string;
    figures: { line: string; before: number; after: number }[];
  }[];
}

export interface Histogram {
  variable: 'turnout' | 'result';
  observed: number[];
  mean: number[];
  sd: number[];
}

/** Sentences for each test, estimate and station that is listed. */
export type Said = Record<'tests' | 'anomalous_votes' | 'stations', string[][]>;

export interface Fingerprint {
  option: string;
  /** What a reader must know, by language. */
  said: Partial<Record<string, Said>>;
  option_info: { id: string; name: Texts; color: string | null } | null;
  tests: {
    id: string;
    variable: string;
    weight: string;
    applies: boolean;
    stations: number;
    observed: number | null;
    null: { mean: number; sd: number; q01: number; q99: number } | null;
    z: number | null;
    p_value: number | null;
  }[];
  anomalous_votes: {
    method: string;
    applies: boolean;
    estimate: number | null;
    low: number | null;
    high: number | null;
    clean_share: number | null;
    official_share: number;
    stations: number;
  }[];
  by_area: {
    area: string;
    stations: number;
    turnout: number | null;
    share: number | null;
    integer_observed: number;
    integer_mean: number;
    integer_sd: number;
    integer_z: number | null;
    integer_p_adjusted: number | null;
    anomalous_votes: { estimate: number; low: number; high: number } | null;
  }[];
  suspicious_stations: number;
  stations: {
    station: string;
    area: string;
    score: number;
    turnout: number | null;
    share: number | null;
    excess: number | null;
    reasons: string[];
  }[];
  version: Version;
  pictures: {
    histograms: Histogram[];
    bins: number;
    density: { grid: number; cells: number[] };
  };
}
