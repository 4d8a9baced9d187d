/** Sentences, from `words/APP-*.ftl`. A further language is a further file and no code. */
import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';
import { negotiateLanguages } from '@fluent/langneg';

/** Where an app's sentences are: a file of its own for each language. */
export type Sources = Record<string, () => Promise<string>>;

const shared: Sources = import.meta.glob<string>('../../words/kit-*.ftl', {
  query: '?raw',
  import: 'default',
});
let files: Sources = {};
const tag = (file: string): string => /\/[a-z]+-(.+)\.ftl$/.exec(file)?.[1] ?? '';

/** The tags of all languages that there are sentences in. */
export const languages: string[] = [];

/** Says where the sentences are. */
export function from(sources: Sources): void {
  files = sources;
  languages.splice(0, languages.length, ...Object.keys(files).map(tag));
}

/** Written from right to left. */
const RIGHT_TO_LEFT = ['ar', 'ckb', 'dv', 'fa', 'he', 'ps', 'sd', 'ug', 'ur', 'yi'];

interface Spoken {
  language: string;
  bundle: FluentBundle;
}

let spoken: Spoken | undefined = $state.raw();

/** For what the browser does itself: not every browser knows every language. */
let locales: string[] = $state.raw(['en']);

/** The language that is shown. */
export const language = (): string => spoken?.language ?? 'en';

async function textOf(sources: Sources, language: string): Promise<string> {
  const file = Object.keys(sources).find((own) => tag(own) === language) ?? '';
  return (await sources[file]?.()) ?? '';
}

/** Loads a language, the nearest that there is. */
export async function speak(wanted: readonly string[]): Promise<void> {
  const [found = 'en'] = negotiateLanguages(wanted, languages, {
    defaultLocale: 'en',
    strategy: 'lookup',
  });
  const rightToLeft = RIGHT_TO_LEFT.includes(found.split('-')[0] ?? '');
  // Marks of direction around what is put in are needed only where directions mix.
  const source = (await Promise.all([textOf(shared, found), textOf(files, found)])).join('\n');
  const like = /^numbers-like = (.+)$/m.exec(source)?.[1] ?? 'en';
  locales = [like, found];
  const bundle = new FluentBundle(locales, { useIsolating: rightToLeft });
  bundle.addResource(new FluentResource(source));
  spoken = { language: found, bundle };
  const page = globalThis.document?.documentElement;
  if (!page) return;
  page.lang = found;
  page.dir = rightToLeft ? 'rtl' : 'ltr';
}

/** Sentences of another file beside the app's own. What both name is the app's. */
export class Beside {
  private of = $state('');

  constructor(private readonly sources: Sources) {}

  /** Fetches those of the language that is shown. */
  fetch(): void {
    const own = spoken;
    if (!own || this.of === own.language) return;
    void textOf(this.sources, own.language).then((source) => {
      own.bundle.addResource(new FluentResource(source));
      this.of = own.language;
    });
  }

  /** Whether they can be said in the language that is shown. */
  get here(): boolean {
    return this.of === language();
  }
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

/** A number in the reader's digits; a minus is as wide as a plus. */
const digits = (number: number, style: Intl.NumberFormatOptions): string =>
  new Intl.NumberFormat(locales, style).format(number).replace('-', '−');

/** A number in the reader's digits. */
export const figure = (number: number): string => digits(number, {});

/** A difference: with its sign, but for none. */
export const signed = (number: number): string => digits(number, { signDisplay: 'exceptZero' });

/** A time of day of a moment (ms), on the clocks of a zone where one is said and known here. */
export function clockTime(at: number, zone?: string): string {
  const said = (more: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(locales, { timeStyle: 'short', ...more }).format(at);
  try {
    return said(zone === undefined ? {} : { timeZone: zone });
  } catch {
    return said({});
  }
}

/** A number with so many digits after the point. */
export const decimal = (number: number, places: number): string =>
  digits(number, { minimumFractionDigits: places, maximumFractionDigits: places });

/** A share of 1 in percent. */
export const percent = (share: number, places = 1): string =>
  digits(share, {
    style: 'percent',
    minimumFractionDigits: places,
    maximumFractionDigits: places,
  });

/**
 * A figure without marks of thousands and with a plain minus, as spreadsheets of the reader's
 * language read it; with `point`, as programs do. Other text stays.
 */
export function bare(text: string, point?: string): string {
  const parts = new Intl.NumberFormat(locales).formatToParts(12_345.6);
  const mark = (type: string): string => parts.find((own) => own.type === type)?.value ?? '';
  const [group, own] = [mark('group'), mark('decimal')];
  const joined = (group ? text.replaceAll(group, '') : text).replace('−', '-');
  const [, number, share] = /^([+-]?\d+(?:[.,]\d+)?)(\s?%)?$/.exec(joined) ?? [];
  if (number === undefined) return text;
  return number.replace(own, point ?? own) + (share === undefined ? '' : '%');
}

/** Texts in the reader's order. */
export const collator = (): Intl.Collator => new Intl.Collator(locales, { numeric: true });

/** A day and a time of a moment (ms). */
export function dayTime(at: number): string {
  const date = new Date(at);
  const values = { day: date.getDate(), month: date.getMonth() + 1, time: clockTime(at) };
  return t('day-time', values);
}

/** A moment (ms) as programs read it: ISO 8601 with this computer's distance from UTC. */
export function isoTime(at: number): string {
  const date = new Date(at);
  const off = -date.getTimezoneOffset();
  const two = (own: number): string => String(Math.trunc(Math.abs(own))).padStart(2, '0');
  const local = new Date(at + off * 60_000).toISOString().slice(0, 19);
  return `${local}${off < 0 ? '-' : '+'}${two(off / 60)}:${two(off % 60)}`;
}

/** How far off a moment is: "in 20 minutes". */
export function distance(at: number, now: number): string {
  const minutes = Math.round((at - now) / 60_000);
  const size = Math.abs(minutes);
  if (size === 0) return t('when-now');
  const hours = Math.round(size / 60);
  if (size < 60) return minutes < 0 ? t('minutes-ago', { n: size }) : t('in-minutes', { n: size });
  if (hours < 36) return minutes < 0 ? t('hours-ago', { n: hours }) : t('in-hours', { n: hours });
  const days = Math.round(hours / 24);
  return minutes < 0 ? t('days-ago', { n: days }) : t('in-days', { n: days });
}
