/** What the server answers to a list, and pages to print that it makes once. */
import { save } from '../../parts/save';
import type { Said, Told } from '../../said';

export interface Outcomes {
  said: string;
  complete: boolean;
  dry: boolean;
  rows: number;
  added: number;
  changed: number;
  unchanged: number;
  refused: number;
  notes: Told[];
  outcomes: {
    line?: number;
    id: string;
    became: 'added' | 'changed' | 'unchanged' | 'refused';
    faults?: { field: string; found: string; expected: Said }[];
  }[];
  /** A page to print, shown once. */
  sheet?: string;
  csv?: string;
}

/** What the server answers to an election.toml. */
export interface Defined {
  contest: string;
  form: string;
  options: number;
  /** Whether it says something new. */
  changed: boolean;
  dry: boolean;
}

/** Saves a page that is held here only: the browser opens it from the disk, where it prints. */
export function openSheet(html: string): void {
  save('codes.html', html, 'text/html;charset=utf-8');
}
