/**
 * Every language says the same things: the files are without Fluent errors, keys and variables agree,
 * and what the code asks for is there. `node tools/words.ts` is red otherwise.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse, Visitor, type VariableReference } from '@fluent/syntax';

const root = new URL('../', import.meta.url).pathname;
const folder = join(root, '../words');

/** What is wrong with one file, and the variables of each message. */
export function read(name: string, text: string): { faults: string[]; keys: Map<string, string> } {
  const faults: string[] = [];
  const keys = new Map<string, string>();
  for (const entry of parse(text, { withSpans: true }).body) {
    if (entry.type === 'Junk') {
      faults.push(`${name}: not read: ${entry.content.split('\n')[0] ?? ''}`);
    } else if (entry.type === 'Message') {
      if (keys.has(entry.id.name)) faults.push(`${name}: twice: ${entry.id.name}`);
      const found = new Variables();
      found.visit(entry);
      keys.set(entry.id.name, [...found.names].sort().join(' '));
    }
  }
  return { faults, keys };
}

class Variables extends Visitor {
  readonly names = new Set<string>();

  override visitVariableReference(node: VariableReference): void {
    this.names.add(node.id.name);
  }
}

/** Where files differ, compared with the first. */
export function compare(files: Map<string, Map<string, string>>): string[] {
  const [first, ...others] = [...files];
  if (!first) return ['there are no words'];
  const [name, keys] = first;
  return others.flatMap(([other, own]) => [
    ...[...keys.keys()].filter((key) => !own.has(key)).map((key) => `${other}: missing: ${key}`),
    ...[...own.keys()].filter((key) => !keys.has(key)).map((key) => `${name}: missing: ${key}`),
    ...[...own]
      .filter(([key, variables]) => keys.has(key) && keys.get(key) !== variables)
      .map(([key]) => `${other}: other variables than ${name}: ${key}`),
  ]);
}

/** Keys that the code names. Those that are put together are listed where they are. */
function named(): Set<string> {
  const found = new Set<string>();
  for (const place of ['kit', 'phone/src']) {
    for (const file of readdirSync(join(root, place), { recursive: true }) as string[]) {
      if (!/\.(svelte|ts)$/.test(file) || file.endsWith('.test.ts')) continue;
      const text = readFileSync(join(root, place, file), 'utf8');
      for (const [, key] of text.matchAll(/\bt\(\s*'([a-z-]+)'/g)) found.add(key ?? '');
      for (const [, list] of text.matchAll(/words: ([a-z -]+)/g)) {
        for (const key of (list ?? '').trim().split(/\s+/)) found.add(key);
      }
    }
  }
  return found;
}

export function check(): string[] {
  const faults: string[] = [];
  const files = new Map<string, Map<string, string>>();
  for (const name of readdirSync(folder).filter((own) => /^phone-.+\.ftl$/.test(own))) {
    const file = read(name, readFileSync(join(folder, name), 'utf8'));
    faults.push(...file.faults);
    files.set(name, file.keys);
  }
  faults.push(...compare(files));
  const keys = [...files.values()][0] ?? new Map<string, string>();
  const wanted = named();
  faults.push(...[...wanted].filter((key) => !keys.has(key)).map((key) => `no words for ${key}`));
  // Read before there are any words.
  wanted.add('numbers-like');
  faults.push(...[...keys.keys()].filter((key) => !wanted.has(key)).map((key) => `unused: ${key}`));
  return faults;
}

if (process.argv[1]?.endsWith('words.ts')) {
  const faults = check();
  for (const fault of faults) console.error(fault);
  process.exitCode = faults.length > 0 ? 1 : 0;
}
