import { ArgumentError, type CheckpointStorage, type StoredFiles } from '@tidegate/core';
import type { IDBPObjectStore } from 'idb';
import { CheckpointError } from '../errors/checkpoint-error.js';
import { assertCheckpointName, assertFileNames } from '../files/names.js';
import { openCheckpoints, storeName } from './open-checkpoints.js';
import { reasonOf } from './reason-of.js';

type Mode = 'readonly' | 'readwrite';
type Store<In extends Mode> = IDBPObjectStore<unknown, [typeof storeName], typeof storeName, In>;

/**
 * Keeps checkpoints in a database of the page's origin, where they stay when the page is closed. Each checkpoint is one entry, written in
 * one transaction that the browser brings to the disk before it is told: a page or a browser that ends in the middle of one leaves what was
 * there before. Several pages may use it at once; of two that write the same name, the later one stays.
 *
 * The database is opened for each operation and closed after it, so that no page keeps another from removing it.
 *
 * @param database its name, another one for each training
 * @throws ArgumentError if the name is empty
 */
export function indexedDbStorage(database: string): CheckpointStorage {
  if (typeof database !== 'string' || database === '') {
    throw new ArgumentError('indexedDbStorage', 'database', database, 'a name, another one for each training');
  }
  const placeOf = (name: string): string => (name === '' ? database : `${database}/${name}`);
  const within = async <In extends Mode, Result>(
    mode: In,
    name: string,
    verb: string,
    action: (store: Store<In>) => Promise<Result>,
  ): Promise<Result> => {
    const place = placeOf(name);
    try {
      const opened = await openCheckpoints(database);
      try {
        const transaction = opened.transaction(storeName, mode, { durability: 'strict' });
        const [result] = await Promise.all([action(transaction.store), transaction.done]);
        return result;
      } finally {
        opened.close();
      }
    } catch (cause) {
      throw new CheckpointError(`cannot be ${verb} (${reasonOf(cause)})`, { place, cause });
    }
  };

  return {
    place: database,
    names: async () => (await within('readonly', '', 'read', (store) => store.getAllKeys())).map(String),
    async read(name) {
      const found: ReadonlyMap<string, Uint8Array> | undefined = await within('readonly', name, 'read', (store) => store.get(name));
      if (!found) throw new CheckpointError('is not there', { place: placeOf(name) });
      return Object.fromEntries(found);
    },
    async write(name, files) {
      assertCheckpointName('indexedDbStorage.write', name);
      assertFileNames('indexedDbStorage.write', files);
      await within('readwrite', name, 'written', (store) => store.put(entryOf(files), name));
    },
    remove: (name) => within('readwrite', name, 'removed', (store) => store.delete(name)),
  };
}

/** A map, since it has no names by nature. The bytes alone: a part of a buffer would be stored with all of it. */
function entryOf(files: StoredFiles): ReadonlyMap<string, Uint8Array> {
  return new Map(
    Object.entries(files).map(([name, bytes]) => [name, bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice()]),
  );
}
