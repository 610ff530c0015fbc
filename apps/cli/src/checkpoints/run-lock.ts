import { readFile, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { pid } from 'node:process';
import * as v from 'valibot';
import { UsageError } from '../errors/usage-error.js';

const lockName = '.tidegate.lock';
const schema = v.object({ pid: v.pipe(v.number(), v.safeInteger(), v.minValue(1)), host: v.string() });

/**
 * Makes sure that no other process writes its run to a folder: both would be lost.
 *
 * @throws UsageError if one does
 */
export async function assertUnlocked(directory: string): Promise<void> {
  const owner = await ownerOf(directory);
  if (owner === undefined) return;
  throw new UsageError(
    '--out',
    'a folder that no other run writes to',
    `${JSON.stringify(directory)} (process ${owner} does; if it is no run of tidegate, remove ${join(directory, lockName)})`,
  );
}

/**
 * Keeps other processes from writing their runs to a folder, until it is unlocked or this process ends in any way.
 *
 * @throws UsageError if another one writes there
 */
export async function lockRun(directory: string): Promise<void> {
  await assertUnlocked(directory);
  await writeFile(join(directory, lockName), JSON.stringify({ pid, host: hostname() }));
}

export async function unlockRun(directory: string): Promise<void> {
  await rm(join(directory, lockName), { force: true }).catch(() => undefined);
}

/** The process that writes to the folder; nothing if it has ended, or if it was on another machine, which nobody can ask. */
async function ownerOf(directory: string): Promise<number | undefined> {
  const text = await readFile(join(directory, lockName), 'utf8').catch(() => undefined);
  const lock = text === undefined ? undefined : v.safeParse(v.pipe(v.string(), v.parseJson(), schema), text);
  if (!lock?.success) return undefined;
  const { pid: owner, host } = lock.output;
  return host === hostname() && owner !== pid && isAlive(owner) ? owner : undefined;
}

function isAlive(owner: number): boolean {
  try {
    // Signal 0 is not sent.
    return process.kill(owner, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
