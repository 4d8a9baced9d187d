/** What a reader must know, in the words of the printed report (words/estimate-*.ftl). */
import { Beside, decimal, percent, t } from '../../../../kit/words.svelte';
import { optionName } from '../../naming';
import type { Projection, Remark } from '../../types';

/** The report's words. */
export const remarkWords = new Beside(
  import.meta.glob<string>('../../../../../words/estimate-*.ftl', {
    query: '?raw',
    import: 'default',
  }),
);

const SHARES = ['voters', 'part', 'chance'];
const DECIMALS = ['late', 'unseen'];
const OPTIONS = ['option', 'first', 'second'];

/** A remark as it goes on after a colon. */
export function remarkText({ code, ...figures }: Remark): string {
  const about = code === 'no-winner' ? OPTIONS : ['option'];
  const values = Object.entries(figures).map(([name, value]) => {
    if (typeof value === 'number' && SHARES.includes(name)) return [name, percent(value)];
    if (typeof value === 'number' && DECIMALS.includes(name)) return [name, decimal(value, 2)];
    if (about.includes(name)) return [name, optionName(String(value))];
    return [name, value];
  });
  return t(`remark-${code}`, Object.fromEntries(values) as Record<string, string>);
}

/** What keeps a projection from being published, the weightiest first. */
const UNFIT = ['no-sample-list', 'no-column', 'few-arrived', 'unseen-strata'];

/** Why it cannot be published yet; nothing where the server does not say. */
export const unfitFor = (remarks: Projection['remarks']): Remark | undefined =>
  remarks.refusal ??
  UNFIT.map((code) => remarks.warnings.find((own) => own.code === code)).find((own) => own);
