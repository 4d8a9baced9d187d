import { expect, test } from 'vitest';
import { renewed, type News } from './news';
import type { Mission } from './records';

const body: News = {
  observer: 'o-1',
  drill: false,
  example: null,
  language: 'kk',
  mine: null,
  forms: [],
  recipients: ['age1'],
  log: 'key',
  day_clock: null,
};
const mission: Mission = {
  ...body,
  token: 't',
  told: 1,
  clock: 3,
  station: '0017',
  tag: '"a"',
};

// Protects a phone on 2G: that nothing has changed is news too, and costs what it knows nothing.
test('what has not changed stays, and is known as of now', () => {
  const reply = { ok: false, status: 304, code: '', detail: '', clock: 5 } as const;
  expect(renewed(mission, reply, 9)).toEqual({ ...mission, told: 9, clock: 5 });
});

test('what has changed takes its place, with its tag', () => {
  const reply = { ok: true, body: { ...body, drill: true }, clock: undefined, tag: '"b"' } as const;
  const fresh = renewed(mission, reply, 9);
  expect(fresh).toMatchObject({ drill: true, tag: '"b"', told: 9, clock: 3, station: '0017' });
  // A server without tags: the old one would keep the phone from what is new.
  const bare = renewed(mission, { ok: true, body, clock: undefined }, 9);
  expect(bare && 'tag' in bare).toBe(false);
});

test('another key is not believed, and no answer is no news', () => {
  const other = { ok: true, body: { ...body, log: 'other' }, clock: 0 } as const;
  expect(renewed(mission, other, 9)?.log).toBe('key');
  const nobody = { ok: false, status: 0, code: 'network', detail: '' } as const;
  expect(renewed(mission, nobody, 9)).toBeUndefined();
});
