/**
 * Receipts, checked on this device without believing the server (docs/receipts.md,
 * crates/seal/src/receipt.rs).
 */
import { fromBase64, hex, same, sha256, toBase64, utf8, type Bytes } from './bytes';

export interface Checked {
  kind: 'promise' | 'proof';
  origin: string;
  index: number;
  /** Base 64. */
  leaf: string;
}

interface Key {
  name: string;
  id: string;
  bytes: Bytes;
}

/** A log's key, `name+id+base64`; nothing where it is none. */
export async function readKey(written: string): Promise<Key | undefined> {
  const found = /^([^+\s]+)\+([0-9a-f]{8})\+(.+)$/.exec(written.trim());
  const whole = fromBase64(found?.[3] ?? '');
  if (!found || whole?.length !== 33 || whole[0] !== 1) return undefined;
  const [, name = '', id = ''] = found;
  const own = hex((await sha256(utf8(`${name}\n`), whole)).subarray(0, 4));
  return own === id ? { name, id, bytes: whole.subarray(1) } : undefined;
}

/** What a receipt says, when it holds; nothing when it does not. */
export async function verify(receipt: string, key: string): Promise<Checked | undefined> {
  const log = await readKey(key);
  const complete = receipt.endsWith('\n') ? receipt : `${receipt}\n`;
  if (!log) return undefined;
  return complete.startsWith('c2sp.org/tlog-proof@v1\n')
    ? verifyProof(complete, log)
    : verifyPromise(complete, log);
}

/** The text of a signed note, when the log has signed it. */
async function signed(note: string, log: Key): Promise<string | undefined> {
  const at = note.indexOf('\n\n');
  const message = note.slice(0, at + 1);
  const lines = note.slice(at + 2).split('\n');
  for (const line of lines) {
    const [, name, encoded = ''] = /^— (\S+) (\S+)$/.exec(line) ?? [];
    const bytes = fromBase64(encoded);
    if (name !== log.name || bytes?.length !== 68 || hex(bytes.subarray(0, 4)) !== log.id) continue;
    // A key that we know and a signature that is wrong spoil the note.
    return (await ed25519(log.bytes, bytes.subarray(4), utf8(message))) ? message : undefined;
  }
  return undefined;
}

/** WebCrypto has Ed25519 from Chromium 137 on; before, the one that age brings is used. */
async function ed25519(key: Bytes, signature: Bytes, message: Bytes): Promise<boolean> {
  try {
    const own = await crypto.subtle.importKey('raw', key, 'Ed25519', false, ['verify']);
    return await crypto.subtle.verify('Ed25519', own, signature, message);
  } catch {
    const { ed25519: curve } = await import('@noble/curves/ed25519.js');
    return curve.verify(signature, message, key, { zip215: false });
  }
}

const whole = (written: string | undefined): number | undefined =>
  written !== undefined && /^(0|[1-9]\d{0,15})$/.test(written) ? Number(written) : undefined;

async function verifyPromise(receipt: string, log: Key): Promise<Checked | undefined> {
  const message = await signed(receipt, log);
  const [kind, origin, place, leaf = '', end, ...more] = message?.split('\n') ?? [];
  const index = whole(place);
  const shaped = kind === 'sanaq.org/promise@v1' && end === '' && more.length === 0;
  if (!shaped || origin !== log.name || index === undefined) return undefined;
  return fromBase64(leaf)?.length === 32 ? { kind: 'promise', origin, index, leaf } : undefined;
}

async function verifyProof(receipt: string, log: Key): Promise<Checked | undefined> {
  const at = receipt.indexOf('\n\n');
  const [, extraLine = '', indexLine = '', ...hashes] = receipt.slice(0, at).split('\n');
  const extra = fromBase64(/^extra (\S+)$/.exec(extraLine)?.[1] ?? '');
  const index = whole(/^index (\d+)$/.exec(indexLine)?.[1]);
  const path = hashes.map(fromBase64);
  if (extra?.length !== 48 || index === undefined || path.length > 63) return undefined;
  const leaf = extra.subarray(0, 32);
  const rest = receipt.slice(receipt.indexOf('\n', receipt.indexOf('\n') + 1) + 1);
  const check = await sha256(utf8('sanaq.org/receipt@v1'), leaf, utf8(rest));
  if (!same(check.subarray(0, 16), extra.subarray(32))) return undefined;
  const head = await signed(receipt.slice(at + 2), log);
  const [origin, sizeLine, rootLine] = head?.split('\n') ?? [];
  const [size, root] = [whole(sizeLine), fromBase64(rootLine ?? '')];
  if (origin !== log.name || size === undefined || !root) return undefined;
  if (!(await included(leaf, index, size, path, root))) return undefined;
  return { kind: 'proof', origin, index, leaf: toBase64(leaf) };
}

/** What opens a leaf, as the reporter is told it. */
export interface Opening {
  /** 64 hex digits. */
  nonce: string;
  /** The entry's own text. */
  entry: string;
}

/** Whether a leaf (base 64) is of this entry and of no other (crates/seal/src/entry.rs). */
export async function opens({ nonce, entry }: Opening, leaf: string): Promise<boolean> {
  if (!/^[0-9a-f]{64}$/.test(nonce)) return false;
  const blind = Uint8Array.from(nonce.match(/../g) ?? [], (digits) => parseInt(digits, 16));
  const domain = utf8('sanaq.org/log-leaf@v1');
  const own = await sha256(Uint8Array.of(0), domain, blind, await sha256(utf8(entry)));
  return toBase64(own) === leaf;
}

const nodeHash = (left: Uint8Array, right: Uint8Array): Promise<Bytes> =>
  sha256(Uint8Array.of(1), left, right);

/** RFC 9162, section 2.1.3.2. */
async function included(
  leaf: Bytes,
  index: number,
  size: number,
  path: readonly (Bytes | undefined)[],
  root: Bytes,
): Promise<boolean> {
  if (index >= size) return false;
  let [node, last, hash] = [BigInt(index), BigInt(size - 1), leaf];
  for (const sibling of path) {
    if (last === 0n || sibling?.length !== 32) return false;
    if (node % 2n === 1n || node === last) {
      hash = await nodeHash(sibling, hash);
      while (node % 2n === 0n && node !== 0n) [node, last] = [node / 2n, last / 2n];
    } else {
      hash = await nodeHash(hash, sibling);
    }
    [node, last] = [node / 2n, last / 2n];
  }
  return last === 0n && same(hash, root);
}
