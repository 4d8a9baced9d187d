import { afterEach, describe, expect, test, vi } from 'vitest';
import { upload } from './upload';

afterEach(() => vi.unstubAllGlobals());

/** A server that keeps parts; every `fails`th request gets no answer. */
function server(fails = 0): { kept: number[]; asked: string[] } {
  const seen = { kept: [] as number[], asked: [] as string[] };
  vi.stubGlobal('fetch', (path: string, sent: { method: string; body?: Uint8Array | string }) => {
    seen.asked.push(sent.method);
    if (fails > 0 && seen.asked.length % fails === 0)
      return Promise.reject(new Error('no network'));
    if (sent.method === 'PUT') {
      const offset = Number(/offset=(\d+)/.exec(path)?.[1]);
      if (offset === seen.kept.length) seen.kept.push(...(sent.body as Uint8Array));
    }
    const whole = sent.method === 'POST' && path.endsWith(`size=${seen.kept.length}`);
    const body = { stored: whole, next: seen.kept.length };
    return Promise.resolve(new Response(JSON.stringify(body)));
  });
  return seen;
}

describe('a file that is sent part by part', () => {
  const content = Uint8Array.from({ length: 25 }, (_, i) => i);
  const send = () => upload('/api/blobs/x', content, { token: 'a' }, 10);

  test('arrives whole, in parts', async () => {
    const seen = server();
    const reply = await send();
    expect(reply.ok && reply.body.stored).toBe(true);
    expect(seen.kept).toEqual([...content]);
    expect(seen.asked).toEqual(['GET', 'PUT', 'PUT', 'PUT', 'POST']);
  });

  // Protects whoever has one bar of network: what is there is not sent again.
  test('goes on where it was broken off', async () => {
    const seen = server(3);
    expect((await send()).ok).toBe(false);
    expect(seen.kept.length).toBe(10);
    seen.asked.length = 0;
    const replies = [await send(), await send(), await send()];
    expect(replies.some((own) => own.ok && own.body.stored)).toBe(true);
    expect(seen.kept).toEqual([...content]);
  });

  test('ends when a server takes nothing', async () => {
    const body = JSON.stringify({ stored: false, next: 0 });
    const asked = vi.fn(() => Promise.resolve(new Response(body)));
    vi.stubGlobal('fetch', asked);
    const reply = await send();
    expect(reply.ok && reply.body.stored).toBe(false);
    expect(asked).toHaveBeenCalledTimes(2);
  });
});
