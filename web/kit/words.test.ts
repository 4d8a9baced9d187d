import '../phone/src/words';
import { expect, test } from 'vitest';
import { dayTime, distance, speak } from './words.svelte';

const at = new Date(2026, 10, 5, 7, 5).getTime();

test('times are said in each language, without the browser knowing it', async () => {
  const said: Record<string, [string, string]> = {
    en: ['5 Nov, 7:05', '20 minutes ago'],
    ru: ['05.11, 07:05', '20 минут назад'],
    kk: ['05.11, 07:05', '20 минут бұрын'],
  };
  for (const [language, [day, ago]] of Object.entries(said)) {
    await speak([language]);
    expect(dayTime(at)).toContain(day);
    expect(distance(at, at + 1_200_000)).toBe(ago);
    for (const minutes of [-5_000, -100, -1, 0, 1, 100, 5_000]) {
      expect(distance(at + minutes * 60_000, at)).not.toContain('⟦');
    }
  }
});
