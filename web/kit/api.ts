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
}

export interface Success<T> {
  ok: true;
  body: T;
  /** By how many seconds this device's clock is ahead of the server's. */
  clock: number | undefined;
}

export type Reply<T> = Success<T> | Failure;

export interface Request {
  method: 'GET' | 'POST' | 'PUT';
  path: string;
  token?: string;
  json?: unknown;
  bytes?: Bytes;
  /** Milliseconds after which nobody answered. */
  patience?: number;
}

const NOBODY: Failure = { ok: false, status: 0, code: 'network', detail: '' };

export async function ask<T>(request: Request): Promise<Reply<T>> {
  const headers: Record<string, string> = {};
  if (request.token !== undefined) headers['authorization'] = `Bearer ${request.token}`;
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
      credentials: 'omit',
      cache: 'no-store',
    });
    const clock = ahead(response.headers.get('date'), before, Date.now());
    const body: unknown = await response.json().catch(() => undefined);
    if (response.ok) return body === undefined ? NOBODY : { ok: true, body: body as T, clock };
    return failure(response, body);
  } catch {
    return NOBODY;
  } finally {
    clearTimeout(timer);
  }
}

function failure(response: Response, body: unknown): Failure {
  const problem = (body ?? {}) as { code?: string; detail?: string };
  const wait = Number(response.headers.get('retry-after') ?? NaN);
  return {
    ok: false,
    status: response.status,
    code: problem.code ?? '',
    detail: problem.detail ?? '',
    ...(Number.isFinite(wait) ? { wait } : {}),
  };
}

/** The server says whole seconds, cut: on the average half a second less than it is. */
export function ahead(date: string | null, before: number, after: number): number | undefined {
  const server = Date.parse(date ?? '');
  if (Number.isNaN(server)) return undefined;
  const difference = ((before + after) / 2 - server - 500) / 1000;
  return Math.round(difference) + 0;
}
