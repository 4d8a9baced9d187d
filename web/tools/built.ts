/** What becomes of an app after it is built: `.br` beside each file, and whether it is too heavy. */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

/** kB after brotli. */
export interface Budget {
  /** What is fetched before anything shows. */
  first: number;
  /** All code, and the sentences of the language that needs most for them. */
  all: number;
}

/** The names of all files of a folder, those that were compressed left out. */
export const filesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.br'))
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();

/** Writes `.br` beside each file; how many kB each is then. */
export function compress(folder: string): Map<string, number> {
  const size = new Map<string, number>();
  for (const file of filesOf(folder)) {
    const small = brotliCompressSync(readFileSync(join(folder, file)), {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11 },
    });
    writeFileSync(join(folder, `${file}.br`), small);
    size.set(file, small.length / 1000);
  }
  return size;
}

/**
 * The build fails when the app has become too heavy. `words`: what files of words begin with;
 * `later`: those that are not fetched before anything shows.
 */
export function weigh(
  folder: string,
  size: ReadonlyMap<string, number>,
  words: readonly string[],
  budget: Budget,
  later: readonly string[] = [],
): void {
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  const linked = [...page.matchAll(/(?:src|href)="(?:\.\/|\/d\/)([^"]+)"/g)];
  const sum = (all: readonly number[]): number => all.reduce((a, b) => a + b, 0);
  const largest = (begins: string): number =>
    Math.max(0, ...[...size].filter(([file]) => file.includes(begins)).map(([, own]) => own));
  const files = ['index.html', ...linked.map(([, file]) => file ?? '')];
  const first = sum(files.map((file) => size.get(file) ?? 0)) + sum(words.map(largest));
  const told = [...words, ...later];
  const spoken = ([file]: [string, number]): boolean => told.some((own) => file.includes(own));
  const code = [...size].filter((own) => !spoken(own)).map(([, own]) => own);
  const all = sum(code) + sum(told.map(largest));
  const sums =
    `first load ${first.toFixed(1)} of ${budget.first} kB, ` +
    `all ${all.toFixed(1)} of ${budget.all} kB`;
  if (first > budget.first || all > budget.all) throw new Error(`too heavy: ${sums}`);
  console.log(sums);
}
