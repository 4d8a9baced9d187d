import '../phone/src/words';
import { expect, test } from 'vitest';
import {
  bare,
  clockTime,
  dayTime,
  distance,
  figure,
  isoTime,
  percent,
  signed,
  speak,
} from './words.svelte';

const at = new Date(2026, 10, 5, 7, 5).getTime();

test('times are said in each language, without the browser knowing it', async () => {
  const said: Record<string, [string, string]> = {
    en: ['5 Nov, 07:05', '20 minutes ago'],
    ru: ['05.11, 07:05', '20 минут назад'],
    kk: ['05.11, 07:05', '20 минут бұрын'],
  };
  for (const [language, [day, ago]] of Object.entries(said)) {
    await speak([language]);
    expect(dayTime(at)).toBe(day);
    expect(distance(at, at + 1_200_000)).toBe(ago);
    // Never 66 minutes beside 2 hours.
    expect(distance(at, at + 3_960_000)).not.toContain('66');
    for (const minutes of [-5_000, -100, -1, 0, 1, 100, 5_000]) {
      expect(distance(at + minutes * 60_000, at)).not.toContain('⟦');
    }
  }
});

test('a time is told on the clocks of the place that it is about', async () => {
  await speak(['en']);
  const opens = Date.UTC(2021, 0, 10, 1, 0);
  expect(clockTime(opens, 'Asia/Almaty')).toMatch(/^0?7:00/);
  expect(clockTime(opens, 'Asia/Oral')).toMatch(/^0?6:00/);
  // A zone that this browser does not know is no reason to show nothing.
  expect(clockTime(opens, 'Nowhere/Atlantis')).toBe(clockTime(opens));
});

// Protects whoever opens a saved table next year or in another zone.
test('a moment that is taken away says its year and its zone', () => {
  expect(isoTime(at)).toMatch(/^2026-11-05T07:05:00[+-]\d\d:\d\d$/);
  for (const own of [at, at + 86_399_000, 0]) expect(Date.parse(isoTime(own))).toBe(own);
});

test('figures read well, and leave for a spreadsheet as it reads them', async () => {
  const said = {
    en: ['−80,422', '+1,264', '0', '−54.1%'],
    ru: ['−80\u00a0422', '+1\u00a0264', '0', '−54,1\u00a0%'],
  };
  for (const [language, all] of Object.entries(said)) {
    await speak([language]);
    expect([figure(-80_422), signed(1_264), signed(0), percent(-0.541)]).toEqual(all);
    expect(all.map((own) => bare(own, '.'))).toEqual(['-80422', '+1264', '0', '-54.1%']);
    expect(bare(all[3] ?? '')).toBe(language === 'en' ? '-54.1%' : '-54,1%');
  }
  for (const text of ['0017', 'o-18', '7, 12', '09:40', 'Region 01 / District 01', '']) {
    expect(bare(text, '.')).toBe(text);
  }
});
