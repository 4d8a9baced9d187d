import { describe, expect, test } from 'vitest';
import { restoring, type Copies } from './copies';

const copy = (name: string, entries: number | null, forgotten = false) => ({
  name,
  entries,
  time: 1,
  forgotten,
});
const told = (folder: string | null, copies: Copies['copies']): Copies => ({
  folder,
  every: 60,
  entries: 9,
  last: null,
  old: false,
  old_after: 86_400,
  now: { running: null, failed: null },
  copies,
});

describe('the way back from a copy', () => {
  // Protects whoever restores at night: the command names the newest copy that is of use.
  test('names the newest whole copy that holds nothing forgotten', () => {
    const copies = [copy('copy-9-3', null), copy('copy-8-2', 8), copy('copy-1-1', 3, true)];
    expect(restoring(told('/mnt/copies', copies)).fill).toBe(
      'sanaq restore --data mission /mnt/copies/copy-8-2',
    );
    expect(restoring(told('/mnt/copies', [])).fill).toContain('mission COPY');
    expect(restoring(undefined).fill).toContain('mission COPY');
  });

  test('keeps a folder with a space one word', () => {
    const fill = restoring(told("/mnt/asel's disk", [copy('copy-8-2', 8)])).fill;
    expect(fill).toBe(String.raw`sanaq restore --data mission '/mnt/asel'\''s disk/copy-8-2'`);
  });
});
