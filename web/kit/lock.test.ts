import { expect, test } from 'vitest';
import { text, utf8 } from './bytes';
import { changePin, disclose, enclose, failed, isWeak, newLock, opened, unlock } from './lock';

const ROUNDS = 1_000;

test('what anybody tries first is no PIN', () => {
  for (const own of ['111111', '123456', '987654', '890123', '121212', '123123123'])
    expect(isWeak(own)).toBe(true);
  for (const own of ['271828', '314159', '135790', '112233']) expect(isWeak(own)).toBe(false);
});

test('only the right PIN opens what is kept', async () => {
  const { lock, key } = await newLock('271828', ROUNDS);
  const closed = await enclose(key, utf8('what an observer saw'));
  expect(text(closed)).not.toContain('observer');
  const again = await unlock(lock, '271828');
  expect(again && text(await disclose(again, closed))).toBe('what an observer saw');
  expect(await unlock(lock, '271829')).toBeUndefined();
});

test('a key that was opened cannot be taken out of the browser', async () => {
  const { key } = await newLock('271828', ROUNDS);
  expect(key.extractable).toBe(false);
});

test('another PIN opens the same, and the old one nothing', async () => {
  const { lock, key } = await newLock('271828', ROUNDS);
  const closed = await enclose(key, utf8('kept'));
  expect(await changePin(lock, '000000', '314159')).toBeUndefined();
  const changed = await changePin(lock, '271828', '314159');
  if (!changed) throw new Error('not changed');
  expect(await unlock(changed, '271828')).toBeUndefined();
  const again = await unlock(changed, '314159');
  expect(again && text(await disclose(again, closed))).toBe('kept');
});

test('what was changed on the device does not open', async () => {
  const { key } = await newLock('271828', ROUNDS);
  const closed = await enclose(key, utf8('kept'));
  closed[20] = (closed[20] ?? 0) ^ 1;
  await expect(disclose(key, closed)).rejects.toThrow();
});

test('the same content is never the same bytes', async () => {
  const { key } = await newLock('271828', ROUNDS);
  expect(await enclose(key, utf8('x'))).not.toEqual(await enclose(key, utf8('x')));
});

test('guessing is slowed down, and the right PIN ends that', async () => {
  const { lock } = await newLock('271828', ROUNDS);
  let own = lock;
  for (let i = 0; i < 4; i += 1) own = failed(own, 1_000);
  expect(own.until).toBe(1_000);
  own = failed(own, 1_000);
  expect(own.until).toBe(31_000);
  for (let i = 0; i < 30; i += 1) own = failed(own, 1_000);
  expect(own.until).toBe(3_601_000);
  expect(opened(own)).toMatchObject({ tries: 0, until: 0 });
});
