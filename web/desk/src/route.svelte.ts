/**
 * Which page is shown and which part of it: what stands after `#` in the address, so that every
 * view and every filter is a link.
 */
import { mayLeave } from './unsaved.svelte';

let place = $state(location.hash);
addEventListener('hashchange', () => void moved());

/** Whoever has unsaved changes here is asked before the page is another. */
async function moved(): Promise<void> {
  if (location.hash === place) return;
  if (await mayLeave()) place = location.hash;
  else history.replaceState(null, '', place || '#/');
}

const split = (hash: string): [string, string] => {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  return [path, query];
};

/** The parts of the path: `#/stations/0017` is `stations` and `0017`. */
export const route = (): string[] =>
  split(place)[0].split('/').filter(Boolean).map(decodeURIComponent);

/** A part of the query; nothing: empty. */
export const asked = (name: string): string => new URLSearchParams(split(place)[1]).get(name) ?? '';

/** The address of a page. What is empty is left out. */
export function link(path: readonly string[], query: Record<string, string> = {}): string {
  const kept = Object.entries(query).filter(([, value]) => value !== '');
  const text = new URLSearchParams(kept).toString();
  return `#/${path.map(encodeURIComponent).join('/')}${text ? `?${text}` : ''}`;
}

export function go(path: readonly string[], query: Record<string, string> = {}): void {
  location.hash = link(path, query);
}

/** Changes parts of the query, without a step in "back". */
export function put(changes: Record<string, string>): void {
  const query = Object.fromEntries(new URLSearchParams(split(place)[1]));
  history.replaceState(null, '', link(route(), { ...query, ...changes }));
  place = location.hash;
}
