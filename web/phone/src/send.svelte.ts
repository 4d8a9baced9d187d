/** Sends what is in the outbox, one tab at a time, and hears what the server has to say. */
import { ask, type Failure } from '../../kit/api';
import type { Bytes } from '../../kit/bytes';
import { opens, verify, type Opening } from '../../kit/receipt';
import { warm } from '../../kit/seal';
import { writeExample } from '../../kit/store';
import { upload } from '../../kit/upload';
import { app, complain, noted, reread, tell } from './app.svelte';
import { after, afterPart, hurry, nextAttempt, partsDue, proofsDue, reportsDue } from './outbox';
import { renewed, type News } from './news';
import { compare } from './opening';
import type { Filed, Mission } from './records';

/** Reports in one request, and bytes of a photo in one: small, so that a broken line costs little. */
const REPORTS = 20;
const PART = 48 * 1024;
/** How often the server is asked what is new (ms). */
const NEWS = 60_000;
/** How old what it said may be where somebody looks (ms). */
const LOOK = 10_000;

class Sending {
  busy = $state(false);
  /** Nobody answered the last time. */
  offline = $state(false);
  /** The server does not know this phone any more. */
  shutOut = $state(false);
  /** The server shows another key than when the phone joined. */
  otherKey = $state(false);
}
export const sending = new Sending();

let timer: ReturnType<typeof setTimeout> | undefined;
const luck = (): number => Math.random();

/** Sends now what is due, and comes back when something will be. */
export async function send(): Promise<void> {
  clearTimeout(timer);
  if (app.stage !== 'open' || sending.busy) return;
  sending.busy = true;
  try {
    await alone(round);
  } catch (error) {
    complain(error);
  } finally {
    sending.busy = false;
  }
  const news = (app.mission?.told ?? 0) + (sending.offline ? 20_000 : NEWS);
  const next = Math.min(nextAttempt(app.filed) ?? Infinity, Math.max(news, Date.now() + 20_000));
  timer = setTimeout(() => void send(), Math.max(1_000, next - Date.now()));
}

/** Somebody pressed "send now", or the network came back. */
export async function sendNow(): Promise<void> {
  const { box } = app;
  const waiting = app.filed.filter((own) => own.state !== 'refused').map(hurry);
  if (!box || sending.busy) return;
  await box.change({ put: Object.fromEntries(waiting.map((own) => [`report/${own.id}`, own])) });
  await reread();
  await send();
}

/** One tab sends; where the browser cannot say which, sending twice changes nothing. */
async function alone(work: () => Promise<void>): Promise<void> {
  if (!navigator.locks) return work();
  await navigator.locks.request('send', { ifAvailable: true }, async (lock) => {
    if (lock) await work();
  });
}

async function round(): Promise<void> {
  await reread();
  for (;;) {
    const due = reportsDue(app.filed, Date.now()).slice(0, REPORTS);
    if (due.length === 0 || !(await reports(due))) break;
  }
  for (const own of partsDue(app.filed, Date.now())) {
    if (!(await parts(own))) break;
  }
  for (const own of proofsDue(app.filed, Date.now())) {
    if (!(await proof(own))) break;
  }
  const old = Date.now() - (app.mission?.told ?? 0) > NEWS;
  if (old || sending.offline) await news();
  tell();
}

async function keep(own: Filed, gone: readonly string[] = []): Promise<void> {
  if (app.box) await noted(app.box.change({ put: { [`report/${own.id}`]: own }, remove: gone }));
  app.filed = app.filed.map((other) => (other.id === own.id ? own : other));
}

/** What every failure says of the connection. */
function heard(failure: Failure | undefined): void {
  sending.offline = failure?.status === 0;
  sending.shutOut = failure?.status === 401;
}

interface Taken {
  id: string;
  receipt: string;
  nonce: string;
  sequence: number;
}
type Told = Taken | { id: string | null; status: number; code: string; detail: string };

/** Whether it is worth going on. */
async function reports(due: readonly Filed[]): Promise<boolean> {
  const { mission } = app;
  if (!mission) return false;
  const clock = mission.clock ?? undefined;
  const json = {
    reports: due.map((own) => (clock === undefined ? own.body : { ...own.body, clock })),
  };
  const reply = await ask<{ reports: Told[] }>({
    method: 'POST',
    path: '/api/reports',
    token: mission.token,
    json,
  });
  heard(reply.ok ? undefined : reply);
  if (!reply.ok) {
    // The request as a whole failed: nothing is known of any report, so none is given up.
    const failed = { status: 0, detail: reply.detail, ...(reply.wait ? { wait: reply.wait } : {}) };
    for (const own of due) await keep(after(own, { failed }, Date.now(), luck()));
    return false;
  }
  for (const own of due) {
    const told = reply.body.reports.find((one) => one.id === own.id);
    if (!told) await keep(after(own, { failed: { status: 0, detail: '' } }, Date.now(), luck()));
    else if ('receipt' in told) await taken(own, told, mission);
    else await keep(after(own, { failed: told }, Date.now(), luck()));
  }
  return true;
}

async function taken(own: Filed, told: Taken, mission: Mission): Promise<void> {
  const found = await verify(told.receipt, mission.log);
  const right = found?.kind === 'promise' && found.index === told.sequence;
  const next = after(own, { taken: told }, Date.now(), luck());
  await keep({ ...next, checked: right ? 'promise' : 'wrong' });
}

/** The parts of one report's photos; whether it is worth going on. */
async function parts(own: Filed): Promise<boolean> {
  let now = own;
  for (const part of own.parts.filter((one) => !one.stored)) {
    const name = `blob/${part.blob}`;
    const stored = await sent(part.blob, await app.box?.bytes(name));
    now = afterPart(now, part.blob, stored, Date.now(), luck());
    // What the mission has need not lie on a phone that may be taken away.
    await keep(now, stored ? [name] : []);
    if (!stored) return false;
  }
  return true;
}

/** What another report of this phone had already brought is there without being here. */
async function sent(blob: string, content: Bytes | undefined): Promise<boolean> {
  const token = app.mission?.token ?? '';
  const path = `/api/blobs/${blob}`;
  const reply = content
    ? await upload(path, content, { token }, PART)
    : await ask<{ stored: boolean }>({ method: 'GET', path, token });
  heard(reply.ok ? undefined : reply);
  return reply.ok && reply.body.stored;
}

/** The proof in place of the promise, once there is one. */
async function proof(own: Filed): Promise<boolean> {
  const { mission } = app;
  if (!mission) return false;
  const path = `/api/receipts/${own.id}`;
  const reply = await ask<{ receipt: string } & Partial<Opening>>({
    method: 'GET',
    path,
    token: mission.token,
  });
  heard(reply.ok || reply.status === 404 ? undefined : reply);
  if (!reply.ok) {
    await keep({ ...own, next: Date.now() });
    return reply.status !== 0;
  }
  const [found, promised] = await Promise.all([
    verify(reply.body.receipt, mission.log),
    verify(own.receipt ?? '', mission.log),
  ]);
  const right =
    found?.kind === 'proof' && found.index === promised?.index && found.leaf === promised.leaf;
  if (!right) await keep({ ...own, checked: 'wrong' });
  else
    await keep({
      ...own,
      receipt: reply.body.receipt,
      ...(await read(own, reply.body, found.leaf)),
    });
  return true;
}

/** What the proved leaf is about, where the mission tells it: of what was forgotten it cannot. */
async function read(
  own: Filed,
  { nonce, entry }: Partial<Opening>,
  leaf: string,
): Promise<Pick<Filed, 'checked' | 'compared'>> {
  if (nonce === undefined || entry === undefined) return { checked: 'proof' };
  if (!(await opens({ nonce, entry }, leaf))) return { checked: 'wrong' };
  const compared = compare(own.body, app.mission?.observer ?? '', entry);
  return { checked: compared.differ.length === 0 ? 'opened' : 'other', compared };
}

/** Whoever looks at what the mission asks wants to know it as it is now. */
export async function look(): Promise<void> {
  if (Date.now() - (app.mission?.told ?? 0) > LOOK && !sending.busy) await news();
}

/** Before anybody has joined: whether the mission is made up. */
export async function lookAround(): Promise<void> {
  const reply = await ask<Pick<Mission, 'example'>>({ method: 'GET', path: '/api/mission' });
  if (reply.ok) await learnt(reply.body.example);
}

async function learnt(example: string | null | undefined): Promise<void> {
  const now = typeof example === 'string';
  if (now === app.example || !app.db) return;
  app.example = now;
  await writeExample(app.db, now).catch(() => undefined);
}

/** Asks what is new: stations, deadlines, forms, what the mission has. */
export async function news(): Promise<void> {
  const { box, mission } = app;
  if (!box || !mission) return;
  const reply = await ask<News>({
    method: 'GET',
    path: '/api/phone',
    token: mission.token,
    ...(mission.tag ? { known: mission.tag } : {}),
  });
  heard(reply.ok ? undefined : reply);
  const fresh = renewed(mission, reply, Date.now());
  if (!fresh) return;
  if (reply.ok) sending.otherKey = mission.log !== '' && reply.body.log !== mission.log;
  await noted(box.put('mission', fresh));
  app.mission = fresh;
  await learnt(fresh.example);
  if (fresh.recipients.length > 0) void warm().catch(() => undefined);
}
