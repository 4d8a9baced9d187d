/**
 * What is being typed, kept in this tab until it is recorded or given up: a reload loses nothing,
 * and neither does the end of a session, for whoever signs in again. Never passwords.
 */

const HEAD = 'typed ';
const OWNER = 'typed-by';

/** A browser may keep nothing, or no more. */
function storage(): Storage | undefined {
  try {
    return globalThis.sessionStorage;
  } catch {
    return undefined;
  }
}

/** What was kept under a name, else what is there without it. */
export function kept<T>(name: string, none: T): T {
  const text = storage()?.getItem(HEAD + name);
  return text == null ? none : (JSON.parse(text) as T);
}

/** Keeps what is typed under a name; what is empty is forgotten. */
export function keep(name: string, value: unknown): void {
  const text = value == null ? '' : JSON.stringify(value);
  try {
    if (['', '""', '{}', '[]'].includes(text)) storage()?.removeItem(HEAD + name);
    else storage()?.setItem(HEAD + name, text);
  } catch {
    // Full: it is on the page all the same.
  }
}

/** Forgets what begins with a name, but for one. */
export function forgetTyped(name = '', but?: string): void {
  const own = storage();
  for (const key of Object.keys(own ?? {})) {
    if (key.startsWith(HEAD + name) && key !== HEAD + but) own?.removeItem(key);
  }
}

/** Says whose it is: what somebody else has typed is gone. */
export function keepFor(account: string): void {
  if (storage()?.getItem(OWNER) === account) return;
  forgetTyped();
  storage()?.setItem(OWNER, account);
}
