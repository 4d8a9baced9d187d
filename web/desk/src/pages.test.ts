import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { pages } from './pages';
import type { Right } from './types';

/** What each role may, as docs/office.md has it. */
function rights(role: string): Right[] {
  const office = readFileSync(new URL('../../../docs/office.md', import.meta.url), 'utf8');
  const line = office.split('\n').find((own) => own.startsWith(`| ${role} |`));
  return (line?.split('|')[2] ?? '').split(',').map((own) => own.trim() as Right);
}
const seen = (own: readonly Right[]): string[] =>
  pages
    .filter((page) => page.rights.length === 0 || page.rights.some((right) => own.includes(right)))
    .map((page) => page.id);

describe('the pages', () => {
  // Protects whoever works by keyboard: a letter leads to one page.
  test('have a letter of their own each', () => {
    expect(new Set(pages.map((page) => page.key)).size).toBe(pages.length);
    expect(new Set(pages.map((page) => page.id)).size).toBe(pages.length);
  });

  // Protects double entry and people: what a role may not see is not in its menu.
  test('are shown by role', () => {
    expect(seen(rights('clerk'))).toEqual(['transcribe', 'settings']);
    expect(seen(rights('coordinator'))).not.toContain('transcribe');
    expect(seen(rights('coordinator'))).toEqual(
      expect.arrayContaining(['repairs', 'sheets', 'incidents', 'result', 'history', 'plan']),
    );
    const analyst = seen(rights('analyst'));
    for (const page of ['repairs', 'sheets', 'incidents', 'plan'])
      expect(analyst).not.toContain(page);
    expect(seen(rights('security officer'))).toEqual(
      expect.arrayContaining(['incidents', 'history']),
    );
  });
});
