import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { concat, sha256, toBase64, utf8, type Bytes } from './bytes';
import { opens, readKey, verify, type Checked, type Opening } from './receipt';

/** What the server's own code comes to (crates/seal/src/receipt/tests.rs). */
const vectors = JSON.parse(
  readFileSync(new URL('../../crates/seal/tests/vectors/receipts.json', import.meta.url), 'utf8'),
) as { key: string; cases: Vector[] };
interface Vector {
  name: string;
  receipt: string;
  holds: Omit<Checked, 'origin'> | null;
  opening: Opening;
  opens: boolean;
}

/** A log of four leaves, signed by a key that exists for this test only. */
async function log() {
  const pair = (await crypto.subtle.generateKey('Ed25519', true, [
    'sign',
    'verify',
  ])) as CryptoKeyPair;
  const raw = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  const body = concat(Uint8Array.of(1), raw);
  const id = (await sha256(utf8('m/log\n'), body)).subarray(0, 4);
  const written = Array.from(id, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const key = `m/log+${written}+${toBase64(body)}`;
  const sign = async (message: string): Promise<string> => {
    const made = await crypto.subtle.sign('Ed25519', pair.privateKey, utf8(message));
    return `${message}\n— m/log ${toBase64(concat(id, new Uint8Array(made)))}\n`;
  };
  return { key, sign };
}

const node = (a: Bytes, b: Bytes): Promise<Bytes> => sha256(Uint8Array.of(1), a, b);

async function proofOf(sign: (message: string) => Promise<string>) {
  const leaves = await Promise.all(['a', 'b', 'c'].map((own) => sha256(utf8(own))));
  const [a, b, c] = leaves as [Bytes, Bytes, Bytes];
  const ab = await node(a, b);
  const head = await sign(`m/log\n3\n${toBase64(await node(ab, c))}\n`);
  const rest = `index 1\n${toBase64(a)}\n${toBase64(c)}\n\n${head}`;
  const check = (await sha256(utf8('sanaq.org/receipt@v1'), b, utf8(rest))).subarray(0, 16);
  return {
    text: `c2sp.org/tlog-proof@v1\nextra ${toBase64(concat(b, check))}\n${rest}`,
    leaf: toBase64(b),
  };
}

describe('receipts', () => {
  test('a promise holds, and no letter of it can be changed', async () => {
    const { key, sign } = await log();
    const leaf = toBase64(await sha256(utf8('leaf')));
    const receipt = await sign(`sanaq.org/promise@v1\nm/log\n17\n${leaf}\n`);
    expect(await verify(receipt, key)).toEqual({
      kind: 'promise',
      origin: 'm/log',
      index: 17,
      leaf,
    });
    for (let i = 0; i < receipt.length - 1; i += 1) {
      const other = receipt[i] === 'x' ? 'y' : 'x';
      const changed = receipt.slice(0, i) + other + receipt.slice(i + 1);
      expect(await verify(changed, key), `letter ${i}`).toBeUndefined();
    }
  });

  test('another key proves nothing', async () => {
    const [one, other] = await Promise.all([log(), log()]);
    const receipt = await one.sign(
      `sanaq.org/promise@v1\nm/log\n17\n${toBase64(await sha256(utf8('l')))}\n`,
    );
    expect(await verify(receipt, other.key)).toBeUndefined();
    expect(await verify(receipt, 'nonsense')).toBeUndefined();
    expect(await readKey(one.key.replace(/\+[0-9a-f]{8}\+/, '+00000000+'))).toBeUndefined();
  });

  test('a proof leads to the root, and each of its lines matters', async () => {
    const { key, sign } = await log();
    const { text, leaf } = await proofOf(sign);
    expect(await verify(text, key)).toEqual({ kind: 'proof', origin: 'm/log', index: 1, leaf });
    const lines = text.trimEnd().split('\n');
    for (const [i, line] of lines.entries()) {
      if (line === '') continue;
      const without = [...lines.slice(0, i), ...lines.slice(i + 1)].join('\n');
      expect(await verify(`${without}\n`, key), line).toBeUndefined();
    }
    expect(await verify(text.replace('index 1', 'index 0'), key)).toBeUndefined();
  });

  test('a browser without Ed25519 comes to the same', async () => {
    const { key, sign } = await log();
    const { text } = await proofOf(sign);
    const own = crypto.subtle.importKey;
    try {
      crypto.subtle.importKey = () => Promise.reject(new DOMException('', 'NotSupportedError'));
      expect(await verify(text, key)).toMatchObject({ kind: 'proof' });
      const wrong = text.replace(
        /.(.{6})\n$/,
        (end, rest: string) => (end.startsWith('A') ? 'B' : 'A') + rest + '\n',
      );
      expect(await verify(wrong, key)).toBeUndefined();
    } finally {
      crypto.subtle.importKey = own;
    }
  });

  test.each(vectors.cases)('as the server has it: $name', async (own) => {
    const found = await verify(own.receipt, vectors.key);
    if (own.holds) expect(found).toMatchObject(own.holds);
    else expect(found).toBeUndefined();
    expect(found !== undefined && (await opens(own.opening, found.leaf))).toBe(own.opens);
  });

  test('some vectors open and some do not', () => {
    expect(new Set(vectors.cases.map((own) => own.opens)).size).toBe(2);
  });

  test('no letter of an entry and no digit of a nonce can be changed', async () => {
    const proved = vectors.cases.find((own) => own.opens && own.holds?.kind === 'proof');
    if (!proved?.holds) throw new Error('no such vector');
    const { opening, holds } = proved;
    expect(await opens(opening, holds.leaf)).toBe(true);
    for (const field of ['nonce', 'entry'] as const) {
      const text = opening[field];
      for (let i = 0; i < text.length; i += 1) {
        const changed = text.slice(0, i) + (text[i] === '1' ? '2' : '1') + text.slice(i + 1);
        expect(await opens({ ...opening, [field]: changed }, holds.leaf), `${field} ${i}`).toBe(
          false,
        );
      }
    }
  });
});
