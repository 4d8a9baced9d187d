/**
 * What is kept on this device: the only IndexedDB. Everything but the lock and the language is
 * under the key, and a change of several records is made whole or not at all.
 */
import { deleteDB, openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { text, utf8, type Bytes } from './bytes';
import { disclose, enclose, type Lock } from './lock';

/** Says neither whose this is nor what for. */
const NAME = 'pages';

interface Schema extends DBSchema {
  plain: { key: string; value: Lock | string };
  box: { key: string; value: Bytes };
}

export type Db = IDBPDatabase<Schema>;

export function openStore(blocking: () => void): Promise<Db> {
  return openDB<Schema>(NAME, 1, {
    upgrade(db) {
      db.createObjectStore('plain');
      db.createObjectStore('box');
    },
    // Another tab wipes: let go.
    blocking,
  });
}

export const readLock = async (db: Db): Promise<Lock | undefined> =>
  (await db.get('plain', 'lock')) as Lock | undefined;

export async function writeLock(db: Db, lock: Lock): Promise<void> {
  await db.put('plain', lock, 'lock');
}

export const readLanguage = async (db: Db): Promise<string | undefined> =>
  (await db.get('plain', 'language')) as string | undefined;

export async function writeLanguage(db: Db, language: string): Promise<void> {
  await db.put('plain', language, 'language');
}

/** Whether this device was told that the mission is made up: that is no secret. */
export const readExample = async (db: Db): Promise<boolean> =>
  (await db.get('plain', 'example')) !== undefined;

export async function writeExample(db: Db, example: boolean): Promise<void> {
  await (example ? db.put('plain', 'yes', 'example') : db.delete('plain', 'example'));
}

/** Everything is gone: records, files of the app, the service worker. */
export async function wipe(db: Db): Promise<void> {
  db.close();
  await deleteDB(NAME);
  if ('caches' in globalThis) {
    await Promise.all((await caches.keys()).map((name) => caches.delete(name)));
  }
  const workers = (await navigator.serviceWorker?.getRegistrations()) ?? [];
  await Promise.all(workers.map((worker) => worker.unregister()));
}

/** The device has no room: nothing was changed. */
export class Full extends Error {}

export interface Change {
  put?: Record<string, unknown>;
  bytes?: Record<string, Bytes>;
  remove?: readonly string[];
  /** Nothing happens where this record is there already. */
  unless?: string;
}

/** Records under the key. */
export class Box {
  constructor(
    private readonly db: Db,
    private readonly key: CryptoKey,
  ) {}

  async bytes(name: string): Promise<Bytes | undefined> {
    const found = await this.db.get('box', name);
    return found && disclose(this.key, found);
  }

  async get<T>(name: string): Promise<T | undefined> {
    const found = await this.bytes(name);
    return found && (JSON.parse(text(found)) as T);
  }

  /** All records whose names begin so, by name. */
  async list<T>(prefix: string): Promise<T[]> {
    const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
    const found = await this.db.getAll('box', range);
    const read = async (own: Bytes): Promise<T> =>
      JSON.parse(text(await disclose(this.key, own))) as T;
    return Promise.all(found.map(read));
  }

  put(name: string, value: unknown): Promise<boolean> {
    return this.change({ put: { [name]: value } });
  }

  /** Makes a change; says whether it was made. Once it returns, the change survives a crash. */
  async change({ put = {}, bytes = {}, remove = [], unless }: Change): Promise<boolean> {
    const plain = Object.entries(put).map(
      ([name, value]) => [name, utf8(JSON.stringify(value))] as const,
    );
    const all = [...plain, ...Object.entries(bytes)];
    const closed = await Promise.all(
      all.map(async ([name, content]) => [name, await enclose(this.key, content)] as const),
    );
    const work = this.db.transaction('box', 'readwrite', { durability: 'strict' });
    try {
      if (unless !== undefined && (await work.store.getKey(unless)) !== undefined) {
        await work.done;
        return false;
      }
      const steps = [
        ...closed.map(([name, content]) => work.store.put(content, name)),
        ...remove.map((name) => work.store.delete(name)),
      ];
      await Promise.all([...steps, work.done]);
      return true;
    } catch (error) {
      await work.done.catch(() => undefined);
      throw (error as Error).name === 'QuotaExceededError' ? new Full() : error;
    }
  }
}
