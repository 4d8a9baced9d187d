import { expect, test } from 'vitest';
import { inField, read } from './typed';
import type { Ask } from './types';

const typed = (ask: Ask, text: string): unknown => read({ id: 'q', ask }, text);

test('figures as people type them', () => {
  expect(typed('integer', ' 1 234 ')).toEqual({ integer: 1234 });
  for (const space of [' ', '\u00a0', '\u2009', '\u202f']) {
    expect(typed('integer', `1${space}000`)).toEqual({ integer: 1000 });
  }
  expect(typed('integer', '٤١٢')).toEqual({ integer: 412 });
  expect(typed('integer', '-3')).toEqual({ integer: -3 });
  expect(typed('integer', '')).toBeUndefined();
  for (const text of ['4l2', '12.5', '1 000.5', '1e3', '99999999999999999999']) {
    expect(typed('integer', text)).toBe('not-whole');
  }
  expect(typed('decimal', '012,50')).toEqual({ decimal: '12.5' });
  expect(typed('decimal', '3.00')).toEqual({ decimal: '3' });
});

test('times as people type them', () => {
  expect(typed('time', '7:05')).toEqual({ time: '07:05' });
  expect(typed('time', '7.05')).toEqual({ time: '07:05' });
  expect(typed('time', '24:00')).toBe('not-time');
  expect(typed('date', '2021-02-29')).toBe('not-time');
});

test('what stands in a field is read as the same answer', () => {
  for (const answer of [{ integer: 0 }, { time: '07:15' }, { text: ' a ' }, { decimal: '0.5' }]) {
    const ask = Object.keys(answer)[0] as Ask;
    expect(read({ id: 'q', ask }, inField(answer as never))).toEqual(answer);
  }
});
