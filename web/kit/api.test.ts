import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { ahead, ask } from './api';

test('the clock is compared with the middle of the request', () => {
  const date = 'Sun, 10 Jan 2021 12:00:00 GMT';
  const server = Date.parse(date) + 500;
  expect(ahead(date, server - 400, server + 400)).toBe(0);
  expect(ahead(date, server + 10_800_000, server + 10_800_000)).toBe(10_800);
  expect(ahead(date, server - 7_000, server - 5_000)).toBe(-6);
  expect(ahead(null, 0, 0)).toBeUndefined();
});

// Protects whoever pays for every kilobyte: what is here already is not fetched, and is not taken
// for a broken line.
test('an answer that is known is not sent again', async () => {
  const server = createServer((request, response) => {
    const known = request.headers['if-none-match'] === '"one"';
    response.writeHead(known ? 304 : 200, { etag: '"one"' });
    response.end(known ? undefined : '{"n":1}');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const path = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const first = await ask({ method: 'GET', path });
  expect(first).toMatchObject({ ok: true, body: { n: 1 }, tag: '"one"' });
  const again = await ask({ method: 'GET', path, known: '"one"' });
  expect(again).toMatchObject({ ok: false, status: 304 });
  expect(again.clock).toBeTypeOf('number');
  server.close();
});
