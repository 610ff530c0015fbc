import { Interruption } from '../errors/interruption.js';
import { exitCodes } from '../errors/report-failure.js';
import { UsageError } from '../errors/usage-error.js';
import { gatherTexts } from './gather-texts.js';
import type { Processes } from './processes.js';
import { ToldElsewhere } from './told-elsewhere.js';
import { ToldHere } from './told-here.js';

/** How some work has ended in one process. */
type Ending = { readonly kind: 'done' | 'interrupted' } | Failed;
type Failed = { readonly kind: 'failed' | 'misused'; readonly message: string };

/**
 * Does some work in every process, which each does without the others, and goes on once it has succeeded in all of them.
 *
 * @throws Interruption in all, if the user has ended it in one
 * @throws in all, if it has failed in one: rank 0 a ToldHere with what the first of them says; the others ToldElsewhere
 */
export async function together<Result>({ group, isFirst }: Processes, work: () => Promise<Result>): Promise<Result> {
  if (group.size === 1) return work();
  const [outcome] = await Promise.allSettled([work()]);
  const own: Ending = outcome.status === 'fulfilled' ? { kind: 'done' } : endingOf(outcome.reason);
  const endings = (await gatherTexts(group, JSON.stringify(own))).map((text) => JSON.parse(text) as Ending);
  const failedRank = endings.findIndex(({ kind }) => kind === 'failed' || kind === 'misused');
  if (failedRank >= 0) {
    const failed = endings[failedRank] as Failed;
    const isMisuse = failed.kind === 'misused';
    if (isFirst && failedRank === 0) throw new ToldHere(failed.message, isMisuse, { cause: (outcome as PromiseRejectedResult).reason });
    if (isFirst) throw new ToldHere(`rank ${failedRank}: ${failed.message}`, isMisuse);
    throw new ToldElsewhere(isMisuse ? exitCodes.misuse : exitCodes.failure);
  }
  if (endings.some(({ kind }) => kind === 'interrupted')) throw new Interruption();
  return (outcome as PromiseFulfilledResult<Result>).value;
}

function endingOf(error: unknown): Ending {
  if (error instanceof Interruption) return { kind: 'interrupted' };
  return { kind: error instanceof UsageError ? 'misused' : 'failed', message: error instanceof Error ? error.message : String(error) };
}
