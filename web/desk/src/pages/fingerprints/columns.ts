/** Columns of the stations that carry an anomaly. */
import { decimal, figure, percent, t } from '../../../../kit/words.svelte';
import { once, type Column } from '../../parts/columns';
import { link } from '../../route.svelte';
import { ranks } from '../../table';
import type { Fingerprint } from '../official/types';

const share = (own: number | null): string => (own === null ? '–' : percent(own));

export function columnsOf(
  stations: Fingerprint['stations'],
  reasons: readonly (readonly string[])[],
): Column[] {
  const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  const thousandths = (of: (row: number) => number | null): (() => ArrayLike<number>) =>
    once(() => stations.map((_, row) => Math.round((of(row) ?? -1) * 100_000)));
  return [
    {
      id: 'station',
      label: t('station'),
      width: 9,
      text: (row) => stations[row]?.station ?? '',
      keys: once(() =>
        ranks(
          stations.map((own) => own.station),
          compare,
        ),
      ),
      href: (row) => link(['stations', stations[row]?.station ?? '']),
    },
    {
      id: 'area',
      label: t('area'),
      width: 14,
      text: (row) => stations[row]?.area.replaceAll('/', ' / ') ?? '',
      keys: once(() =>
        ranks(
          stations.map((own) => own.area),
          compare,
        ),
      ),
    },
    {
      id: 'score',
      label: t('score'),
      width: 6,
      end: true,
      text: (row) => decimal(stations[row]?.score ?? 0, 1),
      keys: thousandths((row) => stations[row]?.score ?? 0),
    },
    {
      id: 'turnout',
      label: t('turnout'),
      width: 6,
      end: true,
      text: (row) => share(stations[row]?.turnout ?? null),
      keys: thousandths((row) => stations[row]?.turnout ?? null),
    },
    {
      id: 'share',
      label: t('share'),
      width: 6,
      end: true,
      text: (row) => share(stations[row]?.share ?? null),
      keys: thousandths((row) => stations[row]?.share ?? null),
    },
    {
      id: 'excess',
      label: t('excess'),
      width: 8,
      end: true,
      text: (row) => {
        const own = stations[row]?.excess ?? null;
        return own === null ? '–' : figure(Math.round(own));
      },
      keys: once(() => stations.map((own) => Math.round(own.excess ?? -1))),
    },
    {
      id: 'why',
      label: t('fingerprints-why'),
      width: 30,
      text: (row) => (reasons[row] ?? []).join('; '),
      keys: once(() => stations.map((own) => own.reasons.length)),
    },
  ];
}
