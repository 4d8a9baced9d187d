/** What somebody typed → an answer, and back. */
import { readDate, readMoment, readTime, shownMoment, shownTime } from './moment';
import { isWithin, rangeOf } from './range';
import { askId, type Answer, type Question } from './types';

/** Why a text is no answer of its kind. */
export type Wrong = 'not-whole' | 'not-decimal' | 'not-time';

const OTHER_DIGITS = [0x660, 0x6f0, 0x966];

/** Digits of other scripts as ours, and without the spaces that some write between thousands. */
function plain(text: string): string {
  const digit = (c: string): string => {
    const code = c.codePointAt(0) ?? 0;
    const zero = OTHER_DIGITS.find((own) => code >= own && code < own + 10);
    return zero === undefined ? c : String(code - zero);
  };
  return Array.from(text.replace(/\s/g, ''), digit).join('');
}

export function read(question: Question, typed: string): Answer | Wrong | undefined {
  const text = typed.trim();
  if (text === '') return undefined;
  switch (askId(question.ask)) {
    case 'integer': {
      const digits = plain(text);
      const number = Number(digits);
      return /^-?\d+$/.test(digits) && Number.isSafeInteger(number)
        ? { integer: number + 0 }
        : 'not-whole';
    }
    case 'decimal': {
      const digits = plain(text).replace(',', '.');
      const found = /^(-?)0*(\d+?)(?:\.(\d*?)0*)?$/.exec(digits);
      if (!found || digits.length > 18) return 'not-decimal';
      const [, sign = '', whole = '', fraction = ''] = found;
      return { decimal: sign + whole + (fraction === '' ? '' : `.${fraction}`) };
    }
    case 'date':
      return readDate(text) ? { date: text } : 'not-time';
    case 'time': {
      const time = readTime(plain(text).replace(/[.٫]/, ':'));
      return time ? { time: shownTime(time.seconds) } : 'not-time';
    }
    case 'moment': {
      const moment = readMoment(text);
      return moment ? { moment: shownMoment(moment) } : 'not-time';
    }
    default:
      return { text: typed };
  }
}

/** Why what was typed is no answer to a question. */
export type Unfit = Wrong | 'out-of-range';

/** As `read`; a number outside of the question's range is no answer to it either. */
export function readWithin(question: Question, typed: string): Answer | Unfit | undefined {
  const found = read(question, typed);
  return typeof found === 'object' && isOutside(question, found) ? 'out-of-range' : found;
}

/** Whether a number is outside of its question's range. */
export function isOutside(question: Question, answer: Answer): boolean {
  const number =
    'integer' in answer ? answer.integer : 'decimal' in answer ? Number(answer.decimal) : undefined;
  const range = number === undefined ? undefined : rangeOf(question);
  return number !== undefined && range !== undefined && !isWithin(range, number);
}

/** An answer as it stands in its field. */
export function inField(answer: Answer | undefined): string {
  if (!answer) return '';
  if ('integer' in answer) return String(answer.integer);
  if ('decimal' in answer) return answer.decimal;
  if ('date' in answer) return answer.date;
  if ('time' in answer) return answer.time;
  if ('moment' in answer) return answer.moment;
  return 'text' in answer ? answer.text : '';
}
