/** "I need help now": an incident that says where and when by itself, and nothing else yet. */
import { choicesOf, type Answers, type Question } from '../../kit/forms/types';
import { outlineOf } from '../../kit/forms/outline';
import { shownTime } from '../../kit/forms/moment';
import { app, dayNow } from './app.svelte';
import { begin, file } from './drafts';
import type { Mission } from './records';

const HELP = 'help-now';
/** When it happened, in the incident forms that come with the program. */
const WHEN = 'happened-at';

type Own = Mission['forms'][number];

export const incidentForm = (): Own | undefined =>
  app.mission?.forms.find(({ form }) => form.kind === 'incident');

/** What the mission's incident form can say of a call for help; nothing where it knows none. */
export function helpAnswers({ form }: Own, now: Date): Answers | undefined {
  const answers: Answers = {};
  const { nodes, questions } = outlineOf(form);
  const asks = (question: Question): string | undefined =>
    choicesOf(form, question).find((choice) => choice.id === HELP)?.attributes?.['group'];
  const found = nodes.find(
    ({ question, repeats }) =>
      repeats.length === 0 && choicesOf(form, question).some((choice) => choice.id === HELP),
  );
  if (!found) return undefined;
  const { question } = found;
  answers[question.id] = { choice: HELP };
  const [group, around] = [asks(question), `${question.id}-group`];
  if (group !== undefined && questions.has(around)) answers[around] = { choice: group };
  if (questions.get(WHEN)?.question.ask === 'time') {
    answers[WHEN] = { time: shownTime(now.getHours() * 3600 + now.getMinutes() * 60) };
  }
  return answers;
}

/** Whether one gesture is enough. */
export function canCall(): boolean {
  const own = incidentForm();
  return own !== undefined && helpAnswers(own, new Date()) !== undefined;
}

/** Files the call; its id. */
export async function call(): Promise<string | undefined> {
  const own = incidentForm();
  const answers = own && helpAnswers(own, new Date(dayNow()));
  if (!own || !answers) return undefined;
  const draft = await begin(own.form, own.clear, answers, { help: true });
  await file(draft.id);
  return draft.id;
}
