import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Reply } from '../../../../kit/api';
import { KINDS } from './kinds';
import { observerOf, occurring, read } from './trail';

const row = (sequence: number, actor: string, kind: string, whom?: string) => ({
  sequence,
  time: sequence,
  actor,
  kind,
  ...(whom === undefined ? {} : { whom }),
});
const none = { kind: '', actor: '', whom: '', before: '' };

/** A server that gives these answers one after the other, and what it was asked. */
function answers(all: object[]): {
  ask: (path: string) => Promise<Reply<unknown>>;
  asked: string[];
} {
  const asked: string[] = [];
  const ask = (path: string): Promise<Reply<unknown>> => {
    asked.push(path.split('?')[1] ?? '');
    return Promise.resolve({ ok: true, body: all[asked.length - 1], clock: undefined });
  };
  return { ask, asked };
}

describe('the audit trail', () => {
  // Protects an auditor: what is rare is looked for past answers that have none of it.
  test('is asked for with its filters until its beginning is reached', async () => {
    const rare = row(7, 'a/admin', 'deletion/1', 'kim');
    const { ask, asked } = answers([
      { rows: [], next: 90_000 },
      { rows: [rare], next: 40_000 },
      { rows: [], next: null },
    ]);
    const reply = await read({ ...none, kind: 'deletion', whom: 'kim' }, ask, () => false);
    expect(reply.ok && reply.body).toEqual({ rows: [rare], next: undefined });
    expect(asked).toEqual([
      'kind=deletion&whom=kim&limit=1000',
      'kind=deletion&whom=kim&before=90000&limit=1000',
      'kind=deletion&whom=kim&before=40000&limit=1000',
    ]);
  });

  test('is read no further than can be shown, and says where it goes on', async () => {
    const rows = Array.from({ length: 1_000 }, (_, i) => row(i, 'a/asel', 'review/1'));
    const { ask, asked } = answers(Array.from({ length: 9 }, () => ({ rows, next: 5 })));
    const reply = await read({ ...none, before: '77' }, ask, () => false);
    expect(reply.ok && [reply.body.rows.length, reply.body.next]).toEqual([5_000, 5]);
    expect([asked.length, asked[0]]).toEqual([5, 'before=77&limit=1000']);
  });

  test('says what there is to choose from', () => {
    const all = occurring([
      row(1, 'a/asel', 'review/1'),
      row(2, 'a/admin', 'account/1', 'asel'),
      row(3, 'a/admin', 'account/2', 'kim'),
    ]);
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
