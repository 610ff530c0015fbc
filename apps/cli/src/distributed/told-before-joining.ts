import { setTimeout } from 'node:timers/promises';
import type { LaunchedRank } from '@tidegate/distributed-mpi';
import { CommanderError } from 'commander';
import { exitCodes } from '../errors/report-failure.js';
import { UsageError } from '../errors/usage-error.js';
import { ToldElsewhere } from './told-elsewhere.js';
import { ToldHere } from './told-here.js';

/** Milliseconds in which a launcher ends the others once one process has failed. */
const grace = 2500;

/**
 * What this process has to say of a failure that came before it knew of the others. All have the same command line, so that rank 0 tells of
 * misuse for all. Anything else may have failed in one alone: another rank than 0 waits for a while, in which the launcher ends it if rank 0
 * has failed too.
 *
 * @param launched the place of this process among those of its launcher, if it has one
 */
export async function toldBeforeJoining(error: unknown, launched: LaunchedRank | undefined): Promise<unknown> {
  if (launched === undefined || launched.rank === 0 || error instanceof ToldHere || error instanceof ToldElsewhere) return error;
  if (error instanceof UsageError) return new ToldElsewhere(exitCodes.misuse, { cause: error });
  if (error instanceof CommanderError) return error.exitCode === 0 ? error : new ToldElsewhere(exitCodes.misuse, { cause: error });
  await setTimeout(grace);
  const message = error instanceof Error ? error.message : String(error);
  return new ToldHere(`rank ${launched.rank}: ${message}`, false, { cause: error });
}
