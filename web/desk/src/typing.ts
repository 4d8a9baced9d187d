/** What a clerk types for each line of a sheet, and what of it is a figure. */

/** Typed for a figure that cannot be read. */
export const UNREADABLE = '?';

export type Typed = Record<string, string>;

/** The figure; `null`: it cannot be read; nothing: it is none yet. */
export function figureOf(typed: string | undefined): number | null | undefined {
  const text = (typed ?? '').trim();
  if (text === UNREADABLE) return null;
  // Marks between thousands, and nowhere else: 12.5 is no figure, and not 125.
  const plain = /^\d{1,3}([ \u00a0\u202f'’.,]\d{3})+$/.test(text) ? text.replace(/\D/g, '') : text;
  return /^\d{1,9}$/.test(plain) ? Number(plain) : undefined;
}

/** All figures by line; nothing while one is missing. */
export function allOf(
  lines: readonly string[],
  typed: Typed,
): Record<string, number | null> | undefined {
  const found: Record<string, number | null> = {};
  for (const line of lines) {
    const own = figureOf(typed[line]);
    if (own === undefined) return undefined;
    found[line] = own;
  }
  return found;
}
