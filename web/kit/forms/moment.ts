/** Dates and times of day as an observer writes them: local, without a clock behind them. */

/** Year, month and day, as they are written. */
export type Day = readonly [string, string, string];

export interface Moment {
  date: Day;
  seconds: number;
  /** Minutes east of UTC. */
  offset: number | undefined;
}

export function readDate(text: string): Day | undefined {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text.trim());
  if (!found) return undefined;
  const [, year = '', month = '', day = ''] = found;
  const date = new Date(Date.UTC(2000, 0, 1));
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  const exists = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  return exists && Number(year) > 0 ? [year, month, day] : undefined;
}

/** Days since 1 January 1970. */
export function daysOf([year, month, day]: Day): number {
  const date = new Date(Date.UTC(2000, 0, 1));
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  return date.getTime() / 86_400_000;
}

const TIME = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d*)?)?(Z|[+-]\d{2}(?::?\d{2})?)?$/;

/** Seconds since midnight, and the distance from UTC where it is written. */
export function readTime(
  text: string,
): { seconds: number; offset: number | undefined } | undefined {
  const found = TIME.exec(text.trim());
  if (!found) return undefined;
  const [hour = 0, minute = 0, second = 0] = found.slice(1, 4).map((part) => Number(part ?? 0));
  const offset = found[4] === undefined ? undefined : readOffset(found[4]);
  if (hour > 23 || minute > 59 || second > 59 || Number.isNaN(offset)) return undefined;
  return { seconds: hour * 3600 + minute * 60 + second, offset };
}

function readOffset(text: string): number {
  if (text === 'Z') return 0;
  const digits = text.slice(1).replace(':', '').padEnd(4, '0');
  const [hours, minutes] = [Number(digits.slice(0, 2)), Number(digits.slice(2))];
  const sign = text.startsWith('-') ? -1 : 1;
  return hours <= 18 && minutes < 60 ? sign * (hours * 60 + minutes) : NaN;
}

export function readMoment(text: string): Moment | undefined {
  const found = /^(.*?)[T ](.*)$/.exec(text.trim());
  const date = readDate(found?.[1] ?? '');
  const time = readTime(found?.[2] ?? '');
  return date && time && { date, ...time };
}

const two = (number: number): string => String(number).padStart(2, '0');

/** A time of day: `07:15`, with seconds only where there are some. */
export function shownTime(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const rest = seconds % 60;
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}${rest === 0 ? '' : `:${two(rest)}`}`;
}

export function shownMoment({ date, seconds, offset }: Moment): string {
  const local = `${date.join('-')}T${shownTime(seconds)}`;
  if (offset === undefined) return local;
  const minutes = Math.abs(offset);
  return `${local}${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** The device's own time, with its distance from UTC. */
export function momentNow(now: Date): string {
  const date: Day = [
    String(now.getFullYear()).padStart(4, '0'),
    two(now.getMonth() + 1),
    two(now.getDate()),
  ];
  const seconds = now.getHours() * 3600 + now.getMinutes() * 60 + now.getSeconds();
  return shownMoment({ date, seconds, offset: -now.getTimezoneOffset() });
}
