/** What all screens share: whether the phone is open, and the records that it keeps. */
import { newId, type Bytes } from '../../kit/bytes';
import type { Answers, Form } from '../../kit/forms/types';
import { choicesOf } from '../../kit/forms/types';
import { ROUNDS, failed, newLock, opened, unlock, type Lock } from '../../kit/lock';
import { Box, Full, openStore, readLock, wipe, writeLock, type Db } from '../../kit/store';
import { t } from '../../kit/words.svelte';
import { shown } from './clock';
import { STATION, make } from './filing';
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

/** What time it is for the observer (ms): by this phone's clock, or by that of an example. */
export const dayNow = (own = Date.now()): number =>
  shown(app.mission?.day_clock, app.mission?.told ?? 0, own);

/** A fresh draft of a form, kept at once. */
export async function begin(form: Form, clear: string[], answers: Answers = {}): Promise<Draft> {
  const now = dayNow();
  const station = stationNow();
  const known: Answers = station ? { [STATION]: { text: station } } : {};
  const draft: Draft = {
    id: newId(),
    form,
    clear,
    answers: { ...known, ...answers },
    repeats: {},
    step: '',
    begun: now,
    touched: Date.now(),
    drill: app.mission?.drill ?? false,
  };
  if (app.box) await noted(app.box.put(`draft/${draft.id}`, draft));
  app.drafts = [draft, ...app.drafts];
  tell();
  return draft;
}

/** Changes of drafts are made one after another. */
let queue: Promise<unknown> = Promise.resolve();

/** One tab at a time, where the browser can say so. */
const alone = <T>(name: string, work: () => Promise<T>): Promise<T> =>
  navigator.locks ? (navigator.locks.request(name, work) as Promise<T>) : work();

/**
 * Changes a draft: on the screen at once, then where it is kept, as it stands there now: another
 * tab may have changed it too. Photos that it has no more go.
 */
export function edit(
  id: string,
  change: (draft: Draft) => Draft,
  photo: Record<string, Bytes> = {},
): Promise<void> {
  const shown = app.drafts.find((own) => own.id === id);
  const { box } = app;
  if (!shown || !box) return Promise.resolve();
  app.drafts = [touched(change(shown)), ...app.drafts.filter((own) => own.id !== id)];
  const save = async (): Promise<void> => {
    const before = (await box.get<Draft>(`draft/${id}`)) ?? shown;
    const own = touched(change(before));
    const kept = [...photosOf(own), ...app.filed.flatMap((one) => one.parts.map(partName))];
    const gone = photosOf(before).filter((name) => !kept.includes(name));
    // Filed from another tab meanwhile: then there is no draft any more.
    const whole = { put: { [`draft/${id}`]: own }, bytes: photo, remove: gone };
    await box.change({ ...whole, unless: `report/${id}` });
    tell();
  };
  app.keeping += 1;
  const work = queue.then(() => alone(`draft/${id}`, save)).finally(() => (app.keeping -= 1));
  queue = work.catch(() => undefined);
  return noted(work);
}

const touched = (draft: Draft): Draft => ({ ...draft, touched: Date.now() });

const partName = (part: { blob: string }): string => `blob/${part.blob}`;

const photosOf = (draft: Draft): string[] =>
  Object.values(draft.answers).flatMap((answer) =>
    'file' in answer ? [`blob/${answer.file}`] : [],
  );

export async function throwAway(draft: Draft): Promise<void> {
  await queue;
  if (app.box) await noted(app.box.change({ remove: [`draft/${draft.id}`, ...photosOf(draft)] }));
  app.drafts = app.drafts.filter((other) => other.id !== draft.id);
  tell();
}

/** Files a draft: report, photos and the draft's end are one change. */
export async function file(id: string): Promise<void> {
  await queue;
  const { box, mission } = app;
  const draft = app.drafts.find((own) => own.id === id);
  if (!box || !mission || !draft) return;
  const photo = (hash: string): Promise<Bytes | undefined> => box.bytes(`blob/${hash}`);
  const { filed, blobs } = await make(draft, mission.recipients, photo, new Date(dayNow()));
  const bytes = Object.fromEntries(
    Object.entries(blobs).map(([hash, content]) => [`blob/${hash}`, content]),
  );
  const stale = photosOf(draft).filter((name) => !(name in bytes));
  await box.change({
    put: { [`report/${filed.id}`]: filed },
    bytes,
    remove: [`draft/${draft.id}`, ...stale],
    unless: `report/${filed.id}`,
  });
  await reread();
  tell();
}

/** The incident form with the choice "I need help now", where the mission's form has it. */
export function helpDraft(): { form: Form; clear: string[]; answers: Answers } | undefined {
  const own = app.mission?.forms.find(({ form }) => form.kind === 'incident');
  if (!own) return undefined;
  const answers: Answers = {};
  for (const item of own.form.items) {
    for (const inner of 'group' in item ? item.group.items : [item]) {
      if (!('question' in inner) || typeof inner.question.ask === 'string') continue;
      if (!('one' in inner.question.ask)) continue;
      const choice = choicesOf(own.form, inner.question).find((one) => one.id === 'help-now');
      if (!choice) continue;
      answers[inner.question.id] = { choice: choice.id };
      const group = choice.attributes?.['group'];
      if (group) answers[`${inner.question.id}-group`] = { choice: group };
    }
  }
  return Object.keys(answers).length > 0 ? { ...own, answers } : undefined;
}
