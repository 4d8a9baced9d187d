/**
 * All stations as columns, as `GET /api/desk/table` tells them: the whole table once, then only the
 * rows that changed (docs/server.md, "A hundred thousand stations").
 */

/** Columns that a station has whatever happens. */
interface List {
  areas: string[];
  code: string[];
  area: number[];
  registered: (number | null)[];
  /** Whether it is known where it is. */
  placed: number[];
}

/** Columns that change through the day. */
interface Day {
  sampled: number[];
  missing: number[];
  observers: number[];
  reports: number[];
  stages: number[];
  flags: number[];
  latest: number[];
  voters: (number | null)[];
  minute: (number | null)[];
  protocol: number[];
  official: number[];
  cast: (number | null)[];
  worth: number[];
}

/** What the numbers of columns mean. */
export interface Names {
  stages: string[];
  flags: string[];
  missing: string[];
  protocol: string[];
  official: string[];
}

export interface Table {
  /** Entries of the log that it knows, and the version of the list: what it is asked on from. */
  entries: number;
  list: number;
  rows: number;
  whole: boolean;
  /** The rows of a part. */
  at?: number[];
  names?: Names;
  columns: Day & Partial<List>;
}

const NONE: Names = { stages: [], flags: [], missing: [], protocol: [], official: [] };

export class Stations {
  readonly entries: number;
  readonly list: number;
  readonly names: Names;
  readonly day: Day;
  readonly codes: readonly string[];
  readonly areas: readonly string[];
  readonly area: readonly number[];
  readonly registered: readonly (number | null)[];
  readonly placed: readonly number[];

  /** From the whole table, or from an earlier one and what changed since. */
  constructor(table: Table, before?: Stations) {
    const { columns } = table;
    this.entries = table.entries;
    this.list = table.list;
    this.names = table.names ?? before?.names ?? NONE;
    this.codes = columns.code ?? before?.codes ?? [];
    this.areas = columns.areas ?? before?.areas ?? [];
    this.area = columns.area ?? before?.area ?? [];
    this.registered = columns.registered ?? before?.registered ?? [];
    this.placed = columns.placed ?? before?.placed ?? [];
    this.day = table.whole || !before ? columns : changed(before.day, columns, table.at ?? []);
  }

  get length(): number {
    return this.codes.length;
  }

  areaOf(row: number): string {
    return this.areas[this.area[row] ?? -1] ?? '';
  }

  /** Areas that stations lie in. */
  get places(): string[] {
    return [...new Set(this.area)].map((own) => this.areas[own] ?? '');
  }

  flagsOf(row: number): string[] {
    return words(this.names.flags, this.day.flags[row] ?? 0);
  }

  stagesOf(row: number): string[] {
    return words(this.names.stages, this.day.stages[row] ?? 0);
  }

  /** Why nobody is there; empty where nobody said so. */
  missingOf(row: number): string {
    return this.names.missing[(this.day.missing[row] ?? 0) - 1] ?? '';
  }

  protocolOf(row: number): string {
    return this.names.protocol[this.day.protocol[row] ?? 0] ?? 'none';
  }

  officialOf(row: number): string {
    return this.names.official[this.day.official[row] ?? 0] ?? 'none';
  }

  /** Kinds of flags that some station has. */
  get kinds(): string[] {
    return words(
      this.names.flags,
      this.day.flags.reduce((all, own) => all | own, 0),
    );
  }

  /** Which stations are kept: of an area, with a text in code or area, and of one kind. */
  keeps(wanted: {
    area: string;
    text: string;
    only: string;
    flag: string;
  }): (row: number) => boolean {
    const text = plain(wanted.text);
    const inside = this.areas.map(
      (own) => !wanted.area || own === wanted.area || own.startsWith(`${wanted.area}/`),
    );
    const named = this.areas.map((own) => text !== '' && plain(own).includes(text));
    const flag = this.names.flags.indexOf(wanted.flag);
    const bit = wanted.flag === '' ? -1 : flag < 0 ? 0 : 1 << flag;
    const only = this.kindOf(wanted.only);
    return (row) => {
      const area = this.area[row] ?? 0;
      return (
        inside[area] === true &&
        (text === '' ||
          named[area] === true ||
          (this.codes[row] ?? '').toLocaleLowerCase().includes(text)) &&
        (bit === -1 || ((this.day.flags[row] ?? 0) & bit) !== 0) &&
        only(row)
      );
    };
  }

  private kindOf(only: string): (row: number) => boolean {
    const { day } = this;
    const protocol = 1 << this.names.stages.indexOf('protocol');
    const differs = this.names.official.indexOf('differs');
    const kinds: Record<string, (row: number) => boolean> = {
      reported: (row) => (day.reports[row] ?? 0) > 0,
      silent: (row) => day.reports[row] === 0 && (day.observers[row] ?? 0) > 0,
      flagged: (row) => day.flags[row] !== 0,
      sampled: (row) => day.sampled[row] === 1,
      'sample-open': (row) =>
        day.sampled[row] === 1 &&
        day.missing[row] === 0 &&
        ((day.stages[row] ?? 0) & protocol) === 0,
      'sample-unobserved': (row) =>
        day.sampled[row] === 1 && day.missing[row] === 0 && day.observers[row] === 0,
      missing: (row) => day.missing[row] !== 0,
      'no-place': (row) => this.placed[row] === 0,
      contested: (row) => this.protocolOf(row) === 'contested',
      differs: (row) => day.official[row] === differs,
    };
    return kinds[only] ?? (() => true);
  }
}

/** As it is searched: the case and the spaces, also around the strokes of an area, are nothing. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLocaleLowerCase()
    .replaceAll(/\s*\/\s*/g, '/')
    .replaceAll(/\s+/g, ' ')
    .trim();

const words = (names: readonly string[], set: number): string[] =>
  names.filter((_, i) => (set & (1 << i)) !== 0);

/** The day with some rows changed. Columns are copied, so that whoever looks sees a new one. */
function changed(before: Day, news: Day, at: readonly number[]): Day {
  const merged = <T>(old: readonly T[], fresh: readonly T[]): T[] => {
    const all = [...old];
    at.forEach((row, i) => {
      const own = fresh[i];
      if (own !== undefined) all[row] = own;
    });
    return all;
  };
  return {
    sampled: merged(before.sampled, news.sampled),
    missing: merged(before.missing, news.missing),
    observers: merged(before.observers, news.observers),
    reports: merged(before.reports, news.reports),
    stages: merged(before.stages, news.stages),
    flags: merged(before.flags, news.flags),
    latest: merged(before.latest, news.latest),
    voters: merged(before.voters, news.voters),
    minute: merged(before.minute, news.minute),
    protocol: merged(before.protocol, news.protocol),
    official: merged(before.official, news.official),
    cast: merged(before.cast, news.cast),
    worth: merged(before.worth, news.worth),
  };
}
