/** Why what stands in a field is no answer, in words. */
import { rangeOf } from '../../kit/forms/range';
import { readWithin } from '../../kit/forms/typed';
import type { Question } from '../../kit/forms/types';
import { figure, t } from '../../kit/words.svelte';

// words: not-whole not-decimal not-time
/** Nothing where it is one. */
export function unfit(question: Question, typed: string): string {
  const found = readWithin(question, typed);
  if (typeof found !== 'string') return '';
  if (found !== 'out-of-range') return t(found);
  const { low, high } = rangeOf(question) ?? {};
  if (low === undefined) return t('range-high', { high: figure(high ?? 0) });
  if (high === undefined) return t('range-low', { low: figure(low) });
  return t('range', { low: figure(low), high: figure(high) });
}
