/** Copies of the mission as the server tells them, and the commands that bring one back. */

export interface Copies {
  /** Where the server keeps them; nothing: it was started without. */
  folder: string | null;
  /** Minutes between two by the clock. */
  every: number | null;
  entries: number;
  last: {
    folder: string;
    time: number;
    entries: number;
    entries_since: number;
    files_since: number;
  } | null;
  old: boolean;
  /** Seconds after which a copy is old. */
  old_after: number;
  now: { running: [number, number] | null; failed: 'full' | 'folder' | 'other' | null };
  copies: { name: string; entries: number | null; time: number | null; forgotten: boolean }[];
}

/** A word of a command as a shell reads it. */
const quoted = (word: string): string =>
  /^[\w./@:+-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;

/** The commands, with the newest copy that is whole and holds nothing that was forgotten. */
export function restoring(
  data: Copies | undefined,
): Record<'keys' | 'fill' | 'check' | 'start', string> {
  const newest = data?.copies.find((own) => own.entries !== null && !own.forgotten);
  const copy = data?.folder && newest ? quoted(`${data.folder}/${newest.name}`) : 'COPY';
  return {
    keys: 'mkdir -m 700 mission && cp -r SAFE/keys mission/',
    fill: `sanaq restore --data mission ${copy}`,
    check: 'sanaq verify log --data mission',
    start: 'sanaq serve --data mission',
  };
}
