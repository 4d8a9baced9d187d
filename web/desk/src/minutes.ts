/** Minutes of election day, as people write them: after midnight they go on, 26:30 is half past two. */

/** The last minute that counts: till noon of the next day. */
const LAST = 36 * 60;

/** The minute; nothing for what is no time. */
export function minuteOf(text: string): number | undefined {
  const found = /^\s*(\d{1,2})\s*[:.]\s*([0-5]\d)\s*$/.exec(text);
  if (!found) return undefined;
  const minute = Number(found[1]) * 60 + Number(found[2]);
  return minute <= LAST ? minute : undefined;
}
