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
}
