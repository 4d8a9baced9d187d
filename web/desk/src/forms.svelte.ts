/** The mission's forms, each read once. */
import { untrack } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import { outlineOf } from '../../kit/forms/outline';
import type { Answer, Form, Question } from '../../kit/forms/types';
import { choicesOf, placeOf } from '../../kit/forms/types';
import { clockTime, decimal, figure, t } from '../../kit/words.svelte';
import { call, desk } from './desk.svelte';
import { minuteTime, names, stageName } from './naming';

const known = new Map<string, Promise<Form | undefined>>();
/** Those that have been read. */
const forms = new SvelteMap<string, Form>();
const keyOf = (id: string, version: string): string => `${id} ${version}`;

/** A version of a form; without a version the newest. */
export function formOf(id: string, version = ''): Promise<Form | undefined> {
  const key = keyOf(id, version);
  const before = known.get(key);
  if (before) return before;
  const query = version ? `?version=${encodeURIComponent(version)}` : '';
  const path = `/api/desk/forms/${encodeURIComponent(id)}/json${query}`;
  const read = call<Form>('GET', path).then((reply) => {
    if (reply.ok) {
      forms.set(key, reply.body);
      return reply.body;
    }
    known.delete(key);
    return undefined;
  });
  known.set(key, read);
  return read;
}

/** The same for what is shown: nothing until it has been read. */
export function formNow(id: string | undefined, version = ''): Form | undefined {
  if (id === undefined) return undefined;
  const own = forms.get(keyOf(id, version));
  if (!own) untrack(() => void formOf(id, version));
  return own;
}

/** A deadline as people say it: what is due and when. Its own name until its form is known. */
export function deadlineName(id: string): string {
  const own = desk.mission?.schedule?.expected.find((one) => one.id === id);
  if (!own) return id;
  const form = formNow(own.form);
  return form ? `${stageName(form.kind)}, ${minuteTime(own.due)}` : id;
}

/** A choice of a question as people read it. */
export function choiceName(form: Form | undefined, question: string, id: string): string {
  const own = form && questionsOf(form).find((one) => one.id === question);
  const found = own && form && choicesOf(form, own).find((one) => one.id === id);
  return names(found?.label) || id;
}

/** The questions of a form in their order. */
export const questionsOf = (form: Form): Question[] =>
  outlineOf(form).nodes.map((node) => node.question);

/** What a question asks, in the reader's language. */
export function labelOf(form: Form | undefined, place: string): string {
  const { question, at } = placeOf(place);
  const own = form && questionsOf(form).find((one) => one.id === question);
  // Own words that no question asks for: crates/desk/src/decide/filing.rs.
  const text = names(own?.label) || (question === 'comment' ? t('own-words') : question);
  return at.length > 0 ? `${text} (${at.join('.')})` : text;
}

// words: dont-know not-allowed not-applicable
/** An answer as a person reads it. */
export function answerText(form: Form | undefined, place: string, answer: Answer): string {
  const { question } = placeOf(place);
  const choice = (id: string): string => choiceName(form, question, id);
  if ('choice' in answer) return choice(answer.choice);
  if ('choices' in answer) return answer.choices.map(choice).join(', ');
  if ('integer' in answer) return figure(answer.integer);
  if ('absent' in answer) return t(answer.absent);
  if ('sealed' in answer) return t('sealed');
  if ('file' in answer) return t('photo');
  if ('moment' in answer) return clockTime(Date.parse(answer.moment));
  if ('location' in answer)
    return `${decimal(answer.location.latitude, 5)}, ${decimal(answer.location.longitude, 5)}`;
  const [value = ''] = Object.values(answer) as string[];
  return value;
}
