/** A sample as it is asked for, and as it was drawn. */
import type { SampleTold } from '../../types';
import { readCsv } from '../../table';

export const STRATA = ['none', 'region', 'district', 'area'] as const;
export const METHODS = ['proportional', 'voters', 'equal', 'pps', 'neyman'] as const;

/** Of a hundred observers some cannot be reached on the night. */
const USUAL = 80;

/** What is being typed. */
export interface Asked {
  name: string;
  seed: string;
  size: number | null;
  strata: (typeof STRATA)[number];
  method: (typeof METHODS)[number];
  minimum: number | null;
  /** Areas that are drawn first: of these levels; 0: none. */
  level: number | null;
  each: number | null;
  waves: number | null;
  waveSize: number | null;
  /** Results of a previous election: for margins, and for Neyman's division. */
  previous: string;
  /** How many of the stations are expected to report, in percent. */
  arrived: number | null;
  /** The list that Neyman's division is made for. */
  option: string;
}

/** What one begins with: the name of the draw that is not locked yet, else a free one. */
export function fresh(stations: number, samples: readonly SampleTold[]): Asked {
  const open = samples.find((own) => !own.locked)?.name;
  const taken = new Set(samples.map((own) => own.name));
  const names = Array.from({ length: samples.length + 1 }, (_, i) => (i ? `pvt-${i + 1}` : 'pvt'));
  return {
    name: open ?? names.find((own) => !taken.has(own)) ?? 'pvt',
    seed: '',
    size: stations > 0 ? Math.min(400, Math.ceil(stations / 4)) : null,
    strata: 'region',
    method: 'proportional',
    minimum: 3,
    level: 0,
    each: 5,
    waves: 0,
    waveSize: null,
    previous: '',
    arrived: USUAL,
    option: '',
  };
}

export type Fault =
  'no-name' | 'locked' | 'no-size' | 'too-many' | 'no-previous' | 'no-arrived' | 'no-reserves';

const whole = (own: number | null, least: number): own is number =>
  own !== null && Number.isInteger(own) && own >= least;

/** What is wrong with it; nothing: it can be tried. Whether there is a seed is asked apart. */
export function faultOf(
  own: Asked,
  stations: number,
  samples: readonly SampleTold[],
): Fault | undefined {
  const name = own.name.trim();
  if (name === '') return 'no-name';
  if (samples.some((one) => one.name === name && one.locked)) return 'locked';
  const rest = [own.minimum, own.each].every((one) => whole(one, 1));
  if (!whole(own.size, 1) || !rest || !whole(own.level, 0) || !whole(own.waves, 0))
    return 'no-size';
  if (own.waves > 0 && !whole(own.waveSize, 1)) return 'no-reserves';
  if (own.waves > 0 && own.level > 0) return 'no-reserves';
  if (own.size + own.waves * (own.waveSize ?? 0) > stations) return 'too-many';
  if (own.previous !== '' && (!whole(own.arrived, 1) || own.arrived > 100)) return 'no-arrived';
  return own.method === 'neyman' && own.previous === '' ? 'no-previous' : undefined;
}

/** As the server takes it. */
export function orderOf(own: Asked, dry: boolean): Record<string, unknown> {
  const neyman = own.method === 'neyman';
  return {
    name: own.name.trim(),
    seed: own.seed.trim(),
    size: own.size,
    strata: own.strata,
    method: own.method,
    minimum: own.minimum,
    ...(own.level ? { clusters: { level: own.level, each: own.each } } : {}),
    ...(own.waves ? { waves: own.waves, 'wave-size': own.waveSize } : {}),
    ...(own.previous ? { previous: own.previous, arrived: (own.arrived ?? 100) / 100 } : {}),
    ...(neyman && own.option.trim() ? { option: own.option.trim() } : {}),
    dry,
  };
}

/** What the server answers to a draw. */
export interface Outcome {
  name: string;
  stations: number;
  reserves: number;
  strata: { stratum: string; stations: number; drawn: number }[];
  commitment: string;
  dry: boolean;
  /** The level of the intervals, and the part of the stations that reports. */
  level: number;
  arrived: number;
  /** Stations of the mission that the previous election knows. */
  known: number | null;
  /** By option of the previous election, and of turnout; none where there was no such election. */
  margins: Margin[];
}

export interface Margin {
  id: string;
  share: number;
  half_width: number;
  /** That of as many stations drawn one by one, where areas are drawn first. */
  without_clusters?: number;
}

/** The widest margin of a list; nothing where none is known. */
export function widest(margins: readonly Margin[]): Margin | undefined {
  const lists = margins.filter((own) => own.id !== 'turnout');
  return lists.reduce<Margin | undefined>(
    (most, own) => (most && most.half_width >= own.half_width ? most : own),
    undefined,
  );
}

export interface Stratum {
  name: string;
  /** Codes of stations that are in the sample now. */
  stations: string[];
  /** Reserves that are not in use. */
  reserves: number;
}

/** A drawn list by stratum, in the order of names; reserves of later waves stand aside. */
export function strataOf(csv: string, waves: number): { strata: Stratum[]; last: number } {
  let head: readonly string[] | undefined;
  let last = 0;
  const all = new Map<string, Stratum>();
  readCsv(csv, (cells) => {
    if (!head) {
      head = cells;
      return;
    }
    const cell = (name: string): string => cells[head?.indexOf(name) ?? -1] ?? '';
    const name = cell('stratum');
    const own = all.get(name) ?? { name, stations: [], reserves: 0 };
    all.set(name, own);
    const wave = Number(cell('wave'));
    last = Math.max(last, wave);
    if (wave <= waves) own.stations.push(cell('station'));
    else own.reserves += 1;
  });
  const strata = [...all.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  return { strata, last };
}
