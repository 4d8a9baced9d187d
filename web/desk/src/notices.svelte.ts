/** What was done, for as long as it can be taken back; and what went wrong. */
import type { Failure } from '../../kit/api';
import { t } from '../../kit/words.svelte';
import { REPEATED, meaning, sessionOver } from './failures';

/** Takes back what was done; whether that was recorded. */
export type Undo = () => Promise<boolean>;

export interface Notice {
  id: number;
  text: string;
  bad: boolean;
  undo?: Undo | undefined;
}

/** For so long a notice stays, and what it tells can be taken back (ms). */
export const PATIENCE = 20_000;

class Notices {
  all = $state.raw<readonly Notice[]>([]);
  /** What was done last, whether it can be taken back or not: never anything older. */
  last = $state.raw<{ id: number; text: string; undo?: Undo | undefined; at: number }>();
}

export const notices = new Notices();
let count = 0;

function put(text: string, bad: boolean, undo?: Undo): number {
  count += 1;
  const id = count;
  const others = notices.all.filter((own) => own.text !== text);
  notices.all = [...others.slice(-2), { id, text, bad, undo }];
  // What went wrong stays until something goes right, or another page is opened.
  if (!bad) setTimeout(() => drop(id), PATIENCE);
  return id;
}

const drop = (id: number): void => {
  notices.all = notices.all.filter((own) => own.id !== id);
};

/** What went wrong before says nothing about what is shown now. */
export function settled(): void {
  if (notices.all.some((own) => own.bad)) notices.all = notices.all.filter((own) => !own.bad);
}

/** The server has recorded something: what was done before it is not the last any more. */
export function changed(): void {
  settled();
  notices.last = { id: 0, text: '', at: Date.now() };
}

/** Something was done; with `undo` it can be taken back for a while. */
export function notify(text: string, undo?: Undo): void {
  settled();
  notices.last = { id: put(text, false, undo), text, undo, at: Date.now() };
}

/** Says something about which there is nothing to take back. */
export const tell = (text: string, bad = false): void => void put(text, bad);

export function complain(failure: Failure): void {
  // That the session is over is said at the door.
  if (failure.code === REPEATED.code || sessionOver(failure)) return;
  put(meaning(failure), true);
}

export function dismiss(id: number): void {
  drop(id);
  if (notices.last?.id === id) notices.last = undefined;
}

/** Takes back what a notice tells, and says so. */
export async function takeBack(own: { id: number; text: string; undo?: Undo | undefined }) {
  dismiss(own.id);
  if (!(await own.undo?.())) return;
  notices.last = undefined;
  put(t('taken-back', { what: own.text }), false);
}

/** Takes back what was done last, or says that it cannot be; whether there was anything. */
export function undoLast(): boolean {
  const own = notices.last;
  if (!own || Date.now() - own.at > PATIENCE) return false;
  if (own.undo) void takeBack(own);
  else put(own.text ? t('no-taking-back', { what: own.text }) : t('no-taking-back-last'), true);
  return true;
}

/** Nothing of it is anybody else's business. */
export function forgetNotices(): void {
  [notices.all, notices.last] = [[], undefined];
}
