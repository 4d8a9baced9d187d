/** What a phone knows of its mission, after it asked again. */
import type { Reply } from '../../kit/api';
import type { Mission } from './records';

export type News = Pick<
  Mission,
  | 'observer'
  | 'drill'
  | 'example'
  | 'language'
  | 'mine'
  | 'forms'
  | 'recipients'
  | 'log'
  | 'day_clock'
>;

/** Nothing is known where nobody answered; where nothing has changed, that is known as of now. */
export function renewed(mission: Mission, reply: Reply<News>, now: number): Mission | undefined {
  if (!reply.ok && reply.status !== 304) return undefined;
  const known = { ...mission, told: now, clock: reply.clock ?? mission.clock };
  if (!reply.ok) return known;
  const { tag: _, ...rest } = known;
  // The key is the one that the phone joined with.
  const log = mission.log || reply.body.log;
  return { ...rest, ...reply.body, log, ...(reply.tag ? { tag: reply.tag } : {}) };
}
