import { join } from 'node:path';
import { checkpointsIn } from '@tidegate/checkpoints';
import { directoryStorage } from '@tidegate/checkpoints/node';
import { TidegateError } from '@tidegate/core';
import { LostRankError } from '@tidegate/distributed-mpi';
import { count, shellWord } from '@tidegate/model-directory/wording';
import { folderName } from '../checkpoints/run-folder.js';
import type { Processes } from './processes.js';

/** A failure of a training; where another process was lost, with how to go on. @param out the folder of the run */
export async function withCheckpoint(error: unknown, { commandLine }: Pick<Processes, 'commandLine'>, out: unknown): Promise<unknown> {
  if (!(error instanceof LostRankError)) return error;
  return new TidegateError(`${error.message}; ${await whatIsLeft(out, commandLine)}`, { cause: error });
}

async function whatIsLeft(out: unknown, commandLine: Processes['commandLine']): Promise<string> {
  if (typeof out !== 'string') return 'without --out there is no checkpoint to go on from';
  const [newest] = await checkpointsIn(directoryStorage(join(out, folderName))).catch(() => []);
  if (!newest) return `there is no checkpoint in ${out} yet`;
  return `the checkpoint of step ${count(newest.step)} stands in ${out}: go on with ${commandLine(`train --resume ${shellWord(out)}`)}`;
}
