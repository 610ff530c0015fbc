import { ArgumentError } from '@tidegate/core';
import { testStorage } from '@tidegate/testing';
import { deleteDB, openDB } from 'idb';
import { expect, it } from 'vitest';
import { CheckpointError } from '../errors/checkpoint-error.js';
import { indexedDbStorage } from './indexed-db-storage.js';

let count = 0;
const fresh = () => indexedDbStorage(`checkpoints-${count++}-${Date.now()}`);

testStorage('in a database of the page', { make: fresh, reopen: ({ place }) => indexedDbStorage(place) });

it('stores a part of a buffer without the rest of it', async () => {
  const storage = fresh();
  await storage.write('a', { file: new Uint8Array(1_000).fill(7).subarray(10, 12) });
  const { file } = await storage.read('a');
  expect(file).toEqual(Uint8Array.of(7, 7));
  expect(file?.buffer.byteLength).toBe(2);
});

it('keeps names that objects have by nature', async () => {
  const storage = fresh();
  await storage.write('constructor', { constructor: Uint8Array.of(1), ...Object.fromEntries([['__proto__', Uint8Array.of(2)]]) });
  expect(Object.entries(await storage.read('constructor'))).toEqual([
    ['constructor', Uint8Array.of(1)],
    ['__proto__', Uint8Array.of(2)],
  ]);
});

it('leaves what was there where an entry cannot be stored', async () => {
  const storage = fresh();
  await storage.write('a', { file: Uint8Array.of(1) });
  // No browser stores a function.
  const unstorable = { byteLength: 1, buffer: { byteLength: 1 }, run: () => 2 } as unknown as Uint8Array;
  const written = storage.write('a', { before: Uint8Array.of(2), unstorable });
  await expect(written).rejects.toThrow(`${storage.place}/a: cannot be written (DataCloneError: `);
  await expect(written).rejects.toThrow(CheckpointError);
  expect({ ...(await storage.read('a')) }).toEqual({ file: Uint8Array.of(1) });
});

it('lets the database be removed while it is in use, and makes it anew', async () => {
  const storage = fresh();
  await storage.write('a', { file: Uint8Array.of(1) });
  await deleteDB(storage.place);
  expect(await storage.names()).toEqual([]);
  await storage.write('b', { file: Uint8Array.of(2) });
  expect(await storage.names()).toEqual(['b']);
});

it('refuses a database of somebody else, and one of a later version', async () => {
  const other = fresh();
  (await openDB(other.place, 1, { upgrade: (database) => void database.createObjectStore('songs') })).close();
  await expect(other.names()).rejects.toThrow('a database of this name, with other things in it, is there already; choose another name');
  const later = fresh();
  (await openDB(later.place, 7)).close();
  await expect(later.write('a', {})).rejects.toThrow(`${later.place}/a: cannot be written (a later version of Tidegate has written here`);
});

it('refuses a database without name', () => {
  expect(() => indexedDbStorage('')).toThrow(ArgumentError);
});
