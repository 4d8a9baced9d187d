/**
 * A filed report is never changed: what corrects it is a report of its own, which begins with what
 * was said. What was sealed cannot be opened here; it goes along as it is.
 */
import { newId } from '../../kit/bytes';
import { repetition, type Repeats } from '../../kit/forms/flow';
import { outlineOf } from '../../kit/forms/outline';
import { placeOf, type Answers, type Form } from '../../kit/forms/types';
import { app } from './app.svelte';
import { begin, edit, file } from './drafts';
import { COMMENT, STATION, type Draft, type Filed, type Mine } from './records';

type Told = Mine['reports'][number];

/** A report as this phone knows it: filed here, or only told by the mission. */
export interface Known {
  id: string;
  filed: Filed | undefined;
  told: Told | undefined;
  form: { form: Form; clear: string[] } | undefined;
}

export function known(id: string): Known {
  const filed = app.filed.find((own) => own.id === id);
  const told = app.mission?.mine?.reports.find((own) => own.id === id);
  const name = filed?.body.form ?? told?.form;
  const form = app.mission?.forms.find((own) => own.form.id === name);
  return { id, filed, told, form };
}

/** What was filed here in place of a report. */
export const correctionOf = (id: string): Filed | undefined =>
  app.filed.find((own) => own.body.corrects === id);

/** What the mission asks back and was not answered from this phone. */
export const askedBack = (): Told[] =>
  (app.mission?.mine?.reports ?? []).filter(
    (own) => own.asked_back !== null && correctionOf(own.id) === undefined,
  );

/** Whether a form has no question for own words, so that an answer brings them beside. */
export const wantsWords = (form: Form): boolean => !outlineOf(form).questions.has(COMMENT);

/** The draft of a report's correction. */
export const correctionBegun = (id: string): Draft | undefined =>
  app.drafts.find((draft) => draft.corrects === id);

/** A draft with what a report said, to be filed in its place, with own words where there are some. */
export async function correct(own: Known, remark = ''): Promise<Draft | undefined> {
  const open = correctionBegun(own.id);
  if (open && wantsWords(open.form) && remark !== wordsOf(open))
    await edit(open.id, (draft) => said(draft, remark));
  if (open || !own.form) return open;
  const { form, clear } = own.form;
  const { answers, more } = again(own, form);
  return begin(form, clear, { ...answers, ...written(remark) }, more);
}

/** The same once more: the mission has asked, and it is right as it stands. */
export async function confirm(own: Known, remark = ''): Promise<void> {
  if (!own.form || !own.filed) return;
  const { form, clear } = own.form;
  const { answers, more } = again(own, form);
  await file((await begin(form, clear, { ...answers, ...written(remark) }, more)).id);
}

const written = (remark: string): Answers =>
  remark.trim() ? { [COMMENT]: { text: remark.trim() } } : {};

/** The own words in a draft. */
export function wordsOf(draft: Draft | undefined): string {
  const answer = draft?.answers[COMMENT];
  return answer && 'text' in answer ? answer.text : '';
}

function said(draft: Draft, remark: string): Draft {
  const { [COMMENT]: _, ...answers } = draft.answers;
  return { ...draft, answers: { ...answers, ...written(remark) } };
}

function again(own: Known, form: Form): { answers: Answers; more: Partial<Draft> } {
  const { filed, told } = own;
  const station = filed?.body.station ?? told?.station ?? '';
  const answers: Answers = {
    ...(station ? { [STATION]: { text: station } } : {}),
    ...filed?.body.answers,
  };
  const body = filed?.body;
  const before = {
    sealed: body?.sealed ?? [],
    photos: body?.photos ?? [],
    parts: filed?.parts ?? [],
  };
  const places = [...Object.keys(answers), ...[...before.sealed, ...before.photos].map(placed)];
  const more: Partial<Draft> = {
    id: newId(),
    corrects: own.id,
    before,
    repeats: repeatsOf(form, places),
    ...(filed ? { drill: filed.body.drill ?? false } : {}),
    ...(filed?.help ? { help: true as const } : {}),
  };
  return { answers, more };
}

const placed = ({ place }: { place: string }): string => place;

/** How often each repeated group was filled in. */
export function repeatsOf(form: Form, places: readonly string[]): Repeats {
  const outline = outlineOf(form);
  const found: Repeats = {};
  for (const { question, at } of places.map(placeOf)) {
    const groups = outline.questions.get(question)?.repeats ?? [];
    groups.slice(0, at.length).forEach((group, depth) => {
      const name = repetition(group, at.slice(0, depth));
      found[name] = Math.max(found[name] ?? 0, at[depth] ?? 0);
    });
  }
  return found;
}
