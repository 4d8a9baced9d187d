/** Which screen is shown: what stands after `#` in the address, so that "back" works as anywhere. */
let place = $state(location.hash);
addEventListener('hashchange', () => {
  place = location.hash;
  scrollTo(0, 0);
});

/** The parts of the place: `#/form/ID` is `form` and `ID`. */
export const route = (): string[] => place.replace(/^#\/?/, '').split('/').filter(Boolean);

export function go(...parts: string[]): void {
  location.hash = `#/${parts.join('/')}`;
}

/** Without leaving a trace in "back". */
export function replace(...parts: string[]): void {
  history.replaceState(null, '', `#/${parts.join('/')}`);
  place = location.hash;
}
