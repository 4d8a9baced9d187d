/** What all screens share: whether the phone is open, and the records that it keeps. */
import { say } from '../../kit/forms/types';
import { ROUNDS, failed, newLock, opened, unlock, type Lock } from '../../kit/lock';
import {
  Box,
  Full,
  openStore,
  readExample,
  readLock,
  wipe,
  writeLock,
  type Db,
} from '../../kit/store';
import { language, t } from '../../kit/words.svelte';
import { shown } from './clock';
import type { Draft, Filed, Mission, Tap } from './records';

export type Stage = 'starting' | 'new' | 'locked' | 'joining' | 'open' | 'gone';

class App {
  stage = $state<Stage>('starting');
  mission = $state.raw<Mission>();
  drafts = $state.raw<readonly Draft[]>([]);
  filed = $state.raw<readonly Filed[]>([]);
  taps = $state.raw<readonly Tap[]>([]);
  /** What went wrong, in words; shown until it is dismissed. */
  trouble = $state('');
  /** Whether the mission is made up, as far as this phone was ever told. */
  example = $state(false);
  /** Changes of drafts that are on the screen and not kept yet. */
  keeping = $state(0);
  /** The code that this phone is to join with. */
  code = $state('');
  db: Db | undefined;
  box: Box | undefined;
  lock: Lock | undefined;
}

export const app = new App();

/** Other tabs: something changed, or everything is gone. */
const others = new BroadcastChannel('pages');
others.onmessage = ({ data }: MessageEvent<unknown>): void => {
  if (data === 'gone') gone();
  else void reread();
};
export const tell = (): void => others.postMessage('changed');

function gone(): void {
  app.box = undefined;
  app.mission = undefined;
  [app.drafts, app.filed, app.taps] = [[], [], []];
  app.stage = 'gone';
}

export async function start(): Promise<void> {
  app.db = await openStore(gone);
  app.lock = await readLock(app.db);
  app.example = await readExample(app.db);
  app.stage = app.lock ? 'locked' : 'new';
}

/** Says what went wrong; the device being full is said in words of its own. */
export function complain(error: unknown): void {
  app.trouble =
    error instanceof Full ? t('full') : t('trouble', { detail: (error as Error).message });
}

/** The first PIN: from here on everything is kept under it. */
export async function setPin(pin: string, code: string): Promise<void> {
  if (!app.db) return;
  const { lock, key } = await newLock(pin, ROUNDS);
  const box = new Box(app.db, key);
  await box.put('code', code);
  await writeLock(app.db, lock);
  [app.lock, app.box, app.code] = [lock, box, code];
  app.stage = 'joining';
  void navigator.storage?.persist?.();
}

/** Whether the PIN was right. */
export async function openWith(pin: string): Promise<boolean> {
  if (!app.db) return false;
  // Another tab may have counted attempts meanwhile.
  const lock = (await readLock(app.db)) ?? app.lock;
  if (!lock || lock.until > Date.now()) return false;
  const key = await unlock(lock, pin);
  app.lock = key ? opened(lock) : failed(lock, Date.now());
  // A full phone must open all the same.
  if (!key || lock.tries > 0) await writeLock(app.db, app.lock).catch(() => undefined);
  if (!key) return false;
  app.box = new Box(app.db, key);
  app.mission = await app.box.get<Mission>('mission');
  app.code = (await app.box.get<string>('code')) ?? '';
  await reread();
  app.stage = app.mission ? 'open' : 'joining';
  return true;
}

export function lockNow(): void {
  app.box = undefined;
  app.mission = undefined;
  [app.drafts, app.filed, app.taps, app.trouble] = [[], [], [], ''];
  app.stage = app.lock ? 'locked' : 'new';
}

export async function wipeAll(): Promise<void> {
  const db = app.db;
  gone();
  others.postMessage('gone');
  if (db) await wipe(db);
}

let changes = 0;
const pending = new Set<Promise<unknown>>();

/** A change that is being kept: until it is, what is read anew does not have it. */
export function noted<T>(work: Promise<T>): Promise<T> {
  changes += 1;
  pending.add(work);
  const over = (): boolean => pending.delete(work);
  work.then(over, over);
  return work;
}

/** Reads again what another tab may have changed. What is changed here meanwhile is newer. */
export async function reread(): Promise<void> {
  const { box } = app;
  for (let tries = 0; box && tries < 5; tries += 1) {
    while (pending.size > 0) await Promise.allSettled(pending);
    const before = changes;
    const [mission, drafts, filed, taps] = await Promise.all([
      box.get<Mission>('mission'),
      box.list<Draft>('draft/'),
      box.list<Filed>('report/'),
      box.list<Tap>('tap/'),
    ]);
    if (box !== app.box) return;
    if (before !== changes) continue;
    app.mission = mission;
    app.drafts = drafts.sort((a, b) => b.touched - a.touched);
    app.filed = filed.sort((a, b) => b.made - a.made);
    app.taps = taps;
    return;
  }
}

/** Where the observer is: chosen, or the first post. */
export const stationNow = (): string =>
  app.mission?.station || app.mission?.mine?.posts[0]?.station || '';

/** What a form of the mission is called; its id where the mission has it no more. */
export const formTitle = (id: string): string =>
  say(app.mission?.forms.find(({ form }) => form.id === id)?.form.title, language()) || id;

/** What time it is for the observer (ms): by this phone's clock, or by that of an example. */
export const dayNow = (own = Date.now()): number =>
  shown(app.mission?.day_clock, app.mission?.told ?? 0, own);
