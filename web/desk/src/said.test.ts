import { expect, test, vi } from 'vitest';
import { from, speak } from '../../kit/words.svelte';
import { say, sayWhere, saying } from './said';

const wrong = {
  key: 'said-import-other-kind',
  values: {
    found: { key: 'said-import-is-pdf', text: 'a PDF document' },
    wanted: { key: 'said-import-is-parquet', text: 'a Parquet file' },
  },
  text: 'found a PDF document, expected a Parquet file as the recipe says',
};

// Protects whoever reads no English: what the server says of a file is in their language, with its
// place and with the parts that have words of their own.
test('what is wrong with a file is said in the language of the page', async () => {
  expect(say(wrong), 'before the words are here').toBe(wrong.text);
  from(import.meta.glob<string>('../../../words/desk-*.ftl', { query: '?raw', import: 'default' }));
  await speak(['ru']);
  saying.fetch();
  await vi.waitUntil(() => saying.here);
  expect(say(wrong)).toBe('это документ PDF, а рецепт ждёт другого: файл Parquet');
  const cell = { key: 'said-import-sum', values: { total: '-4', most: 7 }, text: '' };
  expect(sayWhere({ ...cell, line: 3, column: 'Votes' })).toMatch(
    /^Строка 3, столбец «Votes»: сум/,
  );
  const later = { key: 'said-of-a-newer-server', text: 'found nothing' };
  expect(say(later), 'what this page does not know').toBe('found nothing');
});
