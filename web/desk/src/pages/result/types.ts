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
  /** Whether it stands among the public files by now. */
  out: boolean;
}

/** All of them, and where everybody reads them, as far as the server was told. */
export interface Results {
  results: Published[];
  address: string | null;
}
