/** The rest of a view that comes in pages. */
import { View, viewOf } from './desk.svelte';
import type { Paged } from './types';

/** A page has so many rows at most. */
export const PAGE = 1_000;

/** The rows behind a first page, read page by page; of `most` rows in all. */
export async function rowsBehind<T>(
  name: string,
  first: Paged<T>,
  most = Number.POSITIVE_INFINITY,
): Promise<T[]> {
  const found: T[] = [];
  const page = new View<Paged<T>>();
  const end = Math.min(first.total, most);
  for (let from = first.rows.length; from < end; from += PAGE) {
    await page.read(viewOf(name, { limit: PAGE, from }));
    if (page.failure || !page.data || page.data.rows.length === 0) break;
    found.push(...page.data.rows);
  }
  return found;
}
