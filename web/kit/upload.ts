/** A photo or sealed answer goes to the server part by part, so that a broken line costs one part. */
import { ask, type Reply, type Request } from './api';
import type { Bytes } from './bytes';

interface Told {
  stored: boolean;
  next?: number;
}

/**
 * Sends what is missing of a file; `stored` says whether all of it is there. `path` is the file's
 * own, `part` how many bytes go at once.
 */
export async function upload(
  path: string,
  content: Bytes,
  who: Pick<Request, 'token' | 'session'>,
  part: number,
): Promise<Reply<Told>> {
  let reply = await ask<Told>({ method: 'GET', path, ...who });
  while (reply.ok && !reply.body.stored && (reply.body.next ?? 0) < content.length) {
    const offset = reply.body.next ?? 0;
    const bytes = content.slice(offset, offset + part);
    const there = `${path}?offset=${offset}`;
    reply = await ask<Told>({ method: 'PUT', path: there, ...who, bytes, patience: 90_000 });
    // What does not go on would go round for ever.
    if (reply.ok && (reply.body.next ?? 0) <= offset) break;
  }
  if (!reply.ok || reply.body.stored || (reply.body.next ?? 0) < content.length) return reply;
  return ask<Told>({ method: 'POST', path: `${path}?size=${content.length}`, ...who, json: {} });
}
