/** What a clerk types for each line of a sheet, and what of it is a figure. */

/** Typed for a figure that cannot be read. */
export const UNREADABLE = '?';

export type Typed = Record<string, string>;

/** The figure; `null`: it cannot be read; nothing: it is none yet. */
export function figureOf(typed: string | undefined): number | null | undefined {
  const text = (typed ?? '').replace(/[\s\u00a0\u202f'’.,]/g, '');
  if (text === UNREADABLE) return null;
  if (!/^\d{1,9}$/.test(text)) return undefined;
  return Number(text);
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
