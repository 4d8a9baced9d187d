import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  PATIENCE,
  changed,
  complain,
  forgetNotices,
  notices,
  notify,
  settled,
  takeBack,
  undoLast,
} from './notices.svelte';

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  forgetNotices();
  vi.useRealTimers();
});
const done = vi.fn(() => Promise.resolve(true));
afterEach(() => done.mockClear());
const texts = (): string[] => notices.all.map((own) => own.text);

// Protects a verdict of a minute ago: it is never taken back in place of what was done since.
test('only what was done last is taken back', () => {
  notify('verified', done);
  notify('the phones are shut out');
  expect(undoLast()).toBe(true);
  expect(done).not.toHaveBeenCalled();
  expect(notices.all.at(-1)?.bad).toBe(true);
});

test('what is recorded without a word is the last thing too', () => {
  notify('verified', done);
  changed();
  expect(undoLast()).toBe(true);
  expect(done).not.toHaveBeenCalled();
});

test('what is taken back is said, and is taken back once', async () => {
  notify('verified', done);
  expect(undoLast()).toBe(true);
  await vi.runAllTicks();
  expect(done).toHaveBeenCalledTimes(1);
  await Promise.resolve();
  expect(texts()).toHaveLength(1);
  expect(texts()[0]).toContain('taken-back');
  expect(undoLast()).toBe(false);
});

test('what could not be taken back is not called taken back', async () => {
  notify('verified', () => Promise.resolve(false));
  const [own] = notices.all;
  if (own) await takeBack(own);
  expect(texts()).toEqual([]);
});

test('taking back ends with its notice', () => {
  notify('verified', done);
  vi.advanceTimersByTime(PATIENCE + 1);
  expect(notices.all).toEqual([]);
  expect(undoLast()).toBe(false);
});

// Protects whoever reads it: an error says nothing about what went right after it.
test('errors go when something goes right, and what is said elsewhere is none', () => {
  const failure = { ok: false as const, status: 0, code: 'network', detail: '' };
  complain(failure);
  complain({ ...failure, code: 'repeated' });
  complain({ ...failure, status: 401, code: 'unauthorised' });
  expect(texts()).toHaveLength(1);
  notify('verified', done);
  expect(texts()).toEqual(['verified']);
  complain(failure);
  settled();
  expect(texts()).toEqual(['verified']);
});
