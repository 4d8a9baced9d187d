/** Whoever reviews reads a broken rule as people say it, with the form's own labels. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Answers, Form } from '../../kit/forms/types';
import { speak } from '../../kit/words.svelte';
import { ruleWords } from './rules';
import './words';

const vectors = new URL('../../../crates/forms/tests/vectors/forms.json', import.meta.url);
const forms = JSON.parse(readFileSync(vectors, 'utf8')) as Form[];
const form = forms.find((own) => own.id === 'protocol-majilis-lists');

const answers = (change: Record<string, number>): Answers => {
  const votes = { 'nur-otan': 300, 'ak-zhol': 50, qhp: 30, auyl: 15, adal: 5 };
  const all = {
    ...{ registered: 900, issued: 412, cast: 412, invalid: 12, valid: 400 },
    ...Object.fromEntries(Object.entries(votes).map(([id, own]) => [`votes.${id}`, own])),
    ...change,
  };
  return Object.fromEntries(Object.entries(all).map(([id, own]) => [id, { integer: own }]));
};
const rule = (check: string, left: number, right: number) => ({ check, left, right });

describe('rules in words', () => {
  beforeAll(() => speak(['en']));

  test('a sum, what the sheet says instead, and which digits were exchanged', () => {
    const said = ruleWords(form, answers({ cast: 421 }), rule('cast = valid + invalid', 421, 412));
    expect(said).toBe(
      '«Valid ballots» + «Invalid ballots» = 412, the sheet says 421 in «Ballots found in the boxes». ' +
        'With 412 instead of 421 in «Ballots found in the boxes» everything would fit: look at the photo.',
    );
  });

  test('all lists are a sum', () => {
    const own = answers({ 'votes.adal': 6 });
    const said = ruleWords(form, own, rule('valid = sum(options)', 400, 401));
    expect(said).toBe('Sum of «Nur Otan» to «Adal» = 401, the sheet says 400 in «Valid ballots».');
  });

  test('what must not be more', () => {
    const said = ruleWords(form, answers({ issued: 410 }), rule('cast <= issued', 412, 410));
    expect(said).toContain('«Ballots found in the boxes» = 412, more than');
    expect(said).toContain('«Ballots issued to voters» = 410');
  });

  test('each rule has its own sentence where two with the same figures do not hold', () => {
    const own = answers({ valid: 500 });
    expect(ruleWords(form, own, rule('cast = valid + invalid', 412, 512))).toContain('512');
    expect(ruleWords(form, own, rule('valid = sum(options)', 500, 400))).toContain('Nur Otan');
  });

  test('a rule that the form does not explain stands as it is written', () => {
    const other = rule('a = b', 7_000, 8);
    for (const own of [undefined, form])
      expect(ruleWords(own, answers({}), other)).toBe('a = b: 7,000 against 8');
  });

  test('in every language, with its own labels', async () => {
    for (const [language, label] of [
      ['ru', 'Бюллетен'],
      ['kk', 'бюллетень'],
    ] as const) {
      await speak([language]);
      const own = answers({ cast: 421 });
      const said = ruleWords(form, own, rule('cast = valid + invalid', 421, 412));
      expect(said).toContain(label);
      expect(said).not.toMatch(/⟦|valid/);
    }
  });
});
