/** The server: the only fetch. Every way of failing is a value, so that nothing is lost by it. */
import type { Bytes } from './bytes';

export interface Failure {
  ok: false;
  /** 0: nobody answered. */
  status: number;
  code: string;
  detail: string;
  /** How long the server asks us to wait, in seconds. */
  wait?: number;
  /** What the server said beside. */
  body?: unknown;
  /** By how many seconds this device's clock is ahead of the server's. */
  clock?: number;
}

export interface Success<T> {
  ok: true;
  body: T;
  /** By how many seconds this device's clock is ahead of the server's. */
  clock: number | undefined;
  /** What the server calls just this answer. */
  tag?: string;
}

export type Reply<T> = Success<T> | Failure;

export interface Request {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  token?: string;
  /** As somebody who signed in: with the cookie, and the header that other sites cannot send. */
  session?: boolean;
  json?: unknown;
  bytes?: Bytes | Blob;
  /** What the answer is; JSON where nothing is said. */
  answer?: 'json' | 'text' | 'bytes';
  /** The tag of the answer that is here: the same one is not sent again, but fails with 304. */
  known?: string;
  /** Milliseconds after which nobody answered. */
  patience?: number;
}

const NOBODY: Failure = { ok: false, status: 0, code: 'network', detail: '' };

export async function ask<T>(request: Request): Promise<Reply<T>> {
  const headers: Record<string, string> = {};
  if (request.token !== undefined) headers['authorization'] = `Bearer ${request.token}`;
  if (request.session) headers['x-sanaq'] = '1';
  if (request.known) headers['if-none-match'] = request.known;
  if (request.json !== undefined) headers['content-type'] = 'application/json';
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), request.patience ?? 30_000);
  const before = Date.now();
  try {
    const response = await fetch(request.path, {
      method: request.method,
      headers,
      body: request.json === undefined ? (request.bytes ?? null) : JSON.stringify(request.json),
      signal: stop.signal,
      credentials: request.session ? 'same-origin' : 'omit',
      cache: 'no-store',
    });
    const clock = ahead(response.headers.get('date'), before, Date.now());
    if (response.ok) return await success<T>(response, request.answer ?? 'json', clock);
    return failure(response, await response.json().catch(() => undefined), clock);
  } catch {
    return NOBODY;
  } finally {
    clearTimeout(timer);
  }
}

async function success<T>(
  response: Response,
  kind: 'json' | 'text' | 'bytes',
  clock: number | undefined,
): Promise<Reply<T>> {
  const tag = response.headers.get('etag');
  const taken = (body: unknown): Success<T> => ({
    ok: true,
    body: body as T,
    clock,
    ...(tag ? { tag } : {}),
  });
  if (response.status === 204) return taken(undefined);
  if (kind === 'text') return taken(await response.text());
  if (kind === 'bytes') return taken(new Uint8Array(await response.arrayBuffer()));
  const body: unknown = await response.json().catch(() => undefined);
  return body === undefined ? NOBODY : taken(body);
}

function failure(response: Response, body: unknown, clock: number | undefined): Failure {
  const problem = (body ?? {}) as { title?: string; detail?: string };
  const wait = Number(response.headers.get('retry-after') ?? NaN);
  return {
    ok: false,
    status: response.status,
    code: problem.title ?? '',
    detail: problem.detail ?? '',
    body,
    ...(Number.isFinite(wait) ? { wait } : {}),
    ...(clock === undefined ? {} : { clock }),
  };
}

/** The server says whole seconds, cut: on the average half a second less than it is. */
export function ahead(date: string | null, before: number, after: number): number | undefined {
  const server = Date.parse(date ?? '');
  if (Number.isNaN(server)) return undefined;
  const difference = ((before + after) / 2 - server - 500) / 1000;
  return Math.round(difference) + 0;
}
