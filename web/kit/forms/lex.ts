/** Text → tokens of an expression. */

/** What is not understood, and at which character, from 1. */
export class NotUnderstood extends Error {
  constructor(readonly at: number) {
    super(`not understood at character ${at}`);
  }
}

export type Token = { at: number } & (
  | { kind: 'number'; number: number }
  | { kind: 'text' | 'ref' | 'name' | 'op' | 'mark'; text: string }
);

const LONGEST = 32_768;
const MOST_DIGITS = 18;

/** XML 1.0, production 4, without the colon. */
const BEGINS =
  /^[A-Za-z_\u{c0}-\u{d6}\u{d8}-\u{f6}\u{f8}-\u{2ff}\u{370}-\u{37d}\u{37f}-\u{1fff}\u{200c}\u{200d}\u{2070}-\u{218f}\u{2c00}-\u{2fef}\u{3001}-\u{d7ff}\u{f900}-\u{fdcf}\u{fdf0}-\u{fffd}\u{10000}-\u{effff}]$/u;
const CONTINUES = /^[-.0-9\u{b7}\u{300}-\u{36f}\u{203f}\u{2040}]$/u;
const SPACE = /^[\s\u{85}]$/u;

const begins = (c: string): boolean => BEGINS.test(c);
const continues = (c: string): boolean => begins(c) || CONTINUES.test(c);
const digit = (c: string): boolean => c >= '0' && c <= '9';
const space = (c: string): boolean => SPACE.test(c) && c !== '\u{feff}';

export function isName(text: string): boolean {
  const all = Array.from(text);
  return begins(all[0] ?? '') && all.every(continues) && all.length <= 128;
}

const SYMBOLS = ['!=', '<=', '>=', '=', '<', '>', '+', '-', '*', '/', '(', ')', ','];
const OPERATORS = ['!=', '<=', '>=', '=', '<', '>', '+', '-', '*'];

export function lex(text: string): Token[] {
  if (new TextEncoder().encode(text).length > LONGEST) throw new NotUnderstood(1);
  const all = Array.from(text);
  const tokens: Token[] = [];
  let next = 0;
  const take = (fits: (c: string) => boolean): string => {
    const start = next;
    while (next < all.length && fits(all[next] ?? '')) next += 1;
    return all.slice(start, next).join('');
  };
  const one = (): Token => {
    const at = next + 1;
    const [first = '', second = ''] = all.slice(next, next + 2);
    const symbol = SYMBOLS.find((own) => first + (own.length > 1 ? second : '') === own);
    if (symbol) {
      next += symbol.length;
      return { at, kind: OPERATORS.includes(symbol) ? 'op' : 'mark', text: symbol };
    }
    if (first === "'" || first === '"') {
      next += 1;
      const inside = take((c) => c !== first);
      if (next >= all.length) throw new NotUnderstood(at);
      next += 1;
      return { at, kind: 'text', text: inside };
    }
    if (first === '$' && second === '{') {
      next += 2;
      const name = take((c) => c !== '}').trim();
      if (next >= all.length || !isName(name)) throw new NotUnderstood(at);
      next += 1;
      return { at, kind: 'ref', text: name };
    }
    if (first === '.' && !digit(second)) {
      const dots = take((c) => c === '.');
      if (dots.length > 2) throw new NotUnderstood(next + 1);
      return { at, kind: 'mark', text: dots };
    }
    if (first === '.' || digit(first)) {
      const number = decimal(take((c) => digit(c) || c === '.'));
      if (number === undefined) throw new NotUnderstood(next + 1);
      return { at, kind: 'number', number };
    }
    if (!begins(first)) throw new NotUnderstood(at);
    const name = take((c) => continues(c) || c === ':');
    const op = ['and', 'or', 'div', 'mod'].includes(name) && operand(tokens.at(-1));
    return { at, kind: op ? 'op' : 'name', text: name };
  };
  for (;;) {
    take(space);
    if (next >= all.length) return tokens;
    tokens.push(one());
  }
}

/** XPath 1.0, section 3.7: after an operand, `and`, `or`, `div` and `mod` are operators. */
function operand(before: Token | undefined): boolean {
  if (!before || before.kind === 'op') return false;
  return before.kind !== 'mark' || ['.', '..', ')'].includes(before.text);
}

/** A decimal number of up to 18 digits. */
function decimal(text: string): number | undefined {
  if (!/^(\d+\.?\d*|\.\d+)$/.test(text)) return undefined;
  const [whole = '', fraction = ''] = text.split('.');
  const kept = (whole + fraction.replace(/0+$/, '')).replace(/^0+/, '');
  return kept.length > MOST_DIGITS ? undefined : Number(text);
}
