/** How things are called in the reader's language: lists, forms, areas, flags. */
import { say, type Texts } from '../../kit/forms/types';
import { language, t } from '../../kit/words.svelte';
import { contestNow, contests } from './contests';
import type { Option } from './types';

export const names = (texts: Texts | undefined): string => say(texts, language());

/** A contest by its name; by its identifier too where another has the same. */
export function contestName(id: string): string {
  const all = contests();
  const name = names(all.find((own) => own.id === id)?.name) || id;
  const alone = all.every((own) => own.id === id || names(own.name) !== name);
  return alone ? name : `${name} (${id})`;
}

/** Those of the contest that is looked at go before: another may have some of the same names. */
const options = (): Option[] => [contestNow(), ...contests()].flatMap((own) => own?.options ?? []);

/** An option by its name; its identifier where nothing is known of it. */
export const optionName = (id: string): string =>
  names(options().find((own) => own.id === id)?.name) || id;

/** One order of lists everywhere: by votes; the ballot's order where they have as many or none. */
export function byVotes<T extends { id: string }>(
  all: readonly T[],
  votes: (own: T) => number | null,
): T[] {
  const place = new Map(options().map((own, i) => [own.id, i]));
  const at = (own: T): number => place.get(own.id) ?? place.size;
  return [...all].sort((a, b) => (votes(b) ?? 0) - (votes(a) ?? 0) || at(a) - at(b));
}

/** What is short enough for narrow places. */
export const optionShort = (id: string): string =>
  options().find((own) => own.id === id)?.short ?? optionName(id);

/** Colours that people who see few colours tell apart; the election's own go before. */
const COLOURS = ['--c1', '--c2', '--c3', '--c4', '--c5', '--c6', '--c7', '--c8'];

const MIXES = globalThis.CSS?.supports('color', 'color-mix(in srgb, red, red)') ?? true;

export function optionColour(id: string): string {
  const all = options();
  const at = all.findIndex((own) => own.id === id);
  const own = all[at]?.color;
  if (!own) return `var(${COLOURS[Math.max(0, at) % COLOURS.length]})`;
  // A list's own colour is lighter where the page is dark and the browser can mix.
  return MIXES ? `color-mix(in srgb, ${own}, white var(--lighter))` : own;
}

// words: flag-hard-rule flag-soft-rule flag-fault flag-over-register flag-other-register
// words: flag-turnout-falls flag-pace flag-distance flag-clock flag-photo-reused
// words: flag-photo-alike flag-disagree flag-unknown-sender flag-revoked flag-unknown-station
// words: flag-not-deployed flag-locked flag-late flag-same-text flag-changed
// words: flag-foreign-correction flag-unknown-form flag-old-version flag-withheld
// words: flag-other-reading flag-sheet-fault
export const flagName = (kind: string): string => t(`flag-${kind}`);

// words: stage-opening stage-voting stage-counting stage-tabulation stage-turnout
// words: stage-protocol stage-incident stage-other
export const stageName = (kind: string): string => t(`stage-${kind}`);

// words: mark-opening mark-voting mark-counting mark-tabulation mark-turnout
// words: mark-protocol mark-incident mark-other
/** Two letters for a stage, where many stand side by side. */
export const stageMark = (kind: string): string => t(`mark-${kind}`);

const DAY = 'opening voting turnout counting protocol tabulation incident other'.split(' ');
/** Stages in the order of the day. */
export const inDay = <T extends string>(stages: readonly T[]): T[] =>
  [...stages].sort((a, b) => DAY.indexOf(a) - DAY.indexOf(b));

// words: verdict-open verdict-verified verdict-rejected verdict-call-back
export const verdictName = (verdict: string): string => t(`verdict-${verdict}`);

/** The last part of an area's path. */
export const areaName = (path: string): string => path.split('/').at(-1) ?? '';

/** A minute of election day as the clock shows it; after midnight it goes on. */
export function minuteTime(minute: number): string {
  const [hour, rest] = [Math.floor(minute / 60), minute % 60];
  return `${String(hour).padStart(2, '0')}:${String(rest).padStart(2, '0')}`;
}
