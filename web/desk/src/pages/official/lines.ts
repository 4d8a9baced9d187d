/** How a line of a protocol is called: a list by its name, all others as the protocol form says. */
import { contestNow } from '../../contests';
import { formNow, labelOf } from '../../forms.svelte';
import { optionName } from '../../naming';

export const lineName = (line: string): string =>
  line.startsWith('votes.')
    ? optionName(line.slice('votes.'.length))
    : labelOf(formNow(contestNow()?.form), line);
