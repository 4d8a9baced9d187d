/** A file that the page itself makes goes to the disk. */
import { desk, drill } from '../desk.svelte';

/** What lies about says by its name that it is made up, or a drill's. */
export function save(name: string, content: string, type: string): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const own = document.createElement('a');
  const mark = `${desk.door?.example ? 'example-' : ''}${drill() ? 'drill-' : ''}`;
  [own.href, own.download] = [address, mark + name];
  own.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
