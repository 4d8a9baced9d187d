/** Voters counted by tap: each tap is a record of its own, so that none is lost and two tabs add up. */
import { hex, random } from '../../kit/bytes';
import { app, noted, stationNow, tell } from './app.svelte';
import type { Tap } from './records';

export const tapsHere = (): Tap[] => app.taps.filter((tap) => tap.station === stationNow());

/** Counts a voter. Only what is kept is shown: the number on the screen survives whatever comes. */
export async function tap(now: number): Promise<void> {
  const { box } = app;
  if (!box) return;
  const name = `tap/${String(now).padStart(15, '0')}-${hex(random(3))}`;
  const own: Tap = { name, station: stationNow(), at: now };
  await noted(box.put(name, own));
  if (!app.taps.some((other) => other.name === name)) app.taps = [...app.taps, own];
  tell();
}

/** Takes the last voter back. */
export async function untap(): Promise<void> {
  const last = tapsHere().at(-1);
  if (!last) return;
  if (app.box) await noted(app.box.change({ remove: [last.name] }));
  app.taps = app.taps.filter((other) => other.name !== last.name);
  tell();
}
