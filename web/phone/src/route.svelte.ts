/** Which screen is shown: what stands after `#` in the address, so that "back" works as anywhere. */
let place = $state(location.hash);

function arrived(): void {
  if (place === location.hash) return;
  place = location.hash;
  scrollTo(0, 0);
}
addEventListener('hashchange', arrived);
addEventListener('popstate', arrived);

function plain(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The parts of the place: `#/form/ID` is `form` and `ID`. */
export const route = (): string[] =>
  place.replace(/^#\/?/, '').split('/').filter(Boolean).map(plain);

/** The address of a place. */
export const address = (...parts: string[]): string =>
  `#/${parts.map(encodeURIComponent).join('/')}`;

export function go(...parts: string[]): void {
  location.hash = address(...parts);
}

/** Without leaving a trace in "back". */
export function replace(...parts: string[]): void {
  history.replaceState(null, '', address(...parts));
  place = location.hash;
}

interface Trace {
  before: string;
}

/** One step further from the step `before`, which "back" comes to again. */
export function forward(before: string, ...parts: string[]): void {
  const trace: Trace = { before };
  history.pushState(trace, '', address(...parts));
  arrived();
}

/** The step that "back" of the browser comes to, as far as that is known. */
export const before = (): string | undefined => (history.state as Trace | null)?.before;
