/** How large charts are drawn: 1 at a desk, more on the big screen and with larger letters. */
const DESK = 15;
let size = $state(1);

export const sized = (): number => size;

/** Letters have another size now. */
export function measure(): void {
  size = parseFloat(getComputedStyle(document.documentElement).fontSize) / DESK || 1;
}
