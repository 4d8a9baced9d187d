/** How sending stands, as the server tells it. */
import { decimal } from '../../../../kit/words.svelte';

export interface Gateways {
  senders: string[];
  numbers_open: boolean;
  waiting: number;
  per_segment: number;
  spent: number;
  left: number | null;
}

/** An amount that is told in thousandths of the currency. */
export const money = (thousandths: number): string => decimal(thousandths / 1000, 2);
