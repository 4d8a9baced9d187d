import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { KINDS } from './kinds';
import { kept, observerOf, occurring } from './trail';

const row = (sequence: number, actor: string, kind: string, whom?: string) => ({
  sequence,
  time: sequence,
  actor,
  kind,
  ...(whom === undefined ? {} : { whom }),
});
const rows = [
  row(1, 'a/asel', 'review/1'),
  row(2, 'a/admin', 'account/1', 'asel'),
  row(3, 'a/admin', 'account/2', 'kim'),
];
const none = { text: '', kind: '', actor: '', whom: '' };

describe('the audit trail', () => {
  // Protects an auditor: versions of a kind are one kind, and each filter narrows by itself.
  test('is filtered by kind, by who did it, and by whom it concerns', () => {
    const found = (filter: object): number[] =>
      rows.filter((own) => kept(own, { ...none, ...filter })).map((own) => own.sequence);
    expect(found({})).toEqual([1, 2, 3]);
    expect(found({ kind: 'account' })).toEqual([2, 3]);
    expect(found({ kind: 'account', whom: 'kim' })).toEqual([3]);
    expect(found({ actor: 'a/asel' })).toEqual([1]);
    expect(found({ text: 'asel' })).toEqual([1, 2]);
  });

  test('says what there is to choose from', () => {
    const all = occurring(rows);
    expect(all.kinds).toEqual(['account', 'review']);
    expect(all.actors).toEqual(['a/admin', 'a/asel']);
    expect(all.whom).toEqual(['asel', 'kim']);
    expect([observerOf('o/s-17'), observerOf('a/asel')]).toEqual(['s-17', undefined]);
  });

  // Protects readers from the log's own names: every kind that the office writes has a word.
  test('knows every kind of the office', () => {
    const file = new URL('../../../../../crates/desk/src/event.rs', import.meta.url);
    const source = readFileSync(file, 'utf8');
    const written = [...source.matchAll(/= "([a-z-]+)\/\d+"/g)].map((found) => found[1] ?? '');
    expect(written.length).toBeGreaterThan(40);
    expect([...new Set(written)].sort()).toEqual(KINDS);
  });
});
