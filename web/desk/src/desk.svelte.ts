/** What all pages share: who is signed in, what is planned, which world is looked at. */
import { ask, type Failure, type Reply } from '../../kit/api';
import { newId, type Bytes } from '../../kit/bytes';
import { watch, type State } from '../../kit/live';
import { REPEATED, sessionOver, unanswered } from './failures';
import { forgetTyped, keepFor } from './kept';
import { keyring } from './keyring.svelte';
import { changed, complain, forgetNotices, type Undo } from './notices.svelte';
import { doubt } from './sure.svelte';
import type { Door, Mission, Right, Who } from './types';
import { mayLeave } from './unsaved.svelte';

export { meaning } from './failures';
export { complain, notify, tell } from './notices.svelte';

/** Where the browser keeps the language. */
export const LANGUAGE = 'language';

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
  /** The session ended by itself, and what was typed is kept for whoever signs in again. */
  ended = $state(false);
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
  keepFor(who.account);
  desk.ended = false;
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
  if (!(await mayLeave())) return;
  await call('DELETE', '/api/session');
  left();
}

/** The session is over: by itself, or because somebody signed out. */
export function left(ended = false): void {
  if (!ended) forgetTyped();
  keyring.forget();
  doubt.question?.answer(false);
  forgetNotices();
  latest.clear();
  desk.ended = ended;
  desk.who = undefined;
  desk.mission = undefined;
}

interface Sent {
  json?: unknown;
  bytes?: Bytes | Blob;
  answer?: 'json' | 'text' | 'bytes';
  /** Nothing is recorded that somebody could want back. */
  dry?: boolean;
}

/** Changes that the server is at. */
const underway = new Set<string>();

/** What is asked for, without the id under which it is sent. */
function changeOf(method: string, path: string, json: unknown): string {
  const { id: _, ...rest } = { id: '', ...(json as object | undefined) };
  return `${method} ${path.replace(/([?&])id=[^&]*/, '$1')} ${JSON.stringify(rest)}`;
}

/** Asks the server as whoever is signed in. What is sent twice at once is sent once. */
export async function call<T = unknown>(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  { dry = false, ...sent }: Sent = {},
): Promise<Reply<T>> {
  const request = { method, path, session: true, patience: 120_000, ...sent };
  if (method === 'GET') return heard(path, await ask<T>(request));
  const what = changeOf(method, path, sent.json);
  if (underway.has(what)) return REPEATED;
  underway.add(what);
  const reply = heard(path, await ask<T>(request));
  underway.delete(what);
  if (reply.ok && !dry) changed();
  return reply;
}

/** What an answer says beside: that the session is over, or that nothing is taken now. */
function heard<T>(path: string, reply: Reply<T>): Reply<T> {
  if (reply.ok) return reply;
  if (sessionOver(reply) && path !== '/api/session' && desk.who) left(true);
  if (['read-only', 'archived'].includes(reply.code)) void readMission();
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

/** Takes something back by a further decision. */
export const back =
  (kind: string, body: unknown, after?: () => Promise<void>): Undo =>
  async () => {
    const done = await record(kind, body);
    await after?.();
    return done;
  };

/** Views that are followed now. */
let followed = 0;

/** How many views are held for when nobody answers. */
const HELD = 40;
/** The latest of each view that this tab has seen, and when. */
const latest = new Map<string, { data: unknown; at: number }>();

/** Holds a view; what is no view, such as the table of all stations, may be large. */
function hold(path: string, data: unknown): void {
  if (!path.startsWith('/api/desk/views/')) return;
  latest.delete(path);
  latest.set(path, { data, at: Date.now() });
  const [oldest] = latest.keys();
  if (latest.size > HELD && oldest !== undefined) latest.delete(oldest);
}

/** A view that a page shows: read once, or followed. */
export class View<T> {
  data = $state.raw<T>();
  failure = $state.raw<Failure>();
  /** When the data came (ms). */
  at = $state(0);
  /** Asks again, where nobody answered. */
  again: () => unknown = () => undefined;
  private path = '';
  /** Of which address the data are. */
  private whose = '';

  async read(path: string): Promise<void> {
    this.path = path;
    this.again = () => this.read(path);
    this.take(path, await call<T>('GET', path));
  }

  /** Takes an answer; whether it was one. An address that is not looked at any more says nothing. */
  private take(path: string, reply: Reply<T>): boolean {
    if (path !== this.path) return false;
    if (reply.ok) {
      [this.data, this.failure, this.at, this.whose] = [reply.body, undefined, Date.now(), path];
      hold(path, reply.body);
      return true;
    }
    if (this.whose !== path) {
      const before = unanswered(reply) ? latest.get(path) : undefined;
      [this.data, this.at] = [before?.data as T | undefined, before?.at ?? 0];
      this.whose = path;
    }
    this.failure = reply;
    return false;
  }

  /** Follows a view while the page is there. */
  follow(path: string, told?: (view: T) => void): () => void {
    const [name = '', query = ''] = path.replace('/api/desk/views/', '').split('?');
    followed += 1;
    this.path = path;
    const come = (body: T): void => {
      if (this.take(path, { ok: true, body, clock: undefined })) told?.(body);
    };
    const look = async (): Promise<boolean> => {
      const reply = await call<T>('GET', path);
      if (reply.ok) come(reply.body);
      else this.take(path, reply);
      return !reply.ok && [401, 403, 404, 400].includes(reply.status);
    };
    const watched = watch<T>(`/api/desk/live?view=${name}&${query}`, {
      view: (view) => {
        desk.heard = Date.now();
        come(view);
      },
      state: (state) => (desk.live = state),
      lost: () => void look(),
      refused: async () => {
        const none = await look();
        if (none) desk.live = 'idle';
        return none;
      },
    });
    this.again = () => watched.again();
    return () => {
      watched.stop();
      if (this.path === path) this.path = '';
      followed -= 1;
      if (followed === 0) desk.live = 'idle';
    };
  }
}
