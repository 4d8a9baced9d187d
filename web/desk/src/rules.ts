/** A rule of the protocol that does not hold, in words, with the form's own labels. */
import { disagreements, figures, type Disagreement, type Side } from '../../kit/forms/arithmetic';
import { outlineOf } from '../../kit/forms/outline';
import { say, type Answers, type Form } from '../../kit/forms/types';
import { said, sentenceCase, side, type Lines } from '../../kit/sums';
import { figure, language, t } from '../../kit/words.svelte';

/** What the server says of a rule: its text, and what its sides come to. */
export interface Rule {
  check: string;
  left: number;
  right: number;
}

/** The rule in words; as the election's file has it, where the form does not explain it. */
export function ruleWords(form: Form | undefined, answers: Answers, rule: Rule): string {
  const own = form && found(form, answers, rule);
  if (!own) {
    const { check, left, right } = rule;
    return t('said-rule', { check, left: figure(left), right: figure(right) });
  }
  const outline = outlineOf(form);
  const list = figures(outline);
  const label = (line: number): string => {
    const name = list[line - 1] ?? '';
    return say(outline.questions.get(name)?.question.label, language()) || name;
  };
  const lines: Lines = {
    one: (line) => t('rule-line', { label: label(line) }),
    sum: (from, to) => t('rule-lines', { from: label(from), to: label(to) }),
  };
  const swap = own.swap
    ? t('rule-swap', {
        line: label(own.swap.line),
        from: figure(own.swap.from),
        to: figure(own.swap.to),
      })
    : '';
  return `${sentence(own, lines)} ${swap}`.trim();
}

const SUM = 'sum(options)';

/** The questions that a rule of the election's file is about: `cast = valid + invalid`. */
function asked(check: string, questions: readonly string[]): Set<string> {
  const named = check.replaceAll(SUM, ' ').match(/[\p{L}\d][\p{L}\d._-]*/gu) ?? [];
  const known = named.flatMap((own) =>
    questions.filter((name) => [own, `line.${own}`, `votes.${own}`].includes(name)),
  );
  const votes = check.includes(SUM) ? questions.filter((name) => name.startsWith('votes.')) : [];
  return new Set([...known, ...votes]);
}

/** The form's note that is about the rule: it compares the same questions, and they come to the same. */
function found(form: Form, answers: Answers, rule: Rule): Disagreement | undefined {
  const list = figures(outlineOf(form));
  const wanted = [...asked(rule.check, list)].sort().join();
  return disagreements(form, answers).find(({ left, right }) => {
    const terms = [...left.terms, ...right.terms];
    const names = new Set(terms.map((own) => list[own.line - 1] ?? ''));
    const same = [...names].sort().join() === wanted;
    return same && left.total === rule.left && right.total === rule.right;
  });
}

const alone = (own: Side): boolean =>
  own.terms.length === 1 && own.terms[0]?.times === 1 && own.constant === 0;

function sentence(own: Disagreement, lines: Lines): string {
  const { left, right, should } = own;
  const [sum, line] = alone(left) ? [right, left] : [left, right];
  if (should !== '=' || !alone(line)) return said(own, lines);
  return sentenceCase(
    t('rule-sum', {
      sum: side(sum, lines),
      makes: figure(sum.total),
      line: side(line, lines),
      says: figure(line.total),
    }),
  );
}
