/** Columns of the table of all stations. */
import { collator, dayTime, figure, isoTime, t } from '../../../../kit/words.svelte';
import { flagName, inDay, stageMark, stageName } from '../../naming';
import { once, type Column } from '../../parts/columns';
import { link } from '../../route.svelte';
import type { Stations } from '../../stations';
import { ranks } from '../../table';

const number = (own: number | null | undefined): string => (own == null ? '–' : figure(own));

const bits = (set: number): number => {
  let count = 0;
  for (let rest = set; rest !== 0; rest &= rest - 1) count += 1;
  return count;
};

// words: missing-closed missing-refused missing-no-network missing-insecurity
// words: missing-not-reached missing-no-observer
// words: protocol-accepted protocol-verified protocol-contested protocol-flagged
// words: protocol-unverified protocol-no-figures
export function columnsOf(own: Stations): Column[] {
  const compare = collator().compare;
  const areas = once(() => ranks(own.areas, compare));
  return [
    {
      id: 'code',
      label: t('station'),
      width: 6,
      text: (row) => own.codes[row] ?? '',
      keys: once(() => ranks(own.codes, compare)),
      href: (row) => link(['stations', own.codes[row] ?? '']),
    },
    {
      id: 'area',
      label: t('area'),
      width: 14.5,
      text: (row) => own.areaOf(row).replaceAll('/', ' / '),
      keys: once(() => Uint32Array.from(own.area, (area) => areas()[area] ?? 0)),
    },
    {
      id: 'registered',
      label: t('registered'),
      width: 6,
      end: true,
      text: (row) => number(own.registered[row]),
      keys: once(() => own.registered.map((n) => n ?? -1)),
    },
    {
      id: 'stages',
      label: t('stages'),
      width: 8,
      text: (row) => inDay(own.stagesOf(row)).map(stageMark).join(' '),
      full: (row) => inDay(own.stagesOf(row)).map(stageName).join(', '),
      keys: once(() => Uint8Array.from(own.day.stages, bits)),
    },
    {
      id: 'observers',
      label: t('observers'),
      width: 6.2,
      end: true,
      text: (row) => figure(own.day.observers[row] ?? 0),
      keys: () => own.day.observers,
    },
    {
      id: 'reports',
      label: t('reports'),
      width: 5.5,
      end: true,
      text: (row) => figure(own.day.reports[row] ?? 0),
      keys: () => own.day.reports,
    },
    {
      id: 'latest',
      label: t('latest'),
      width: 8,
      text: (row) => {
        const at = own.day.latest[row] ?? 0;
        return at === 0 ? '' : dayTime(at * 1000);
      },
      value: (row) => {
        const at = own.day.latest[row] ?? 0;
        return at === 0 ? '' : isoTime(at * 1000);
      },
      keys: () => own.day.latest,
    },
    {
      id: 'voters',
      label: t('head-count'),
      width: 6.5,
      end: true,
      text: (row) => number(own.day.voters[row]),
      keys: once(() => own.day.voters.map((n) => n ?? -1)),
    },
    {
      id: 'protocol',
      label: t('stage-protocol'),
      width: 7.5,
      text: (row) => {
        const how = own.protocolOf(row);
        return how === 'none' ? '' : t(`protocol-${how}`);
      },
      keys: () => own.day.protocol,
      tone: (row) => (['contested', 'flagged'].includes(own.protocolOf(row)) ? 'warn' : ''),
    },
    {
      id: 'official',
      label: t('page-official'),
      width: 7,
      text: (row) => {
        const how = own.officialOf(row);
        return how === 'none' ? '' : t(`stands-${how}`);
      },
      keys: () => own.day.official,
      tone: (row) => (own.officialOf(row) === 'differs' ? 'warn' : ''),
    },
    {
      id: 'worth',
      label: t('votes-apart'),
      width: 7,
      end: true,
      text: (row) => (own.day.worth[row] ? figure(own.day.worth[row] ?? 0) : ''),
      keys: () => own.day.worth,
    },
    {
      id: 'sampled',
      label: t('sample'),
      width: 8,
      text: (row) => {
        const why = own.missingOf(row);
        if (why) return t(`missing-${why}`);
        return own.day.sampled[row] ? t('sampled') : '';
      },
      keys: once(() => own.day.sampled.map((yes, row) => 2 * yes + (own.day.missing[row] ? 1 : 0))),
    },
    {
      id: 'flags',
      label: t('flags'),
      width: 19,
      text: (row) => own.flagsOf(row).map(flagName).join(', '),
      keys: once(() => Uint8Array.from(own.day.flags, bits)),
      tone: () => 'warn',
    },
    {
      id: 'placed',
      label: t('place-known'),
      width: 5,
      text: (row) => (own.placed[row] ? t('yes') : t('no')),
      keys: () => own.placed,
    },
  ];
}
