/**
 * Sealing to the mission's recipients: the only age, loaded when it is first needed. What is inside
 * has a length, the text, and zeros up to one of few sizes, as crates/seal/src/sealed.rs has it.
 */
import { concat, type Bytes } from './bytes';

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

/** Loads age while there is a network. */
export async function warm(): Promise<void> {
  await import('age-encryption');
}
