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

export type Fault = 'no-form' | 'no-times' | 'begins-late' | 'no-grace';

/** What is wrong with a deadline; nothing: it can be recorded. */
export function faultOf(own: Typed): Fault | undefined {
  const [from, due] = [minuteOf(own.from), minuteOf(own.due)];
  if (own.form === '') return 'no-form';
  if (from === undefined || due === undefined) return 'no-times';
  if (from > due) return 'begins-late';
  return /^\d{1,4}$/.test(own.grace.trim()) ? undefined : 'no-grace';
}

/** A name for a new deadline, which nobody has to think of: its form and its minute. */
function freshId(own: Typed, taken: Set<string>): string {
  const base = `${own.form}-${minuteOf(own.due) ?? 0}`;
  let id = base;
  for (let n = 2; taken.has(id); n += 1) id = `${base}-${n}`;
  taken.add(id);
  return id;
}

/** As the office takes them; nothing while something is wrong. */
export function expectedOf(all: readonly Typed[]): Expected[] | undefined {
  if (all.some(faultOf)) return undefined;
  const taken = new Set(all.map((own) => own.id));
  return all.map((own) => ({
    id: own.id || freshId(own, taken),
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
