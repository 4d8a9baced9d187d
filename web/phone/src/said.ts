/** Questions and answers as an observer reads them again. */
import { choicesOf, say, type Answer, type Form, type Question } from '../../kit/forms/types';
import { figure, language, t } from '../../kit/words.svelte';
import { codeOf, type Asking } from './progress';
import type { Filed } from './records';
import { address } from './route.svelte';

export const asks = (question: Question): string => say(question.label, language()) || question.id;

/** What a step asks, and in which repetition. */
export function labelOf({ question, place }: Pick<Asking, 'question' | 'place'>): string {
  return place.at.length > 0 ? `${asks(question)} (${place.at.join('.')})` : asks(question);
}

/** Where a question of a draft is answered. */
export const linkTo = (draft: string, step: Asking): string => address('form', draft, codeOf(step));

// words: dont-know not-allowed not-applicable
/** An answer as it was given. */
export function answered(form: Form, question: Question, answer: Answer): string {
  const choice = (id: string): string =>
    say(choicesOf(form, question).find((own) => own.id === id)?.label, language()) || id;
  if ('choices' in answer) return answer.choices.map(choice).join(', ');
  if ('choice' in answer)
    return question.ask === 'acknowledge' ? t('read-it') : choice(answer.choice);
  if ('integer' in answer) return figure(answer.integer);
  if ('absent' in answer) return t(answer.absent);
  if ('file' in answer) return t('photo-alt');
  if ('location' in answer) {
    const metres = Math.round((answer.location.accuracy ?? 0) / 100);
    return t('located', { metres: figure(metres) });
  }
  return Object.values(answer).join('');
}

/** What a report is called. */
export const titleOf = (own: Filed): string =>
  own.help ? t('help-call') : say(own.title, language());
