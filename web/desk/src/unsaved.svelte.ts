/** Changes on a page that are not saved: whoever goes away is asked first. */
import { t } from '../../kit/words.svelte';
import { sure } from './sure.svelte';

interface Guard {
  edited: () => boolean;
  giveUp: () => void;
}
const open = new Set<Guard>();
const anything = (): boolean => [...open].some((own) => own.edited());

/** Asks about the changes of a part for as long as it is there; `giveUp` drops them. */
export function unsaved(edited: () => boolean, giveUp: () => void): void {
  const own = { edited, giveUp };
  $effect(() => {
    open.add(own);
    return () => void open.delete(own);
  });
}

/** Whether one may go on from here. */
export async function mayLeave(): Promise<boolean> {
  if (!anything()) return true;
  const yes = await sure(t('leave-sure'), t('leave'), t('stay'));
  if (yes) for (const own of open) own.giveUp();
  return yes;
}

globalThis.addEventListener?.('beforeunload', (event) => {
  if (anything()) event.preventDefault();
});
