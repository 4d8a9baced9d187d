/** What was decided, in words. */
import { t } from '../../../../kit/words.svelte';
import type { TrailRow } from '../../types';

/** Of a drill it says so: the trail is one for both, and what is decided in it holds in it. */
export function decided({ decision, drill }: TrailRow): string {
  if (!decision) return drill ? t('drill-title') : '';
  const said = wordOf(decision);
  return drill ? `${said} (${t('drill-title')})` : said;
}

// words: verdict-open verdict-verified verdict-rejected verdict-call-back
// words: outcome-reached outcome-no-answer outcome-unreachable
function wordOf(decision: NonNullable<TrailRow['decision']>): string {
  if ('verdict' in decision) return t(`verdict-${decision.verdict}`);
  if ('missing' in decision)
    return decision.missing === null ? t('missing-end') : t(`missing-${decision.missing}`);
  if ('repair' in decision) return t(`repair-${decision.repair}`);
  return t(`outcome-${decision.call}`);
}
