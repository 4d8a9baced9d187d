/** What a partner organisation may be called in files and addresses. */

/** The most letters of a short name. */
export const MOST = 40;

export type PartnerFault = 'letters' | 'long' | 'taken';

/** What is wrong with a short name; nothing: it can be recorded. */
export function partnerFault(id: string, taken: readonly string[]): PartnerFault | undefined {
  if (id.length > MOST) return 'long';
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) return 'letters';
  return taken.includes(id) ? 'taken' : undefined;
}
