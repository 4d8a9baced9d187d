/** What a result says in figures: each list as projected, beside what was announced. */
import type { Interval, Projection } from '../../types';
import type { Compared } from '../official/types';

export type Stands = 'inside' | 'above' | 'below' | 'unknown';

export interface Said {
  id: string;
  share: Interval | null;
  /** As the authorities announced it. */
  announced: number | null;
  votes: number | null;
  stands: Stands;
}

function stands(share: Interval | null, announced: number | null): Stands {
  if (!share || announced === null) return 'unknown';
  if (announced > share.high) return 'above';
  return announced < share.low ? 'below' : 'inside';
}

/** The lists that have most come first, by the projection where it says something. */
export function said(projection: Projection, compared: Compared | undefined): Said[] {
  const official = new Map((compared?.options ?? []).map((own) => [own.id, own.official]));
  const rows = projection.options.map(({ id, share }) => {
    const own = official.get(id);
    const announced = own?.share ?? null;
    return { id, share, announced, votes: own?.votes ?? null, stands: stands(share, announced) };
  });
  const weight = (own: Said): number => own.share?.estimate ?? own.announced ?? 0;
  return rows.sort((a, b) => weight(b) - weight(a));
}

/** The pages of a version by language, its figures, and the first page that readers see. */
export function filesOf(files: Record<string, string>): { language: string; name: string }[] {
  return Object.keys(files).flatMap((name) => {
    const language = /^result-\d+-([a-z-]+)\.html$/.exec(name)?.[1];
    return language ? [{ language, name }] : [];
  });
}
