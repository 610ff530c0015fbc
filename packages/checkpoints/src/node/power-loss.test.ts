import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { failingMachine } from '../testing/failing-files.js';
import { directoryStorage } from './directory-storage.js';

const bytes = (...values: number[]): Uint8Array => Uint8Array.of(...values);
const before = { a: { file: bytes(1, 1), other: bytes(2, 2) }, b: { file: bytes(3, 3) } };
const after = { a: { file: bytes(4, 4, 4, 4), more: bytes(5, 5, 5, 5) }, b: before.b };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tidegate-power-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function contentOf(): Promise<Record<string, object>> {
  const storage = directoryStorage(folder);
  const names = (await storage.names()).toSorted();
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, { ...(await storage.read(name)) }] as const)));
}

async function prepare(): Promise<void> {
  rmSync(folder, { recursive: true });
  for (const [name, files] of Object.entries(before)) await directoryStorage(folder).write(name, files);
}

/** Lets every change of an action be the last one, and says what there is then. */
async function atEveryChange(act: (storage: ReturnType<typeof directoryStorage>) => Promise<void>): Promise<Record<string, object>[]> {
  await prepare();
  const whole = failingMachine();
  await act(directoryStorage(folder, { fileOperations: whole.files }));
  expect(whole.changes).toBeGreaterThan(1);
  const found: Record<string, object>[] = [];
  for (let failsAt = 1; failsAt <= whole.changes; failsAt++) {
    await prepare();
    const machine = failingMachine(failsAt);
    await expect(act(directoryStorage(folder, { fileOperations: machine.files }))).rejects.toThrow('EIO: the power is lost');
    machine.losePower();
    found.push(await contentOf());
    // What is left does not stand in the way of the next one.
    await directoryStorage(folder).write('a', after.a);
    expect(await contentOf()).toMatchObject(after);
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
  }
  return found;
}

test('a checkpoint that is replaced is whole, the old one or the new one, whenever the power is lost', async () => {
  const found = await atEveryChange((storage) => storage.write('a', after.a));
  for (const content of found) expect([before, after]).toContainEqual(content);
  // Both ends of the way were seen.
  expect(found[0]).toEqual(before);
  expect(found.at(-1)).toEqual(after);
});

test('a new checkpoint is whole or not there', async () => {
  const found = await atEveryChange((storage) => storage.write('c', after.a).then(() => storage.remove('c')));
  for (const content of found) expect([before, { ...before, c: after.a }]).toContainEqual(content);
  expect(found).toContainEqual({ ...before, c: after.a });
});

test('a checkpoint that is removed is whole or not there', async () => {
  const found = await atEveryChange((storage) => storage.remove('a'));
  for (const content of found) expect([before, { b: before.b }]).toContainEqual(content);
});
