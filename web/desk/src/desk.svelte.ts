/** What all pages share: who is signed in, what is planned, which world is looked at, notices. */
import { ask, type Failure, type Reply } from '../../kit/api';
import { newId, type Bytes } from '../../kit/bytes';
import { watch, type State } from '../../kit/live';
import { t } from '../../kit/words.svelte';
import { keyring } from './keyring.svelte';
import type { Door, Mission, Right, Who } from './types';

/** Where the browser keeps the language. */
export const LANGUAGE = 'language';

export interface Notice {
  id: number;
  text: string;
  bad: boolean;
  /** Takes back what the notice tells. */
  undo?: (() => void) | undefined;
}

class Desk {
  who = $state.raw<Who>();
  mission = $state.raw<Mission>();
  /** What everybody is told. */
  door = $state.raw<Door>();
  /** Nothing: as the mission is. */
  world = $state<'real' | 'drill'>();
  live = $state<State | 'idle'>('idle');
  readonly drilling = $derived(
    (this.world ?? (this.mission?.drill ? 'drill' : 'real')) === 'drill',
  );
  /** When a live view came last (ms). */
  heard = $state(0);
  /** How far the server's clock is ahead of this computer's (ms). */
  ahead = $state(0);
  notices = $state.raw<readonly Notice[]>([]);
}

export const desk = new Desk();

export const may = (right: Right): boolean => desk.who?.rights.includes(right) ?? false;

/** Whether the drill is looked at. */
export const drill = (): boolean => desk.drilling;

export async function start(): Promise<void> {
  const [door, session] = await Promise.all([
    call<Door>('GET', '/api/mission'),
    call<Who>('GET', '/api/session'),
  ]);
  if (door.ok) desk.door = door.body;
  if (session.ok) await entered(session.body);
}

export async function entered(who: Who): Promise<void> {
  desk.who = who;
  if (!who.needs_authenticator) await readMission();
}

/** Reads what is planned; what is the same stays the same, so that nothing is drawn for it. */
export async function readMission(): Promise<void> {
  const reply = await call<Mission>('GET', '/api/desk/mission');
  if (!reply.ok) return;
  const told = (own: Mission | undefined): string => JSON.stringify({ ...own, now: 0, entries: 0 });
  desk.ahead = reply.body.now * 1_000 - Date.now();
  if (told(reply.body) !== told(desk.mission)) desk.mission = reply.body;
}

/** What the server's clock says (ms): that of this computer may be wrong, an example has its own. */
export const serverNow = (): number => Date.now() + desk.ahead;

export async function signOut(): Promise<void> {
  await call('DELETE', '/api/session');
  left();
}

/** The session is over. */
export function left(): void {
  keyring.forget();
  desk.who = undefined;
  desk.mission = undefined;
  desk.notices = [];
}

type Sent = { json?: unknown; bytes?: Bytes | Blob; answer?: 'json' | 'text' | 'bytes' };

/** Asks the server as whoever is signed in. */
export async function call<T = unknown>(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  sent: Sent = {},
): Promise<Reply<T>> {
  const reply = await ask<T>({ method, path, session: true, patience: 120_000, ...sent });
  if (!reply.ok && reply.status === 401 && path !== '/api/session') left();
  return reply;
}

/** The address of a view, in the world that is looked at. */
export function viewOf(name: string, query: Record<string, string | number> = {}): string {
  const kept = Object.entries(query).filter(([, value]) => value !== '');
  const all = new URLSearchParams(kept.map(([key, value]) => [key, String(value)]));
  if (drill()) all.set('drill', 'true');
  return `/api/desk/views/${name}?${all.toString()}`;
}

/** Records a decision; says what is wrong where it was not taken. */
export async function record(kind: string, body: unknown, more: object = {}): Promise<boolean> {
  const json = { id: newId(), kind, body, ...more };
  const reply = await call('POST', '/api/desk/events', { json });
  if (!reply.ok) complain(reply);
  return reply.ok;
}

/** What the server says by a name that there are words for. */
// words: fail-polls-open fail-in-drill fail-wrong-proof fail-read-only fail-archived
// words: fail-must-be-sealed fail-full fail-busy fail-copying
const NAMED = [
  'polls-open',
  'in-drill',
  'wrong-proof',
  'read-only',
  'archived',
  'must-be-sealed',
  'full',
  'busy',
  'copying',
];

/** What a failure means, in words. What else the server says itself is English. */
export function meaning(failure: Failure): string {
  const { status, code, detail, wait = 0 } = failure;
  if (NAMED.includes(code)) return t(`fail-${code}`);
  if (status === 0) return t('fail-network');
  if (code === 'locked-out') return t('fail-locked-out', { minutes: Math.ceil(wait / 60) });
  if (status === 429) return t('fail-too-many', { seconds: wait });
  if (status === 401) return t('fail-session');
  if (status === 403) return t('fail-forbidden', { detail });
  if (status === 503) return t('fail-server', { detail });
  return t('fail-other', { detail });
}

let notices = 0;

export function notify(text: string, undo?: () => void, bad = false): void {
  notices += 1;
  const id = notices;
  desk.notices = [...desk.notices.slice(-2), { id, text, bad, undo }];
  setTimeout(() => dismiss(id), bad ? 20_000 : 12_000);
}

export const complain = (failure: Failure): void => notify(meaning(failure), undefined, true);

export function dismiss(id: number): void {
  desk.notices = desk.notices.filter((own) => own.id !== id);
}

/** Takes back the last thing that can be. */
export function undoLast(): boolean {
  const last = desk.notices.findLast((own) => own.undo);
  last?.undo?.();
  if (last) dismiss(last.id);
  return last !== undefined;
}

/** Views that are followed now. */
let followed = 0;

/** A view that a page shows: read once, or followed. */
export class View<T> {
  data = $state.raw<T>();
  failure = $state.raw<Failure>();

  async read(path: string): Promise<void> {
    const reply = await call<T>('GET', path);
    if (reply.ok) [this.data, this.failure] = [reply.body, undefined];
    else this.failure = reply;
  }

  /** Follows a view while the page is there. */
  follow(path: string, told?: (view: T) => void): () => void {
    const [name = '', query = ''] = path.replace('/api/desk/views/', '').split('?');
    followed += 1;
    const watched = watch<T>(`/api/desk/live?view=${name}&${query}`, {
      view: (view) => {
        [this.data, this.failure] = [view, undefined];
        desk.heard = Date.now();
        told?.(view);
      },
      state: (state) => (desk.live = state),
      refused: async () => {
        const reply = await call<T>('GET', path);
        this.failure = reply.ok ? undefined : reply;
        return !reply.ok && [401, 403, 404, 400].includes(reply.status);
      },
    });
    return () => {
      watched.stop();
      followed -= 1;
      if (followed === 0) desk.live = 'idle';
    };
  }
}
