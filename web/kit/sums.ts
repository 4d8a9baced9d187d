/** The arithmetic of a protocol in words. */
import type { Disagreement, Side } from './forms/arithmetic';
import { say } from './forms/types';
import { figure, language, t } from './words.svelte';

type Term = Side['terms'][number];

/** A line by its name and number: "Valid ballots (line 5)". */
function lineName({ line, name }: Term): string {
  const said = say(name, language());
  return said
    ? t('line-named', { name: said, line: figure(line) })
    : t('line-short', { line: figure(line) });
}

/** A side as people say it: its lines by name and number, "sum of lines 13–18". */
function side({ terms, constant }: Side): string {
  const parts: { negative: boolean; text: string }[] = [];
  for (let i = 0; i < terms.length; i += 1) {
    const first = terms[i];
    if (!first) break;
    let last = i;
    const follows = (at: number): boolean =>
      terms[at]?.line === first.line + (at - i) && terms[at]?.times === first.times;
    while (follows(last + 1)) last += 1;
    if (last - i >= 2) {
      const to = figure(first.line + last - i);
      parts.push(term(first.times, t('lines-sum', { from: figure(first.line), to })));
      i = last;
    } else {
      parts.push(term(first.times, lineName(first)));
    }
  }
  if (constant !== 0 || parts.length === 0)
    parts.push(term(Math.sign(constant) || 1, figure(Math.abs(constant))));
  return parts
    .map(
      ({ negative, text }, i) =>
        (i === 0 ? (negative ? '−' : '') : negative ? ' − ' : ' + ') + text,
    )
    .join('');
}

const term = (times: number, text: string): { negative: boolean; text: string } => ({
  negative: times < 0,
  text: Math.abs(times) === 1 ? text : `${figure(Math.abs(times))} × ${text}`,
});

/** What is wrong, where to look, and what would mend it. */
export function sentences({ should, left, right, lines, swap }: Disagreement): string[] {
  const values = {
    left: side(left),
    leftTotal: figure(left.total),
    right: side(right),
    rightTotal: figure(right.total),
  };
  const said =
    should === '='
      ? t('sum-equal', values)
      : should === '<='
        ? t('sum-high', values)
        : t('sum-low', values);
  const named = lines.length > 6 ? `${figure(lines[0] ?? 0)}–${figure(lines.at(-1) ?? 0)}` : '';
  const each = lines.map((line) => t('line-short', { line: figure(line) }));
  const list = each.join(', ');
  const look = t('sum-check', { lines: named ? t('line-short', { line: named }) : list });
  const mend = swap
    ? [t('sum-swap', { line: figure(swap.line), from: figure(swap.from), to: figure(swap.to) })]
    : [];
  const first = said.charAt(0).toLocaleUpperCase(language()) + said.slice(1);
  return [first, ...(mend.length > 0 ? mend : [look]), t('sum-paper')];
}
