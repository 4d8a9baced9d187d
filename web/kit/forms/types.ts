/** Forms and answers as the server tells them (docs/forms.md, crates/forms). */

export type Texts = Record<string, string>;

export interface Form {
  id: string;
  version: string;
  title: Texts;
  kind: Kind;
  language: string;
  lists?: { id: string; choices: Choice[] }[];
  items: Item[];
}

export type Kind =
  'opening' | 'voting' | 'counting' | 'tabulation' | 'turnout' | 'protocol' | 'incident' | 'other';

export interface Choice {
  id: string;
  label?: Texts;
  attributes?: Record<string, string>;
}

export type Item = { question: Question } | { group: Group };

export interface Group {
  id: string;
  label?: Texts;
  relevant?: string;
  repeat?: { count?: string };
  items: Item[];
}

export interface Question {
  id: string;
  ask: Ask;
  label?: Texts;
  hint?: Texts;
  may?: Absence[];
  required?: string;
  'required-message'?: Texts;
  relevant?: string;
  constraint?: string;
  'constraint-message'?: Texts;
  calculation?: string;
  default?: string;
  'read-only'?: boolean;
  sensitive?: boolean;
  appearance?: string;
}

export interface Choosing {
  list: string;
  filter?: string;
}

export type Plain =
  | 'integer'
  | 'decimal'
  | 'date'
  | 'time'
  | 'moment'
  | 'text'
  | 'photo'
  | 'location'
  | 'barcode'
  | 'acknowledge'
  | 'note'
  | 'hidden';

export type Ask =
  Plain | { one: Choosing } | { many: Choosing } | { file: string } | { device: string };

export type Absence = 'dont-know' | 'not-allowed' | 'not-applicable';

export interface Location {
  latitude: number;
  longitude: number;
  altitude?: number;
  accuracy?: number;
}

export type Answer =
  | { choice: string }
  | { choices: string[] }
  | { integer: number }
  | { decimal: string }
  | { date: string }
  | { time: string }
  | { moment: string }
  | { text: string }
  | { file: string }
  | { location: Location }
  | { absent: Absence }
  | { sealed: string }
  | { unreadable: string };

/** Answers by place: `name`, or `name[2]` in the second repetition. */
export type Answers = Record<string, Answer>;

export interface Place {
  question: string;
  at: readonly number[];
}

export const written = ({ question, at }: Place): string =>
  at.length === 0 ? question : `${question}[${at.join('.')}]`;

export function placeOf(text: string): Place {
  const found = /^(.*)\[([1-9]\d*(?:\.[1-9]\d*)*)\]$/.exec(text);
  if (!found) return { question: text, at: [] };
  return { question: found[1] ?? '', at: (found[2] ?? '').split('.').map(Number) };
}

export const choosing = (ask: Ask): Choosing | undefined =>
  typeof ask === 'string'
    ? undefined
    : 'one' in ask
      ? ask.one
      : 'many' in ask
        ? ask.many
        : undefined;

/** The name of a kind of question, as messages have it. */
export const askId = (ask: Ask): string =>
  typeof ask === 'string' ? ask : (Object.keys(ask)[0] ?? '');

/** Whether a person answers it. */
export const isAsked = (ask: Ask): boolean =>
  ask !== 'note' && ask !== 'hidden' && askId(ask) !== 'device';

export function choicesOf(form: Form, question: Question): readonly Choice[] {
  const list = choosing(question.ask)?.list;
  return form.lists?.find((own) => own.id === list)?.choices ?? [];
}

/** The text in the language asked for, else in English, else in any. */
export function say(texts: Texts | undefined, language: string): string {
  if (!texts) return '';
  return texts[language] ?? texts['en'] ?? Object.values(texts)[0] ?? '';
}
