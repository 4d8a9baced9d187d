/** The arithmetic of a protocol in words. */
import type { Disagreement, Side } from './forms/arithmetic';
import { figure, language, t } from './words.svelte';

/** How lines are called: by their numbers, beside a sheet; by what they say, elsewhere. */
export interface Lines {
  one: (line: number) => string;
  sum: (from: number, to: number) => string;
}
const numbered: Lines = {
  one: (line) => t('line-short', { line: figure(line) }),
  sum: (from, to) => t('lines-sum', { from: figure(from), to: figure(to) }),
};

/** A side as people say it: "line 2 + line 3", "sum of lines 13–18". */
export function side({ terms, constant }: Side, lines: Lines): string {
  const parts: { negative: boolean; text: string }[] = [];
  for (let i = 0; i < terms.length; i += 1) {
    const first = terms[i];
    if (!first) break;
    let last = i;
    const follows = (at: number): boolean =>
      terms[at]?.line === first.line + (at - i) && terms[at]?.times === first.times;
    while (follows(last + 1)) last += 1;
    if (last - i >= 2) {
      parts.push(term(first.times, lines.sum(first.line, first.line + last - i)));
      i = last;
    } else {
      parts.push(term(first.times, lines.one(first.line)));
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

/** What does not hold: "line 2 + line 3 = 782, but line 1 = 772". */
export function said({ should, left, right }: Disagreement, lines: Lines = numbered): string {
  const values = {
    left: side(left, lines),
    leftTotal: figure(left.total),
    right: side(right, lines),
    rightTotal: figure(right.total),
  };
  const words =
    should === '='
      ? t('sum-equal', values)
      : should === '<='
        ? t('sum-high', values)
        : t('sum-low', values);
  return sentenceCase(words);
}

export const sentenceCase = (text: string): string =>
  text.charAt(0).toLocaleUpperCase(language()) + text.slice(1);

/** What is wrong, where to look, and what would mend it. */
export function sentences(own: Disagreement): string[] {
  const { lines, swap } = own;
  const named = lines.length > 6 ? `${figure(lines[0] ?? 0)}–${figure(lines.at(-1) ?? 0)}` : '';
  const list = lines.map(numbered.one).join(', ');
  const look = t('sum-check', { lines: named ? t('line-short', { line: named }) : list });
  const mend = swap
    ? [t('sum-swap', { line: figure(swap.line), from: figure(swap.from), to: figure(swap.to) })]
    : [];
  return [said(own), ...(mend.length > 0 ? mend : [look]), t('sum-paper')];
}
