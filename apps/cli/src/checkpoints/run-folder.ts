import { readFile, realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { checkpointsIn, readCheckpoint } from '@tidegate/checkpoints';
import { directoryStorage } from '@tidegate/checkpoints/node';
import { configName, runName } from '@tidegate/model-directory';
import { shellWord } from '@tidegate/model-directory/wording';
import { UsageError } from '../errors/usage-error.js';
import { writeAtomically } from '../model-directory/write-atomically.js';
import { isCheckpoint } from './is-checkpoint.js';
import { assertUnlocked, lockRun, unlockRun } from './run-lock.js';

/** The folder of the checkpoints within that of a run. */
export const folderName = 'checkpoints';
/** Under this name a checkpoint says whether its run came to its end. */
export const finishedKey = 'finished';

/** The folder that a run writes to. */
export interface RunFolder {
  /** Makes the folder that of this run: it is locked, has the settings, and no checkpoints of a run before. */
  begin(): Promise<void>;
  /** Lets other runs have the folder. */
  close(): Promise<void>;
}

/**
 * Looks whether a run can write to a folder, and changes nothing yet.
 *
 * @param resume the folder of the run that goes on, if one does
 * @throws UsageError if something there would be lost
 */
export async function openRunFolder(out: string, resume: string | undefined, runFile: string): Promise<RunFolder> {
  await assertUnlocked(out);
  await assertModelFolder(out);
  const goesOnThere = resume !== undefined && (await samePlace(out, resume));
  const storage = directoryStorage(join(out, folderName));
  if (!goesOnThere) await assertFinished(out);
  let isLocked = false;
  return {
    async begin() {
      await lockRun(out);
      isLocked = true;
      if (!goesOnThere) for (const { name } of await checkpointsIn(storage)) await storage.remove(name);
      await writeAtomically(out, { [runName]: runFile });
    },
    async close() {
      if (isLocked) await unlockRun(out);
    },
  };
}

/** Whether two paths are of one folder, by whatever way they lead there. */
export async function samePlace(first: string, second: string): Promise<boolean> {
  const [a, b] = await Promise.all([first, second].map((path) => realpath(path).catch(() => resolve(path))));
  return a === b;
}

/** @throws UsageError if the folder has a file of another program under a name of ours, or is a checkpoint */
export async function assertModelFolder(out: string): Promise<void> {
  if (await isCheckpoint(out)) throw new UsageError('--out', 'a folder of its own', `${JSON.stringify(out)} (a checkpoint)`);
  const text = await readFile(join(out, configName), 'utf8').catch(() => undefined);
  if (text === undefined || /"tidegate"\s*:/.test(text)) return;
  throw new UsageError('--out', 'a folder without files of other programs', `${JSON.stringify(out)} (with another ${configName})`);
}

/** The checkpoints of a run that has not come to its end are not to be lost. */
async function assertFinished(out: string): Promise<void> {
  const storage = directoryStorage(join(out, folderName));
  const [newest] = await checkpointsIn(storage);
  if (!newest) return;
  const checkpoint = await readCheckpoint(storage, newest.name).catch(() => undefined);
  if (checkpoint?.state.memory?.[finishedKey] === true) return;
  throw new UsageError(
    '--out',
    `a folder without checkpoints of a run that has not come to its end (go on with it: --resume ${shellWord(out)}; or remove ${storage.place})`,
    `${JSON.stringify(out)} (with a checkpoint of step ${newest.step})`,
  );
}
