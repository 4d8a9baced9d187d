/** Tables in memory: which rows, in which order. Columns are typed arrays, so that 100,000 are fast. */

/** What a column is sorted by: a number for each row. */
export type Keys = ArrayLike<number>;

/** More rows than any country has stations; row and key together stay exact below 2^53. */
const ROWS = 2 ** 21;

/** The rows that are kept, sorted by their keys; equal ones stay in the table's own order. */
export function ordered(
  rows: number,
  keep: (row: number) => boolean,
  keys?: Keys,
  down = false,
): Uint32Array {
  const kept = new Uint32Array(rows);
  let count = 0;
  for (let row = 0; row < rows; row += 1) {
    if (keep(row)) {
      kept[count] = row;
      count += 1;
    }
  }
  const all = kept.subarray(0, count);
  if (!keys) return all;
  // Row and key in one number: the engine sorts numbers without asking us.
  const packed = new Float64Array(count);
  const sign = down ? -1 : 1;
  for (let i = 0; i < count; i += 1) {
    const row = all[i] ?? 0;
    packed[i] = sign * Math.round(keys[row] ?? 0) * ROWS + row;
  }
  packed.sort();
  for (let i = 0; i < count; i += 1) {
    const own = (packed[i] ?? 0) % ROWS;
    all[i] = own < 0 ? own + ROWS : own;
  }
  return all;
}

/** For each text its place among all of them. */
export function ranks(texts: readonly string[], compare: (a: string, b: string) => number): Keys {
  const distinct = [...new Set(texts)].sort(compare);
  const place = new Map(distinct.map((text, i) => [text, i]));
  return Uint32Array.from(texts, (text) => place.get(text) ?? 0);
}

/** Reads CSV as the server writes it (RFC 4180), row by row. */
export function readCsv(text: string, row: (cells: readonly string[]) => void): void {
  const length = text.length;
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  while (at < length) {
    const cells: string[] = [];
    let more = true;
    while (more) {
      let cell: string;
      if (text[at] === '"') {
        let from = at + 1;
        cell = '';
        for (;;) {
          const end = text.indexOf('"', from);
          const stop = end < 0 ? length : end;
          cell += text.slice(from, stop);
          at = stop + 1;
          if (text[at] !== '"') break;
          cell += '"';
          from = at + 1;
        }
      } else {
        const from = at;
        while (at < length && text[at] !== ',' && text[at] !== '\n' && text[at] !== '\r') at += 1;
        cell = text.slice(from, at);
      }
      cells.push(cell);
      more = text[at] === ',';
      at += 1;
      if (text[at - 1] === '\r' && text[at] === '\n') at += 1;
    }
    row(cells);
  }
}

const PLAIN = /^[-+]?\d+([.,]\d+)?$/;

/** A cell for a file: quoted where it must be; what a spreadsheet would run has an apostrophe. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) && !PLAIN.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export const writeCsv = (rows: Iterable<readonly string[]>): string =>
  Array.from(rows, (row) => `${row.map(cell).join(',')}\r\n`).join('');

/** For the clipboard: what spreadsheets paste as a table. */
export const writeTabs = (rows: Iterable<readonly string[]>): string =>
  Array.from(rows, (row) => row.map((own) => own.replace(/[\t\n\r]+/g, ' ')).join('\t')).join('\n');
