/** Whole numbers as people type them into a field: an empty field is none, and no 0. */

/** The number; nothing for what is none, or more than the most. */
export function wholeOf(text: string, most = 999_999_999): number | undefined {
  const plain = text.replace(/[\s\u00a0\u202f]/g, '');
  const number = /^\d{1,9}$/.test(plain) ? Number(plain) : undefined;
  return number === undefined || number > most ? undefined : number;
}

/** A share of a hundred, in hundredths of a percent; nothing for what is none. */
export function hundredthsOf(text: string): number | undefined {
  const found = /^\s*(\d{1,3})(?:[.,](\d{1,2}))?\s*%?\s*$/.exec(text);
  if (!found) return undefined;
  const number = Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0'));
  return number > 10_000 ? undefined : number;
}
