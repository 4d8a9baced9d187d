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

/** The head of a column: of words, of figures that stand at the end, or only for whoever hears it. */
export type Head = string | { end: string } | { unseen: string };
