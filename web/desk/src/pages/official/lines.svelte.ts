/** How a line of a protocol is called: a list by its name, all others as the protocol form says. */
import { desk } from '../../desk.svelte';
import { formOf, labelOf } from '../../forms.svelte';
import type { Form } from '../../../../kit/forms/types';
import { optionName } from '../../naming';

class Lines {
  form = $state.raw<Form>();
}

const lines = new Lines();

export function lineName(line: string): string {
  if (line.startsWith('votes.')) return optionName(line.slice('votes.'.length));
  const own = desk.mission?.contests[0]?.form;
  if (own && !lines.form) void formOf(own).then((form) => (lines.form = form));
  return labelOf(lines.form, line);
}
