/** Which reports of a station's story are told in full. */
import type { ReportView } from '../../types';

type Told = Pick<ReportView, 'id' | 'stage' | 'at' | 'verdict' | 'flags'>;

/** The newest of each kind, and what somebody still has to look at. */
export function toldInFull(reports: readonly Told[]): Set<string> {
  const newest = new Map<string, Told>();
  for (const own of reports) {
    const before = newest.get(own.stage);
    if (!before || own.at >= before.at) newest.set(own.stage, own);
  }
  const open = reports.filter((own) => own.verdict === 'open' && own.flags.length > 0);
  return new Set([...newest.values(), ...open].map((own) => own.id));
}
