/** What is taken from a projection for its charts. */
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
