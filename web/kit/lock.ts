/**
 * The PIN: a key made from it (PBKDF2) opens the key that everything on this device is kept under
 * (AES-GCM). Neither is ever stored in the clear.
 */
import { random, utf8, type Bytes } from './bytes';

/** What is stored of a lock. */
export interface Lock {
  salt: Bytes;
  rounds: number;
  iv: Bytes;
  wrapped: Bytes;
  /** How often a wrong PIN was typed since the right one, and until when none is taken (ms). */
  tries: number;
  until: number;
}

/** OWASP's figure for PBKDF2 with SHA-256; under a second on a cheap phone. */
export const ROUNDS = 600_000;
/** The shortest PIN. */
export const SHORTEST = 6;

/**
 * Whether a PIN is among the first that anybody tries: one short piece again and again (111111,
 * 123123), or digits in a row (123456, 987654).
 */
export function isWeak(pin: string): boolean {
  const repeats = [1, 2, 3].some(
    (size) => pin === pin.slice(0, size).repeat(9).slice(0, pin.length),
  );
  const steps = Array.from(pin.slice(1), (digit, i) => (Number(digit) - Number(pin[i]) + 10) % 10);
  return repeats || steps.every((step) => step === 1) || steps.every((step) => step === 9);
}

const AES = { name: 'AES-GCM', length: 256 } as const;

async function pinKey(pin: string, salt: Bytes, rounds: number): Promise<CryptoKey> {
  const secret = await crypto.subtle.importKey('raw', utf8(pin), 'PBKDF2', false, ['deriveKey']);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds };
  return crypto.subtle.deriveKey(how, secret, AES, false, ['wrapKey', 'unwrapKey']);
}

async function wrap(key: CryptoKey, pin: string, rounds: number): Promise<Lock> {
  const [salt, iv] = [random(16), random(12)];
  const outer = await pinKey(pin, salt, rounds);
  const wrapped = await crypto.subtle.wrapKey('raw', key, outer, { name: 'AES-GCM', iv });
  return { salt, rounds, iv, wrapped: new Uint8Array(wrapped), tries: 0, until: 0 };
}

/** A new lock with a new key inside. */
export async function newLock(
  pin: string,
  rounds = ROUNDS,
): Promise<{ lock: Lock; key: CryptoKey }> {
  const fresh = await crypto.subtle.generateKey(AES, true, ['encrypt', 'decrypt']);
  const lock = await wrap(fresh, pin, rounds);
  const key = await unlock(lock, pin);
  if (!key) throw new Error('a new lock does not open');
  return { lock, key };
}

/** The key inside; nothing for a wrong PIN. */
export async function unlock(
  { wrapped, salt, rounds, iv }: Lock,
  pin: string,
  extractable = false,
): Promise<CryptoKey | undefined> {
  const outer = await pinKey(pin, salt, rounds);
  try {
    const how = { name: 'AES-GCM', iv };
    const uses: KeyUsage[] = ['encrypt', 'decrypt'];
    return await crypto.subtle.unwrapKey('raw', wrapped, outer, how, AES, extractable, uses);
  } catch {
    return undefined;
  }
}

/** The same key under another PIN; nothing when the old one is wrong. */
export async function changePin(lock: Lock, old: string, pin: string): Promise<Lock | undefined> {
  const key = await unlock(lock, old, true);
  return key && wrap(key, pin, lock.rounds);
}

/** After a wrong PIN: from the fifth on, each costs twice the wait, up to an hour. */
export function failed(lock: Lock, now: number): Lock {
  const tries = lock.tries + 1;
  const wait = tries < 5 ? 0 : Math.min(3_600_000, 30_000 * 2 ** (tries - 5));
  return { ...lock, tries, until: now + wait };
}

export const opened = (lock: Lock): Lock => ({ ...lock, tries: 0, until: 0 });

/** Bytes under the key: 12 bytes of nonce, then what AES-GCM made. */
export async function enclose(key: CryptoKey, content: Bytes): Promise<Bytes> {
  const iv = random(12);
  const made = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, content);
  const whole = new Uint8Array(12 + made.byteLength);
  whole.set(iv);
  whole.set(new Uint8Array(made), 12);
  return whole;
}

/** The opposite; throws when the bytes were changed. */
export async function disclose(key: CryptoKey, whole: Bytes): Promise<Bytes> {
  const how = { name: 'AES-GCM', iv: whole.subarray(0, 12) };
  return new Uint8Array(await crypto.subtle.decrypt(how, key, whole.subarray(12)));
}
