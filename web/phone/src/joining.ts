/** A phone joins by the code on its sheet (crates/seal/src/code.rs). */
import { ask } from '../../kit/api';
import { random, toBase64Url } from '../../kit/bytes';
import type { Box } from '../../kit/store';
import { app } from './app.svelte';
import type { Mission } from './records';
import { news } from './send.svelte';

const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const PRIME = 31;
/** Cyrillic letters that look like Latin ones are taken for them. */
const ALIKE: Record<string, string> = {
  А: 'A',
  В: 'B',
  С: 'C',
  Е: 'E',
  Н: 'H',
  К: 'K',
  М: 'M',
  Р: 'P',
  Т: 'T',
  Х: 'X',
  У: 'Y',
};

/** The code as it was printed; nothing for one that is mistyped. */
export function readCode(typed: string): string | undefined {
  const letters = Array.from(typed.toUpperCase().replace(/[\s\-–—_.]/g, ''), (c) => ALIKE[c] ?? c);
  const digits = letters.map((c) => ALPHABET.indexOf(c));
  if (digits.length !== 16 || digits.includes(-1)) return undefined;
  const sum = digits.reduce((all, digit, i) => all + digit * (i + 1), 0);
  if (sum % PRIME !== 0) return undefined;
  return (letters.join('').match(/.{4}/g) ?? []).join('-');
}

/** The code in a link: after `#`, so that no server ever sees it. */
export const codeInLink = (): string | undefined =>
  readCode(decodeURIComponent(location.hash.replace(/^#\/?(join\/)?/, '')));

/**
 * The token that this phone joins with, drawn once and kept before it is sent: where the answer is
 * lost, the phone asks again with the same one, and the code is not spent for nothing.
 */
export async function ownToken(box: Pick<Box, 'get' | 'change'>): Promise<string> {
  // Of two tabs the first one draws it for both.
  await box.change({ put: { token: toBase64Url(random(32)) }, unless: 'token' });
  return (await box.get<string>('token')) ?? '';
}

export type Joined = 'joined' | 'offline' | 'busy' | 'refused';

export async function join(): Promise<Joined> {
  const { box } = app;
  if (!box) return 'offline';
  const json = { code: app.code, token: await ownToken(box) };
  const reply = await ask<{ observer: string; token: string }>({
    method: 'POST',
    path: '/api/join',
    json,
    patience: 60_000,
  });
  if (!reply.ok) {
    if (reply.status === 429) return 'busy';
    return reply.status === 403 || reply.status === 400 ? 'refused' : 'offline';
  }
  const mission: Mission = {
    ...reply.body,
    log: '',
    drill: false,
    language: '',
    mine: null,
    forms: [],
    recipients: [],
    told: 0,
    clock: reply.clock ?? null,
    station: '',
  };
  // The token is kept before anything else is asked: the code is spent.
  await box.change({ put: { mission }, remove: ['code', 'token'] });
  [app.mission, app.code] = [mission, ''];
  await news();
  app.stage = 'open';
  return 'joined';
}
