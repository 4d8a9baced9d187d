/** How far a filed report is, in words. */
import { figure, t } from '../../kit/words.svelte';
import { missing } from './outbox';
import type { Filed } from './records';

export function standing(own: Filed): string {
  if (own.state === 'waiting') return t('state-waiting');
  if (own.state === 'refused') return t('state-refused');
  const left = missing(own);
  return left > 0
    ? t('state-parts', { missing: figure(left), all: figure(own.parts.length) })
    : t('state-taken');
}
