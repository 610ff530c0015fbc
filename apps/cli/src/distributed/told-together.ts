import { setTimeout } from 'node:timers/promises';
import { LostRankError } from '@tidegate/distributed-mpi';
import { NonFiniteGradientError, NonFiniteLossError } from '@tidegate/training';
import { exitCodes } from '../errors/report-failure.js';
import { UsageError } from '../errors/usage-error.js';
import type { JoinedProcesses } from './open-processes.js';
import { ToldElsewhere } from './told-elsewhere.js';
import { ToldHere } from './told-here.js';

/** Milliseconds that those who keep silent leave to the one that speaks: the launcher ends all soon after the first. */
const grace = 2500;

/**
 * What this process has to say of a failure, so that of all processes one says it. Where this one alone may have failed, it lets the others
 * know.
 */
export async function toldTogether(error: unknown, { group, abandon }: Pick<JoinedProcesses, 'group' | 'abandon'>): Promise<unknown> {
  if (group.size === 1 || error instanceof ToldHere) return error;
  if (error instanceof ToldElsewhere) return afterGrace(error);
  const isMisuse = error instanceof UsageError;
  const speaker = speakerOf(error);
  if (speaker === undefined) await abandon(messageOf(error));
  // Rank 0 waits for nobody when all fail alike; of what another one lets it know it hears where it waits.
  if (group.rank === (speaker ?? 0)) return new ToldHere(messageOf(error), isMisuse, { cause: error });
  return afterGrace(new ToldElsewhere(isMisuse ? exitCodes.misuse : exitCodes.failure, { cause: error }));
}

/** The launcher ends the one that speaks soon after another has ended. */
async function afterGrace(error: ToldElsewhere): Promise<ToldElsewhere> {
  await setTimeout(grace);
  return error;
}

/** The rank that tells of what several processes know of; nothing if it may be known to this one alone. */
function speakerOf(error: unknown): number | undefined {
  // Rank 0 says itself why it leaves.
  if (error instanceof LostRankError) return error.reason !== undefined && error.ranks.includes(0) ? 0 : firstNotIn(error.ranks);
  if (error instanceof NonFiniteLossError || error instanceof NonFiniteGradientError || error instanceof UsageError) return 0;
  return error instanceof Error ? speakerOf(error.cause) : undefined;
}

function firstNotIn(ranks: readonly number[]): number {
  let rank = 0;
  while (ranks.includes(rank)) rank++;
  return rank;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
