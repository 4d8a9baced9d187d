import { expect, test } from 'vitest';
import {
  after,
  afterPart,
  isWhole,
  missing,
  nextAttempt,
  partsDue,
  proofsDue,
  reportsDue,
  wait,
} from './outbox';
import type { Filed } from './records';

const report = (id: string, own: Partial<Filed> = {}): Filed => ({
  id,
  kind: 'voting',
  title: {},
  station: '12',
  made: 1_000,
  body: { id, form: 'voting', version: '1', station: '12', answers: {}, made: 1 },
  parts: [],
  state: 'waiting',
  tries: 0,
  next: 0,
  detail: '',
  checked: 'not',
  ...own,
});
const failed = (status: number, more: { wait?: number; code?: string } = {}) => ({
  failed: { status, detail: 'why', ...more },
});

test('no failure of network or server ever gives a report up', () => {
  for (const status of [0, 401, 403, 408, 425, 429, 500, 502, 503, 504]) {
    let own = report('a');
    for (let i = 0; i < 100; i += 1) own = after(own, failed(status), 0, 0.5);
    expect(own.state).toBe('waiting');
    expect(own.body).toEqual(report('a').body);
  }
});

test('what the server will never take is kept and said', () => {
  const own = after(report('a'), failed(409, { code: 'conflict' }), 5, 0);
  const kept = { state: 'refused', code: 'conflict', detail: 'why', body: report('a').body };
  expect(own).toMatchObject(kept);
  expect(reportsDue([own], 1e15)).toEqual([]);
});

test('attempts become rarer, up to five minutes, and phones spread', () => {
  expect([0, 1, 2].map((tries) => wait(tries, 1))).toEqual([4_000, 8_000, 16_000]);
  expect(wait(50, 1)).toBe(300_000);
  expect(wait(50, 0)).toBe(150_000);
  expect(after(report('a'), failed(429, { wait: 60 }), 1_000, 0).next).toBe(61_000);
});

test('the oldest goes first, and only when its time has come', () => {
  const all = [
    report('b', { made: 2 }),
    report('c', { made: 3, next: 900 }),
    report('a', { made: 1 }),
  ];
  expect(reportsDue(all, 500).map((own) => own.id)).toEqual(['a', 'b']);
});

test('a report is whole only when the mission has its photos too', () => {
  const parts = [
    { blob: 'x', size: 1, stored: false },
    { blob: 'y', size: 1, stored: false },
  ];
  let own = after(
    report('a', { parts }),
    { taken: { receipt: 'r', nonce: 'n', sequence: 4 } },
    9,
    0,
  );
  expect([own.state, isWhole(own), missing(own)]).toEqual(['taken', false, 2]);
  expect(partsDue([own], 9)).toHaveLength(1);
  own = afterPart(own, 'x', true, 9, 0);
  own = afterPart(own, 'y', false, 9, 0);
  expect(partsDue([own], 9)).toEqual([]);
  expect(nextAttempt([own])).toBe(2_009);
  own = afterPart(own, 'y', true, 2_009, 0);
  expect(isWhole(own)).toBe(true);
});

test('a promise is later replaced by a proof, a wrong receipt by nothing', () => {
  const own = report('a', { state: 'taken', checked: 'promise', next: 1_000 });
  expect(proofsDue([own], 8_999)).toEqual([]);
  expect(proofsDue([own], 9_000)).toHaveLength(1);
  expect(proofsDue([{ ...own, checked: 'wrong' }], 1e15)).toEqual([]);
  expect(nextAttempt([{ ...own, checked: 'proof' }])).toBeUndefined();
});
