import { basename, dirname, join, resolve } from 'node:path';
import { type Checkpoint, latestCheckpoint, readCheckpoint } from '@tidegate/checkpoints';
import { directoryStorage } from '@tidegate/checkpoints/node';
import { isCheckpoint } from './is-checkpoint.js';
import { folderName } from './run-folder.js';

/** What `--resume` has found. */
export interface FoundCheckpoint {
  /** Nothing for a run that has written none yet. */
  readonly checkpoint: Checkpoint | undefined;
  /** Names of newer ones that are damaged. */
  readonly damaged: readonly string[];
}

/**
 * The checkpoint that a folder names: itself, or the newest one of its run.
 *
 * @throws CheckpointError if there are checkpoints, but all are damaged
 */
export async function findCheckpoint(resume: string, warn: (line: string) => void): Promise<FoundCheckpoint> {
  if (await isCheckpoint(resume)) {
    const path = resolve(resume);
    return { checkpoint: await readCheckpoint(directoryStorage(dirname(path)), basename(path)), damaged: [] };
  }
  const damaged: string[] = [];
  const checkpoint = await latestCheckpoint(directoryStorage(join(resume, folderName)), {
    onDamaged({ message, place }) {
      damaged.push(basename(place));
      warn(`${message}; an earlier one is taken`);
    },
  });
  if (!checkpoint) warn(`${resume} has no checkpoint yet: the run begins anew`);
  return { checkpoint, damaged };
}
