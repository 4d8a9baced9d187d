/** A cell of a small table: its text, or its text and how it stands out. */
export type Cell =
  | string
  | {
      text: string;
      /** Of the first column: where it leads. */
      href?: string;
      warn?: boolean;
      /** Over so many columns. */
      span?: number;
    };
