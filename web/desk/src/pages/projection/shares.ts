/** What is taken from a projection for its charts. */
import { percent } from '../../../../kit/words.svelte';
import { majorityOf } from '../../charts/scale';
import { byVotes } from '../../naming';
import type { Contest, Interval, OptionAnswer, Projection } from '../../types';

type Shared = OptionAnswer & { share: Interval };

/** The options with a share, the largest first. */
export const largest = (projection: Projection, most: number): Shared[] =>
  byVotes(
    projection.options.filter((own): own is Shared => own.share !== null),
    (own) => own.share.estimate,
  ).slice(0, most);

/** In which part of the draws a list has a majority of the seats; nothing where none are drawn. */
export function majorityChance(option: OptionAnswer, seats: number): number | undefined {
  if (!option.seats || seats <= 0) return undefined;
  const draws = Object.entries(option.seats.distribution);
  const enough = draws.filter(([own]) => Number(own) >= majorityOf(seats));
  return enough.reduce((sum, [, part]) => sum + part, 0);
}

/** The share that the law asks for; nothing where it asks for none. */
export function thresholdOf(contest: Contest | undefined): number | undefined {
  const own = contest?.threshold;
  return own ? own[0] / own[1] : undefined;
}

/** A chance; at the ends it says no more than the draws can. */
export const chance = (own: number): string =>
  own > 0.999 ? `> ${percent(0.999)}` : own < 0.001 ? `< ${percent(0.001)}` : percent(own);
