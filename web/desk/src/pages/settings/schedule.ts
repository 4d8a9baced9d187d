/** Deadlines and reminders as they are typed, and what is wrong with them before they are sent. */
import { minuteOf } from '../../minutes';
import { minuteTime } from '../../naming';
import type { Expected, Reminder, Way } from '../../types';

/** A deadline whose times are being typed. */
export interface Typed {
  id: string;
  form: string;
  from: string;
  due: string;
  grace: string;
  sample: boolean;
}

export const typedOf = (own: Expected): Typed => ({
  id: own.id,
  form: own.form,
  from: minuteTime(own.from),
  due: minuteTime(own.due),
  grace: String(own.grace),
  sample: own.sample_only ?? false,
});

export type Fault = 'no-name' | 'twice' | 'no-form' | 'no-times' | 'begins-late' | 'no-grace';

/** What is wrong with a deadline; nothing: it can be recorded. */
export function faultOf(own: Typed, all: readonly Typed[]): Fault | undefined {
  const [from, due] = [minuteOf(own.from), minuteOf(own.due)];
  if (own.id.trim() === '') return 'no-name';
  if (all.filter((one) => one.id.trim() === own.id.trim()).length > 1) return 'twice';
  if (own.form === '') return 'no-form';
  if (from === undefined || due === undefined) return 'no-times';
  if (from > due) return 'begins-late';
  return /^\d{1,4}$/.test(own.grace.trim()) ? undefined : 'no-grace';
}

/** As the office takes them; nothing while something is wrong. */
export function expectedOf(all: readonly Typed[]): Expected[] | undefined {
  if (all.some((own) => faultOf(own, all))) return undefined;
  return all.map((own) => ({
    id: own.id.trim(),
    form: own.form,
    due: minuteOf(own.due) ?? 0,
    grace: Number(own.grace),
    from: minuteOf(own.from) ?? 0,
    ...(own.sample ? { sample_only: true } : {}),
  }));
}

/** The most waves of a deadline. */
export const WAVES = 8;
export const WAYS: readonly Way[] = ['app', 'sms', 'call'];

export type RuleFault = 'no-text' | 'no-minutes';

/** What is wrong with the reminders of a deadline. */
export function ruleFault(rule: Reminder): RuleFault | undefined {
  if (rule.waves.some((own) => !Number.isInteger(own.after))) return 'no-minutes';
  const writes = rule.waves.some((own) => own.way !== 'call');
  return writes && Object.values(rule.texts).every((own) => own.trim() === '')
    ? 'no-text'
    : undefined;
}

/** The rules that say something, without empty texts. */
export const rulesOf = (all: readonly Reminder[]): Reminder[] =>
  all
    .filter((own) => own.waves.length > 0)
    .map((own) => ({
      ...own,
      texts: Object.fromEntries(Object.entries(own.texts).filter(([, text]) => text.trim() !== '')),
    }));
