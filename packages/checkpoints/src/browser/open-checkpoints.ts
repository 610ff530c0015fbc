import { type IDBPDatabase, openDB } from 'idb';

/** Where the entries of the database lie: checkpoints by their names. */
export const storeName = 'checkpoints';
const version = 1;

/** Opens the database, and makes it where there is none. @throws Error that says what is in the way */
export async function openCheckpoints(database: string): Promise<IDBPDatabase> {
  if (!('indexedDB' in globalThis)) throw new Error('there is no IndexedDB here; use the storage of another place');
  const opened = await openDB(database, version, {
    upgrade: (fresh) => void fresh.createObjectStore(storeName),
    // Another page wants to remove the database.
    blocking: (_, __, event) => (event.target as IDBDatabase).close(),
  });
  if (opened.objectStoreNames.contains(storeName)) return opened;
  opened.close();
  throw new Error('a database of this name, with other things in it, is there already; choose another name');
}
