/** What a failure means, in the reader's language: refusals that are known have words of their own. */
import type { Failure } from '../../kit/api';
import { t } from '../../kit/words.svelte';
import { sayWhere, type Told } from './said';

/** The server was asked for the same change while it was at it: what was sent first counts. */
export const REPEATED: Failure = { ok: false, status: 0, code: 'repeated', detail: '' };

// words: fail-polls-open fail-in-drill fail-wrong-proof fail-read-only fail-archived
// words: fail-must-be-sealed fail-full fail-busy fail-copying fail-unavailable fail-wrong
// words: fail-code-spent fail-not-found
/** Names of the server's that stay the same between its versions. */
const KNOWN = [
  'polls-open',
  'in-drill',
  'wrong-proof',
  'read-only',
  'archived',
  'must-be-sealed',
  'full',
  'busy',
  'copying',
  'unavailable',
  'wrong',
  'code-spent',
  'not-found',
];

/** Whether nobody could answer, so that it may be asked again as it is. */
export const unanswered = (failure: Failure): boolean =>
  failure.status === 0 || (failure.status >= 500 && failure.code !== 'read-only');

/** Whether it is over with the session, and not only with a password. */
export const sessionOver = (failure: Failure): boolean =>
  failure.status === 401 && failure.code === 'unauthorised';

/** What is wrong with what was sent, each with its place; none where the server says it plainly. */
export const toldOf = (failure: Failure): readonly Told[] =>
  ((failure.body ?? {}) as { said?: Told[] }).said ?? [];

export function meaning(failure: Failure): string {
  const { status, code, detail, wait = 0 } = failure;
  if (status === 0) return t('fail-network');
  if (code === 'locked-out') return t('fail-locked-out', { minutes: Math.ceil(wait / 60) });
  if (status === 429) return t('fail-too-many', { seconds: wait });
  const told = toldOf(failure);
  if (told.length > 0) return t('fail-other', { detail: told.map(sayWhere).join('; ') });
  if (KNOWN.includes(code)) return t(`fail-${code}`);
  const missing = code === 'missing' ? /«(.*)»/.exec(detail)?.[1] : undefined;
  if (missing !== undefined) return t('fail-missing', { name: missing });
  if (status === 401) return t('fail-session');
  if (status === 403) return t('fail-forbidden');
  if (status === 503) return t('fail-server', { detail });
  return t('fail-other', { detail });
}
