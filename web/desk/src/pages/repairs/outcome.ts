/** What became of a text, and what was wrong with it, in words. */
import { t } from '../../../../kit/words.svelte';
import type { Outcome } from './types';

// words: repair-report repair-no-report repair-asked-again
export const outcomeName = (outcome: Outcome): string =>
  t(`repair-${typeof outcome === 'string' ? outcome : 'report'}`);

/** Problems that have a sentence; of others the grammar's own code is shown. */
const KNOWN = [
  'no-keyword',
  'no-station',
  'unknown-code',
  'strange',
  'no-value',
  'several-numbers',
  'too-long',
  'unknown-choice',
  'no-time',
  'no-date',
  'twice',
  'two-letters',
  'control',
  'absence-not-offered',
  'length',
  'long-message',
  'nothing-said',
  'stop',
];
// words: wrong-no-keyword wrong-no-station wrong-unknown-code wrong-strange wrong-no-value
// words: wrong-several-numbers wrong-too-long wrong-unknown-choice wrong-no-time wrong-no-date
// words: wrong-twice wrong-two-letters wrong-control wrong-absence-not-offered wrong-length
// words: wrong-long-message wrong-nothing-said wrong-stop
export const problemName = (code: string): string =>
  KNOWN.includes(code) ? t(`wrong-${code}`) : code;
