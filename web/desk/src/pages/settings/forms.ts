/** The list of forms as the server tells it. */
import type { Kind, Texts } from '../../../../kit/forms/types';

export interface FormList {
  forms: {
    form: string;
    version: string;
    current: boolean;
    published: boolean;
    title: Texts | null;
    kind: Kind | null;
    keyword: string | null;
  }[];
  builtin: string[];
  locks: Lock[];
}

/** When a stage of an area is open; minutes of election day. */
export interface Lock {
  stage: Kind;
  area: string;
  locked: boolean;
  opens?: number;
  closes?: number;
}
