import { describe, expect, test, vi } from 'vitest';
import type { Failure } from '../../kit/api';
import { speak } from '../../kit/words.svelte';
import { meaning, sessionOver, unanswered } from './failures';
import { saying, type Told } from './said';
import './words';

const failed = (status: number, code: string, detail = ''): Failure => ({
  ok: false,
  status,
  code,
  detail,
});

// Protects whoever reads no English: a refusal that is known is said in their language.
test('known refusals have words of their own', () => {
  const detail = 'the office is read-only: test';
  expect(meaning(failed(503, 'read-only', detail))).toContain('fail-read-only');
  expect(meaning(failed(410, 'archived'))).toContain('fail-archived');
  expect(meaning(failed(404, 'not-found'))).toContain('fail-not-found');
});

// Protects what is being typed: a wrong password is not the end of the session.
test('only a session that is over sends to the door', () => {
  expect(sessionOver(failed(401, 'unauthorised'))).toBe(true);
  expect(sessionOver(failed(401, 'wrong'))).toBe(false);
  expect(sessionOver(failed(401, 'code-spent'))).toBe(false);
});

test('who refuses has answered', () => {
  expect(unanswered(failed(0, 'network'))).toBe(true);
  expect(unanswered(failed(502, ''))).toBe(true);
  expect(unanswered(failed(503, 'read-only'))).toBe(false);
  expect(unanswered(failed(404, 'not-found'))).toBe(false);
});

describe('what the server says', () => {
  const refused = (status: number, code: string, told: Told): Failure => ({
    ...failed(status, code, told.text),
    body: { title: code, detail: told.text, said: [told] },
  });
  const station = {
    key: 'said-no-station',
    values: { name: '0099' },
    text: 'there is no station «0099»',
  };

  // Protects whoever reads no English: a refusal of any kind is said in their language, with what
  // was found, and a sentence inside a sentence too.
  test.each([
    ['ru', 'Не выполнено: нет участка «0099»', 'нужно право планировать миссию'],
    ['kk', 'Орындалмады: «0099» учаскесі жоқ', 'құқық керек: миссияны жоспарлау'],
  ])('in %s', async (language, missing, right) => {
    await speak([language]);
    saying.fetch();
    await vi.waitUntil(() => saying.here);
    expect(meaning(refused(422, 'missing', station))).toBe(missing);
    expect(meaning(refused(404, 'not-found', station))).toBe(missing);
    const what = { key: 'said-right-plan', text: 'plan the mission' };
    const needs = { key: 'said-needs-right', values: { what }, text: 'this needs …' };
    expect(meaning(refused(403, 'forbidden', needs))).toContain(right);
  });

  test('in English where a newer server says what these pages do not know', () => {
    const told = { key: 'said-of-tomorrow', text: 'something new' };
    expect(meaning(refused(400, 'bad-request', told))).toContain('something new');
  });

  test('a known refusal keeps its own words', async () => {
    await speak(['en']);
    const told = { key: 'said-archived', text: 'the mission is archived: nothing more is taken' };
    expect(meaning(refused(410, 'archived', told))).toBe(
      'Nothing is taken any more: the mission is archived.',
    );
  });
});
