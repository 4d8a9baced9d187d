import {
  Decrypter,
  Encrypter,
  armor,
  generateX25519Identity,
  identityToRecipient,
} from 'age-encryption';
import { expect, test } from 'vitest';
import { text, utf8 } from './bytes';
import { keyFile, paddedLength, readKeyFile, seal } from './seal';

test('each recipient opens it, nobody else, and the length says nothing', async () => {
  const identities = await Promise.all([generateX25519Identity(), generateX25519Identity()]);
  const recipients = await Promise.all(identities.map(identityToRecipient));
  const [short, long] = await Promise.all([
    seal(utf8('{"text":"да"}'), recipients),
    seal(utf8(`{"text":"${'x'.repeat(900)}"}`), recipients),
  ]);
  expect(short.length).toBe(long.length);
  for (const identity of identities) {
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    const inside = await decrypter.decrypt(short);
    const length = Number(new DataView(inside.buffer, inside.byteOffset).getBigUint64(0));
    expect(text(inside.subarray(8, 8 + length))).toBe('{"text":"да"}');
    expect(inside.subarray(8 + length).every((byte) => byte === 0)).toBe(true);
    expect(inside.length).toBe(1024);
  }
  const stranger = new Decrypter();
  stranger.addIdentity(await generateX25519Identity());
  await expect(stranger.decrypt(short)).rejects.toThrow();
  await expect(seal(utf8('x'), [])).rejects.toThrow();
});

test('sizes are the ones of crates/seal', () => {
  const sizes = [0, 1016, 1017, 4088, (1 << 20) - 8, (1 << 20) - 7, 3_000_000].map(paddedLength);
  expect(sizes).toEqual([1024, 1024, 2048, 4096, 1 << 20, 2 << 20, 3 << 20]);
});

test('the officer opens with the key file and its passphrase; nobody opens with another', async () => {
  const identity = await generateX25519Identity();
  const sealed = await seal(utf8('{"text":"да"}'), [await identityToRecipient(identity)]);
  const file = utf8(`# created: today\n${identity}\n`);
  const lock = new Encrypter();
  lock.setPassphrase('correct horse');
  lock.setScryptWorkFactor(10);
  const locked = new Uint8Array(await lock.encrypt(file));
  const armored = utf8(armor.encode(locked));
  expect([file, locked, armored, utf8('AGE?')].map(keyFile)).toEqual([
    'bare',
    'locked',
    'locked',
    undefined,
  ]);
  for (const own of [file, locked, armored]) {
    const opener = await readKeyFile(own, 'correct horse');
    const inside = await opener?.open(sealed);
    expect(inside && text(inside)).toBe('{"text":"да"}');
    expect(await opener?.open(utf8('not sealed'))).toBeUndefined();
  }
  expect(await readKeyFile(locked, 'wrong horse')).toBeUndefined();
  const other = await readKeyFile(utf8(await generateX25519Identity()), '');
  expect(await other?.open(sealed)).toBeUndefined();
});

// Protects the officer: a slip in copying the key is said, and is no fault of the program.
test('a key file with a wrong letter, or a part of it missing, is no key', async () => {
  const identity = await generateX25519Identity();
  const last = identity.at(-1) === 'Q' ? 'P' : 'Q';
  for (const own of [identity.slice(0, -1) + last, identity.slice(0, -2)]) {
    expect(keyFile(utf8(own))).toBe('bare');
    expect(await readKeyFile(utf8(own), '')).toBeUndefined();
  }
  const lock = new Encrypter();
  lock.setPassphrase('correct horse');
  lock.setScryptWorkFactor(10);
  const armored = armor.encode(new Uint8Array(await lock.encrypt(utf8(identity))));
  for (const own of [armored.slice(0, 90), armored.replace(/^(.{40})./m, '$1*')]) {
    expect(await readKeyFile(utf8(own), 'correct horse')).toBeUndefined();
  }
});
