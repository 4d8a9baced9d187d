/** Drafts: begun, kept after every answer, thrown away, filed. */
import { newId, type Bytes } from '../../kit/bytes';
import type { Answers, Form } from '../../kit/forms/types';
import { app, dayNow, noted, reread, stationNow, tell } from './app.svelte';
import { make } from './filing';
import { STATION, type Draft } from './records';

/** A fresh draft of a form, kept at once. */
export async function begin(
  form: Form,
  clear: string[],
  answers: Answers = {},
  more: Partial<Draft> = {},
): Promise<Draft> {
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
    ...more,
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

/** The form's own draft, which is no correction. */
export const draftOf = (form: string): Draft | undefined =>
  app.drafts.find((own) => own.form.id === form && !own.corrects && !own.help);

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
