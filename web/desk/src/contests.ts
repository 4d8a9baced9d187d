/** Which contest and which sample are looked at, where a mission has several: the address says. */
import { desk } from './desk.svelte';
import { asked } from './route.svelte';
import type { Contest } from './types';

export const contests = (): Contest[] => desk.mission?.contests ?? [];

/** The contest that is looked at; the first where the address names none. */
export const contestNow = (): Contest | undefined =>
  contests().find((own) => own.id === asked('contest')) ?? contests()[0];

/** The contest as the server is asked for it: nothing where there is no other. */
export const contestAsked = (): string => (contests().length > 1 ? (contestNow()?.id ?? '') : '');

/** The sample as the server is asked for it: nothing where there is no other. */
export function sampleAsked(): string {
  const all = desk.mission?.samples ?? [];
  const own = all.find((one) => one.name === asked('sample')) ?? all[0];
  return all.length > 1 ? (own?.name ?? '') : '';
}
