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

/** An app: what its files of words begin with, where its code is, whose words it has beside. */
interface App {
  words: string;
  code: readonly string[];
}

/** What apps share, then each of them. */
const KIT: App = { words: 'kit', code: ['kit'] };
const APPS: readonly App[] = [
  { words: 'phone', code: ['phone/src'] },
  { words: 'desk', code: ['desk/src'] },
];

/** Keys that the code names. Those that are put together are listed where they are. */
function named(places: readonly string[]): Set<string> {
  const found = new Set<string>();
  for (const place of places) {
    for (const file of readdirSync(join(root, place), { recursive: true }) as string[]) {
      if (!/\.(svelte|ts)$/.test(file) || file.endsWith('.test.ts')) continue;
      const text = readFileSync(join(root, place, file), 'utf8');
      for (const [, key] of text.matchAll(/\bt\(\s*'([a-z0-9-]+)'/g)) found.add(key ?? '');
      for (const [, list] of text.matchAll(/words: ([a-z0-9 -]+)/g)) {
        for (const key of (list ?? '').trim().split(/\s+/)) found.add(key);
      }
    }
  }
  return found;
}

/** The keys of an app's words, and what is wrong between its languages. */
function wordsOf(app: App): { faults: string[]; keys: ReadonlySet<string> } {
  const faults: string[] = [];
  const files = new Map<string, Map<string, string>>();
  const own = new RegExp(`^${app.words}-.+\\.ftl$`);
  for (const name of readdirSync(folder).filter((file) => own.test(file))) {
    const file = read(name, readFileSync(join(folder, name), 'utf8'));
    faults.push(...file.faults);
    files.set(name, file.keys);
  }
  faults.push(...compare(files));
  return { faults, keys: new Set([...files.values()][0]?.keys()) };
}

export function check(): string[] {
  const kit = wordsOf(KIT);
  // Read before there are any words.
  const asked = named(KIT.code).add('numbers-like');
  const faults = [...kit.faults];
  for (const app of APPS) {
    const own = wordsOf(app);
    const wanted = named(app.code);
    for (const key of wanted) if (kit.keys.has(key)) asked.add(key);
    const missing = [...wanted].filter((key) => !own.keys.has(key) && !kit.keys.has(key));
    const unused = [...own.keys].filter((key) => !wanted.has(key));
    faults.push(
      ...own.faults,
      ...missing.map((key) => `${app.words}: no words for ${key}`),
      ...unused.map((key) => `${app.words}: unused: ${key}`),
    );
  }
  const missing = [...asked].filter((key) => !kit.keys.has(key));
  const unused = [...kit.keys].filter((key) => !asked.has(key));
  return [
    ...faults,
    ...missing.map((key) => `kit: no words for ${key}`),
    ...unused.map((key) => `kit: unused: ${key}`),
  ];
}

if (process.argv[1]?.endsWith('words.ts')) {
  const faults = check();
  for (const fault of faults) console.error(fault);
  process.exitCode = faults.length > 0 ? 1 : 0;
}
