/** Pseudonyms and telephone numbers as people paste them. */

/** Words between spaces, commas or semicolons, each once. */
export const namesOf = (text: string): string[] => [
  ...new Set(text.split(/[\s,;]+/).filter(Boolean)),
];

export interface NumberRow {
  observer: string;
  phone: string;
  backup?: string;
}

/** What is wrong with a line: it counts lines from 1. */
export interface NumberFault {
  line: number;
  why: 'no-number' | 'no-country' | 'twice';
}

/** A number with its country, however people group its digits. */
const plain = (text: string): string => text.replace(/[\s().\u00a0-]/g, '');
const isNumber = (text: string): boolean => /^\+\d{8,15}$/.test(plain(text));

/** Lines of pseudonym, number and back-up number, as a table or a file has them. */
export function numbersOf(text: string): { rows: NumberRow[]; faults: NumberFault[] } {
  const [rows, faults]: [NumberRow[], NumberFault[]] = [[], []];
  for (const [at, whole] of text.split(/\r?\n/).entries()) {
    const line = whole.replace(/^\uFEFF/, '').trim();
    const cells = line.split(/[\t;,]/).map((own) => own.trim().replace(/^"|"$/g, ''));
    const [observer = '', phone = '', backup = ''] = cells;
    // The head of a table names its columns.
    if (line === '' || (at === 0 && !/\d/.test(phone))) continue;
    const why =
      observer === '' || phone === ''
        ? 'no-number'
        : rows.some((own) => own.observer === observer)
          ? 'twice'
          : isNumber(phone) && (backup === '' || isNumber(backup))
            ? undefined
            : 'no-country';
    if (why) faults.push({ line: at + 1, why });
    else rows.push({ observer, phone: plain(phone), ...(backup ? { backup: plain(backup) } : {}) });
  }
  return { rows, faults };
}
