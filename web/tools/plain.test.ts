import { readFileSync, readdirSync } from 'node:fs';
import { FluentBundle, FluentResource } from '@fluent/bundle';
import { expect, test } from 'vitest';
import { plain } from './plain';

const folder = new URL('../../words/', import.meta.url);

test('without their comments files say the same', () => {
  const said = (text: string): string[] => {
    const bundle = new FluentBundle('en');
    expect(bundle.addResource(new FluentResource(text))).toEqual([]);
    return [...bundle._messages].map(([id, own]) => JSON.stringify([id, own]));
  };
  const files = readdirSync(folder).filter((name) => name.endsWith('.ftl'));
  expect(files.length).toBeGreaterThan(8);
  for (const name of files) {
    const text = readFileSync(new URL(name, folder), 'utf8');
    expect(said(plain(text)), name).toEqual(said(text));
    expect(plain(text), name).not.toMatch(/^#/m);
  }
});
