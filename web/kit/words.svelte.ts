/** Sentences, from `words/phone-*.ftl`. A further language is a further file and no code. */
import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';
import { negotiateLanguages } from '@fluent/langneg';

const files = import.meta.glob<string>('../../words/phone-*.ftl', {
  query: '?raw',
  import: 'default',
});
const tag = (file: string): string => /phone-(.+)\.ftl$/.exec(file)?.[1] ?? '';

/** The tags of all languages that there are sentences in. */
export const languages: readonly string[] = Object.keys(files).map(tag);

/** Written from right to left. */
const RIGHT_TO_LEFT = ['ar', 'ckb', 'dv', 'fa', 'he', 'ps', 'sd', 'ug', 'ur', 'yi'];

interface Spoken {
  language: string;
  bundle: FluentBundle;
}

let spoken: Spoken | undefined = $state.raw();

/** The language that is shown. */
export const language = (): string => spoken?.language ?? 'en';

/** Loads a language, the nearest that there is. */
export async function speak(wanted: readonly string[]): Promise<void> {
  const [found = 'en'] = negotiateLanguages(wanted, languages, {
    defaultLocale: 'en',
    strategy: 'lookup',
  });
  const file = Object.keys(files).find((own) => tag(own) === found) ?? '';
  const rightToLeft = RIGHT_TO_LEFT.includes(found.split('-')[0] ?? '');
  // Marks of direction around what is put in are needed only where directions mix.
  const bundle = new FluentBundle(found, { useIsolating: rightToLeft });
  bundle.addResource(new FluentResource((await files[file]?.()) ?? ''));
  spoken = { language: found, bundle };
  const page = globalThis.document?.documentElement;
  if (!page) return;
  page.lang = found;
  page.dir = rightToLeft ? 'rtl' : 'ltr';
}

/** A sentence. One that is missing shows its name; a check keeps that from happening. */
export function t(key: string, values?: Record<string, FluentVariable>): string {
  const pattern = spoken?.bundle.getMessage(key)?.value;
  return pattern && spoken ? spoken.bundle.formatPattern(pattern, values) : `⟦${key}⟧`;
}

/** What a language calls itself. */
export function nameOf(language: string): string {
  try {
    return new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;
  } catch {
    return language;
  }
}

/** A number in the reader's digits. */
export const figure = (number: number): string => new Intl.NumberFormat(language()).format(number);

/** A time of day of a moment (ms). */
export const clockTime = (at: number): string =>
  new Intl.DateTimeFormat(language(), { timeStyle: 'short' }).format(at);

/** A day and a time of a moment (ms). */
export const dayTime = (at: number): string =>
  new Intl.DateTimeFormat(language(), {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  }).format(at);

/** How far off a moment is: "in 20 minutes". */
export function distance(at: number, now: number): string {
  const minutes = Math.round((at - now) / 60_000);
  const words = new Intl.RelativeTimeFormat(language(), { numeric: 'auto' });
  if (Math.abs(minutes) < 90) return words.format(minutes, 'minute');
  const hours = Math.round(minutes / 60);
  return Math.abs(hours) < 36
    ? words.format(hours, 'hour')
    : words.format(Math.round(hours / 24), 'day');
}
