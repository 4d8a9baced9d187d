/** All stations as columns of numbers, read from the table that the server writes row by row. */
import { readCsv } from './table';

/** Stages in the order of the day, each a bit. */
export const STAGES = [
  'opening',
  'voting',
  'turnout',
  'counting',
  'protocol',
  'tabulation',
  'incident',
  'other',
] as const;

export class Stations {
  readonly codes: string[] = [];
  /** Paths of areas, and which is each station's. */
  readonly areas: string[] = [];
  readonly area: number[] = [];
  /** -1: not known. */
  readonly registered: number[] = [];
  readonly sampled: boolean[] = [];
  readonly missing: string[] = [];
  readonly observers: number[] = [];
  readonly reports: number[] = [];
  /** Kinds of flags, each its bit. */
  readonly kinds: string[] = [];
  readonly flags: number[] = [];
  readonly stages: number[] = [];

  constructor(csv: string) {
    const areas = new Map<string, number>();
    const kinds = new Map<string, number>();
    let at: Map<string, number> | undefined;
    readCsv(csv, (cells) => {
      if (!at) {
        at = new Map(cells.map((name, i) => [name, i]));
        return;
      }
      const head = at;
      const cell = (name: string): string => cells[head.get(name) ?? -1] ?? '';
      this.codes.push(cell('station'));
      this.area.push(placeOf(areas, this.areas, cell('area')));
      this.registered.push(cell('registered') === '' ? -1 : Number(cell('registered')));
      this.sampled.push(cell('sampled') === 'true');
      this.missing.push(cell('missing'));
      this.observers.push(Number(cell('observers')));
      this.reports.push(Number(cell('reports')));
      this.flags.push(
        words(cell('flags')).reduce(
          (set, kind) => set | (1 << placeOf(kinds, this.kinds, kind)),
          0,
        ),
      );
      this.stages.push(
        words(cell('stages')).reduce((set, own) => set | (1 << STAGES.indexOf(own as 'other')), 0),
      );
    });
  }

  get length(): number {
    return this.codes.length;
  }

  areaOf(row: number): string {
    return this.areas[this.area[row] ?? -1] ?? '';
  }

  flagsOf(row: number): string[] {
    return this.kinds.filter((_, i) => (this.flags[row] ?? 0) & (1 << i));
  }

  has(row: number, stage: (typeof STAGES)[number]): boolean {
    return ((this.stages[row] ?? 0) & (1 << STAGES.indexOf(stage))) !== 0;
  }

  /** Which stations are kept: of an area, with a text in code or area, and of one kind. */
  keeps(wanted: {
    area: string;
    text: string;
    only: string;
    flag: string;
  }): (row: number) => boolean {
    const text = wanted.text.trim().toLocaleLowerCase();
    const inside = this.areas.map(
      (own) => !wanted.area || own === wanted.area || own.startsWith(`${wanted.area}/`),
    );
    const named = this.areas.map((own) => text !== '' && own.toLocaleLowerCase().includes(text));
    const flag = this.kinds.indexOf(wanted.flag);
    const bit = flag < 0 ? (wanted.flag ? 0 : -1) : 1 << flag;
    const only = this.kindOf(wanted.only);
    return (row) => {
      const area = this.area[row] ?? 0;
      return (
        inside[area] === true &&
        (text === '' ||
          named[area] === true ||
          (this.codes[row] ?? '').toLocaleLowerCase().includes(text)) &&
        (bit === -1 || ((this.flags[row] ?? 0) & bit) !== 0) &&
        only(row)
      );
    };
  }

  private kindOf(only: string): (row: number) => boolean {
    const kinds: Record<string, (row: number) => boolean> = {
      reported: (row) => (this.reports[row] ?? 0) > 0,
      silent: (row) => (this.reports[row] ?? 0) === 0 && (this.observers[row] ?? 0) > 0,
      flagged: (row) => this.flags[row] !== 0,
      sampled: (row) => this.sampled[row] === true,
      'sample-open': (row) =>
        this.sampled[row] === true && this.missing[row] === '' && !this.has(row, 'protocol'),
      missing: (row) => this.missing[row] !== '',
    };
    return kinds[only] ?? (() => true);
  }
}

const words = (cell: string): string[] => cell.split(' ').filter(Boolean);

function placeOf(known: Map<string, number>, list: string[], text: string): number {
  const found = known.get(text);
  if (found !== undefined) return found;
  known.set(text, list.length);
  return list.push(text) - 1;
}
