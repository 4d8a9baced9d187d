import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compare, type Part } from './opening';
import type { Body } from './records';

/** What the office writes of what phones send (crates/desk/tests/whole/held.rs). */
const vectors = JSON.parse(
  readFileSync(new URL('../../../crates/desk/tests/vectors/held.json', import.meta.url), 'utf8'),
) as { sent: Body; entry: string }[];
const found = (sent: Body, entry: unknown): Part[] =>
  compare(sent, 'o-1', typeof entry === 'string' ? entry : JSON.stringify(entry)).differ;

describe('what the log holds is what was filed', () => {
  test.each(vectors.map(({ sent, entry }) => [sent.id, sent, entry] as const))(
    'as the office wrote it: %s',
    (_, sent, entry) => {
      expect(compare(sent, 'o-1', entry)).toEqual({ differ: [], remarks: [] });
    },
  );

  test('nothing that was sent can stand there otherwise, unsaid', () => {
    const { sent, entry } = vectors.find((own) => own.sent.photos) ?? { sent: undefined };
    if (!sent) throw new Error('no vector with photos');
    const change = (by: (own: Changed) => void): Part[] => {
      const own = JSON.parse(entry) as Changed;
      by(own);
      return found(sent, own);
    };
    expect(change(() => undefined)).toEqual([]);
    expect(change((own) => (own.actor = 'o/o-2'))).toEqual(['who']);
    expect(change((own) => (own.actor = 'a/dana'))).toEqual(['who']);
    expect(change((own) => (own.body['observer'] = 'o-2'))).toEqual(['who']);
    expect(change((own) => (own.body['operator'] = 'dana'))).toEqual(['who']);
    expect(change((own) => (own.body['channel'] = 'phone'))).toEqual(['who']);
    expect(change((own) => (own.id = '1'.repeat(32)))).toEqual(['form']);
    expect(change((own) => (own.kind = 'review/1'))).toEqual(['form']);
    expect(change((own) => (own.body['form'] = 'incident'))).toEqual(['form']);
    expect(change((own) => (own.body['version'] = '9'))).toEqual(['form']);
    expect(change((own) => delete own.body['corrects'])).toEqual(['form']);
    expect(change((own) => (own.body['station'] = '2'))).toEqual(['station']);
    expect(change((own) => (own.body['station'] = ''))).toEqual(['station']);
    expect(change((own) => (own.body['made'] = 1))).toEqual(['time']);
    expect(change((own) => delete own.body['made'])).toEqual(['time']);
    expect(change((own) => delete own.body['answers'])).toEqual(['answers']);
    expect(change((own) => delete own.body['photos'])).toEqual(['photos']);
    expect(change((own) => delete own.body['sealed'])).toEqual(['sealed']);
    const parts = (own: Changed, name: string) => own.body[name] as Record<string, unknown>[];
    for (const name of ['photos', 'sealed'] as const) {
      expect(change((own) => parts(own, name).pop())).toEqual([name]);
      expect(change((own) => (parts(own, name)[0]!['blob'] = '0'.repeat(64)))).toEqual([name]);
      expect(change((own) => parts(own, name).push({ place: 'x', blob: '0' }))).toEqual([name]);
    }
    // A photo that was sealed lies in the clear, or the other way round.
    expect(change((own) => parts(own, 'photos').forEach((one) => delete one['sealed']))).toEqual([
      'photos',
    ]);
  });

  test('every answer is compared, whatever its type', () => {
    const { sent, entry } = vectors[0] ?? { sent: undefined };
    if (!sent) throw new Error('no vector');
    const places = Object.keys(sent.answers);
    expect(places.length).toBeGreaterThan(9);
    for (const place of places) {
      const own = JSON.parse(entry) as { body: { answers: Record<string, object> } };
      const [kind = ''] = Object.keys(own.body.answers[place] ?? {});
      own.body.answers[place] = { [kind]: 'something else' };
      if (kind === 'choices') own.body.answers[place] = { choices: ['x'] };
      expect(found(sent, own), place).toEqual(['answers']);
      delete own.body.answers[place];
      expect(found(sent, own), place).toEqual(['answers']);
    }
  });

  test('what the mission may do is said, and is no lie', () => {
    const { sent, entry } = vectors[1] ?? { sent: undefined };
    if (!sent) throw new Error('no vector');
    const own = JSON.parse(entry) as Changed;
    Object.assign(own.body, { metres: 40, clock: 2, faults: [{ place: 'one', code: 'missing' }] });
    expect(compare(sent, 'o-1', JSON.stringify(own))).toEqual({ differ: [], remarks: [] });
    own.body['drill'] = true;
    own.body['station'] = '';
    own.body['sealed'] = [{ place: 'station-code', blob: '0'.repeat(64) }];
    expect(compare(sent, 'o-1', JSON.stringify(own))).toEqual({
      differ: [],
      remarks: ['exercise', 'no-station'],
    });
  });

  test('what is no entry holds nothing', () => {
    const sent = vectors[0]?.sent;
    if (!sent) throw new Error('no vector');
    for (const entry of ['', 'null', '7', '{}', '{"body":null}', '{"body":{}}', '[]', '{']) {
      expect(found(sent, entry), entry).not.toEqual([]);
    }
  });
});

interface Changed {
  actor: string;
  id: string;
  kind: string;
  body: Record<string, unknown>;
}
