/** The mission's forms, each read once. */
import { outlineOf } from '../../kit/forms/outline';
import type { Answer, Form, Question } from '../../kit/forms/types';
import { choicesOf, placeOf } from '../../kit/forms/types';
import { clockTime, decimal, figure, t } from '../../kit/words.svelte';
import { call } from './desk.svelte';
import { names } from './naming';

const known = new Map<string, Promise<Form | undefined>>();

/** A version of a form; without a version the newest. */
export function formOf(id: string, version = ''): Promise<Form | undefined> {
  const key = `${id} ${version}`;
  const before = known.get(key);
  if (before) return before;
  const query = version ? `?version=${encodeURIComponent(version)}` : '';
  const path = `/api/desk/forms/${encodeURIComponent(id)}/json${query}`;
  const read = call<Form>('GET', path).then((reply) => {
    if (reply.ok) return reply.body;
    known.delete(key);
    return undefined;
  });
  known.set(key, read);
  return read;
}

/** The questions of a form in their order. */
export const questionsOf = (form: Form): Question[] =>
  outlineOf(form).nodes.map((node) => node.question);

/** What a question asks, in the reader's language. */
export function labelOf(form: Form | undefined, place: string): string {
  const { question, at } = placeOf(place);
  const own = form && questionsOf(form).find((one) => one.id === question);
  const text = names(own?.label) || question;
  return at.length > 0 ? `${text} (${at.join('.')})` : text;
}

// words: dont-know not-allowed not-applicable
/** An answer as a person reads it. */
export function answerText(form: Form | undefined, place: string, answer: Answer): string {
  const { question } = placeOf(place);
  const own = form && questionsOf(form).find((one) => one.id === question);
  const choice = (id: string): string => {
    const found = own && form && choicesOf(form, own).find((one) => one.id === id);
    return names(found?.label) || id;
  };
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
