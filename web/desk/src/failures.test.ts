import { expect, test } from 'vitest';
import type { Failure } from '../../kit/api';
import { meaning, sessionOver, unanswered } from './failures';

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
  expect(meaning(failed(422, 'missing', 'there is no station «0099»'))).toContain('fail-missing');
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
