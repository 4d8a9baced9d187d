/** What the server says of a file or a request, in the words of words/said-*.ftl. */
import { Beside, t } from '../../kit/words.svelte';

/** A sentence, or a part of one, by its name and what stands in it. */
export interface Said {
  key: string;
  values?: Record<string, string | number | Said>;
  /** In English. */
  text: string;
}

/** A sentence and its place in a file. */
export interface Told extends Said {
  line?: number;
  column?: string;
}

/** The server's words. */
export const saying = new Beside(
  import.meta.glob<string>('../../../words/said-*.ftl', { query: '?raw', import: 'default' }),
);

/** A sentence in the reader's language; in English before its words are here. */
export function say(told: Said): string {
  const values = Object.entries(told.values ?? {}).map(([name, own]) => [
    name,
    typeof own === 'object' ? say(own) : own,
  ]);
  const own = saying.here ? t(told.key, Object.fromEntries(values)) : '';
  return own === '' || own.includes('⟦') ? told.text : own;
}

/** A sentence with its place in the file. */
export function sayWhere({ line, column, ...told }: Told): string {
  const places = [
    ...(line === undefined ? [] : [t('line-n', { n: line })]),
    ...(column === undefined ? [] : [t('column-n', { name: column })]),
  ];
  return [places.join(', '), say(told)].filter(Boolean).join(': ');
}
