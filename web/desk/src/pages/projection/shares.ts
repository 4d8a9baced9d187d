/** What is taken from a projection for its charts. */
import { percent } from '../../../../kit/words.svelte';
import type { Contest, Interval, OptionAnswer, Projection } from '../../types';

type Shared = OptionAnswer & { share: Interval };

/** The options with a share, the largest first. */
export const largest = (projection: Projection, most: number): Shared[] =>
  projection.options
    .filter((own): own is Shared => own.share !== null)
    .sort((a, b) => b.share.estimate - a.share.estimate)
    .slice(0, most);

/** The share that the law asks for; nothing where it asks for none. */
export function thresholdOf(contest: Contest | undefined): number | undefined {
  const own = contest?.threshold;
  return own ? own[0] / own[1] : undefined;
}

/** A chance; at the ends it says no more than the draws can. */
export const chance = (own: number): string =>
  own > 0.999 ? `> ${percent(0.999)}` : own < 0.001 ? `< ${percent(0.001)}` : percent(own);
