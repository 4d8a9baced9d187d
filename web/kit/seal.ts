/**
 * Sealing to the mission's recipients and opening with their keys: the only age, loaded when needed. What is inside
 * has a length, the text, and zeros up to one of few sizes, as crates/seal/src/sealed.rs has it.
 */
import type { Decrypter } from 'age-encryption';
import { concat, text, type Bytes } from './bytes';

const SMALLEST = 1 << 10;
const STEP = 1 << 20;
const LENGTH = 8;

/** How long what is inside becomes for a text of this length. */
export function paddedLength(length: number): number {
  const needed = length + LENGTH;
  if (needed > STEP) return Math.ceil(needed / STEP) * STEP;
  return Math.max(SMALLEST, 2 ** Math.ceil(Math.log2(needed)));
}

export async function seal(content: Bytes, recipients: readonly string[]): Promise<Bytes> {
  if (recipients.length === 0) throw new Error('there is no recipient to seal to');
  const { Encrypter } = await import('age-encryption');
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  const length = new Uint8Array(LENGTH);
  new DataView(length.buffer).setBigUint64(0, BigInt(content.length));
  const zeros = new Uint8Array(paddedLength(content.length) - LENGTH - content.length);
  return new Uint8Array(await encrypter.encrypt(concat(length, content, zeros)));
}

/** A key that opens; in memory only, and never sent anywhere. */
export interface Opener {
  open(sealed: Bytes): Promise<Bytes | undefined>;
}

/** What a key's file is: locked by a passphrase, or a bare identity; nothing: no key. */
export function keyFile(file: Bytes): 'locked' | 'bare' | undefined {
  const head = text(file.subarray(0, 64));
  if (head.startsWith('age-encryption.org/') || head.startsWith('-----BEGIN AGE')) return 'locked';
  return /^AGE-SECRET-KEY-1[0-9A-Z]+$/m.test(text(file).trim()) ? 'bare' : undefined;
}

/** What a lock keeps; nothing where it does not open, or is damaged. */
async function opened(lock: Decrypter, bytes: () => Uint8Array): Promise<Uint8Array | undefined> {
  try {
    return await lock.decrypt(bytes());
  } catch {
    return undefined;
  }
}

/** Reads a key's file. Nothing where the passphrase is wrong, or there is no whole key in it. */
export async function readKeyFile(file: Bytes, passphrase: string): Promise<Opener | undefined> {
  const { Decrypter, armor } = await import('age-encryption');
  let written = text(file);
  if (keyFile(file) === 'locked') {
    const lock = new Decrypter();
    lock.addPassphrase(passphrase);
    const inside = await opened(lock, () =>
      written.startsWith('-----') ? armor.decode(written.trim()) : file,
    );
    if (!inside) return undefined;
    written = text(inside);
  }
  const identities = written.match(/^AGE-SECRET-KEY-1[0-9A-Z]+$/gm) ?? [];
  if (identities.length === 0) return undefined;
  const opener = new Decrypter();
  try {
    for (const identity of identities) opener.addIdentity(identity);
  } catch {
    // A letter of it is wrong or missing.
    return undefined;
  }
  return {
    async open(sealed) {
      const inside = await opener.decrypt(sealed).catch(() => undefined);
      if (!inside || inside.length < LENGTH) return undefined;
      const whole = new Uint8Array(inside);
      const length = Number(new DataView(whole.buffer).getBigUint64(0));
      return length <= whole.length - LENGTH ? whole.slice(LENGTH, LENGTH + length) : undefined;
    },
  };
}

/** Loads age while there is a network. */
export async function warm(): Promise<void> {
  await import('age-encryption');
}
