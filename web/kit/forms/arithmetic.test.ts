import '../../phone/src/words';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { sentences } from '../sums';
import { speak } from '../words.svelte';
import { disagreements, figures, tally } from './arithmetic';
import { outlineOf } from './outline';
import type { Answers, Form } from './types';

const vectors = new URL('../../../crates/forms/tests/vectors/forms.json', import.meta.url);
const forms = JSON.parse(readFileSync(vectors, 'utf8')) as Form[];
const found = forms.find((own) => own.kind === 'protocol');
if (!found) throw new Error('no protocol');
const form = found;
const lines = figures(outlineOf(form));
const votes = lines.filter((own) => own.startsWith('votes.'));

/** A sheet that adds up: 412 voters. */
function sheet(change: Record<string, number> = {}): Answers {
  const sure: Record<string, number> = {
    registered: 900,
    issued: 412,
    cast: 412,
    invalid: 12,
    valid: 400,
    received: 500,
    unused: 88,
  };
  const share = Object.fromEntries(
    votes.map((own, i) => [own, i === 0 ? 400 - 50 * (votes.length - 1) : 50]),
  );
  const all = { ...sure, ...share, ...change };
  return Object.fromEntries(lines.map((own) => [own, { integer: all[own] ?? 0 }]));
}

test('a sheet that adds up has nothing to say', () => {
  expect(disagreements(form, sheet())).toEqual([]);
  const { hold, violated, wait } = tally(form, sheet());
  expect([hold > 0, violated, wait]).toEqual([true, 0, 0]);
});

test('figures that are not there yet, or that nobody knows, accuse nobody', () => {
  expect(disagreements(form, {})).toEqual([]);
  const unsure: Answers = { ...sheet(), valid: { absent: 'dont-know' } };
  expect(disagreements(form, unsure)).toEqual([]);
  expect(tally(form, unsure).wait).toBeGreaterThan(0);
});

describe('in words', () => {
  const wrong = sheet({ cast: 421 });
  const line = (id: string): string => String(lines.indexOf(id) + 1);

  beforeAll(() => speak(['en']));

  test('both sides with their figures, and the digits that were exchanged', () => {
    const said = disagreements(form, wrong)
      .flatMap((own) => sentences(own))
      .join('\n')
      .toLowerCase();
    expect(said).toContain(`line ${line('cast')} = 421`);
    expect(said).toContain('412');
    expect(said).toContain(`with 412 instead of 421 in line ${line('cast')} everything would fit.`);
  });

  test('many lines are said as a sum', () => {
    const said = disagreements(form, sheet({ [votes[1] ?? '']: 77 }))
      .flatMap((own) => sentences(own))
      .join('\n');
    const [first, last] = [line(votes[0] ?? ''), line(votes.at(-1) ?? '')];
    expect(said.toLowerCase()).toContain(`sum of lines ${first}–${last} = 427`);
    expect(said).toMatch(/Compare .* with the paper/);
  });

  test('in every language', async () => {
    for (const [language, word] of [
      ['ru', 'строк'],
      ['kk', 'жол'],
    ] as const) {
      await speak([language]);
      const said = disagreements(form, wrong)
        .flatMap((own) => sentences(own))
        .join('\n');
      expect(said).toContain(word);
      expect(said).not.toContain('⟦');
    }
  });
});
