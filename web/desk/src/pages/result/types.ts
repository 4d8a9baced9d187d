/** A result that the mission made public. */
export interface Published {
  recorded: number;
  by: string;
  contest: string;
  version: number;
  entries: number;
  /** Names and hashes. */
  files: Record<string, string>;
  first: string;
}
