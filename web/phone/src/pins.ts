/** What a new PIN must be. */
import { SHORTEST, isWeak } from '../../kit/lock';
import { t } from '../../kit/words.svelte';

/** Why it is none, in words. */
export function unfitPin(pin: string): string {
  if (pin.length < SHORTEST) return t('join-pin-short', { digits: SHORTEST });
  return isWeak(pin) ? t('join-pin-weak') : '';
}
