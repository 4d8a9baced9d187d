/** Words as apps carry them: comments are for whoever translates. */
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

/** A file of words without its comments and empty lines. */
export const plain = (text: string): string =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .join('\n') + '\n';

export function plainWords(): Plugin {
  return {
    name: 'plain-words',
    enforce: 'pre',
    load(id) {
      const [file = '', query] = id.split('?');
      if (!file.endsWith('.ftl') || query !== 'raw') return null;
      return `export default ${JSON.stringify(plain(readFileSync(file, 'utf8')))};`;
    },
  };
}
