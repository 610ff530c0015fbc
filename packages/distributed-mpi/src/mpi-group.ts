import type { ProcessGroup } from '@tidegate/training';
import { allGather } from './collectives/all-gather.js';
import { createAllReduce } from './collectives/all-reduce.js';
import { inChunks, mostThatMpiCounts } from './collectives/chunks.js';
import { MpiError } from './errors/mpi-error.js';
import type { MpiCalls, Request } from './library/calls.js';
import { gatherPlaces } from './places.js';
import type { Session } from './session.js';
import { createLookout } from './waiting/lookout.js';
import { createMessages, type Doing } from './waiting/messages.js';
import { poll } from './waiting/poll.js';

/**
 * The processes that one launcher has started together. After an error no method works any more: the process is to end with an exit code
 * other than 0, without `close`, so that the launcher ends the others too.
 */
export interface MpiGroup extends ProcessGroup {
  /** Such as `Open MPI v4.1.4`. */
  readonly library: string;
  /** The host of each rank. */
  readonly hosts: readonly string[];
  /**
   * Where this process waits, or will, asks the others at once whether they are there, without the time-out: for SIGTERM, with which
   * launchers end those that are left when one has died on another host. A process of another host that does not answer within 0.7 s is
   * then taken for lost; where all answer, the waiting goes on.
   */
  hurry(): void;
  /**
   * Tells the others that this process ends before its work is done; those that wait for it reject with a LostRankError that has the
   * reason. Settles after a moment in which they can say so, before the end of this process makes the launcher end them.
   *
   * @param reason in a few words; not more than 300 letters are kept
   */
  abandon(reason: string): Promise<void>;
  /** Ends MPI in this process; to be called by all. */
  close(): Promise<void>;
}

/** @param mostOfCall how many numbers one call of MPI may have */
export async function createGroup(
  calls: MpiCalls,
  library: string,
  timeout: number,
  mostOfCall: number = mostThatMpiCounts,
): Promise<MpiGroup> {
  const [rank, size] = [calls.rank(), calls.size()];
  const communicator = calls.duplicate();
  const messages = createMessages(calls, calls.duplicate(), rank);
  let lookout = createLookout(messages, [], rank, timeout);
  let doing: Doing = { method: 'openMpi', call: 0 };
  let failure: Error | undefined;
  let isClosed = false;

  const wait = async (...requests: readonly Request[]): Promise<void> => {
    const isDone = (): boolean => requests.every(calls.test);
    await poll(isDone, calls.yieldProcessor, lookout.watch(doing, isDone));
  };
  const session: Session = { calls, communicator, rank, size, mostOfCall, wait };
  const places = await gatherPlaces(session);
  lookout = createLookout(messages, places, rank, timeout);
  const allReduce = createAllReduce(session);

  let last: Promise<unknown> = Promise.resolve();
  /** One after the other, whether the caller waits for each or not. */
  const inTurn = <Result>(method: string, work: () => Promise<Result>, numbers?: number): Promise<Result> => {
    const result = last.then(async () => {
      if (failure !== undefined) throw failure;
      if (isClosed) throw new MpiError(`${method}: the group is closed, and MPI cannot start again in this process`);
      doing = { method, call: doing.call + 1, numbers };
      try {
        return await work();
      } catch (error) {
        failure = error as Error;
        await messages.flush(lastWords);
        throw error;
      }
    });
    last = result.catch(() => undefined);
    return result;
  };
  return {
    library,
    rank,
    size,
    hosts: places.map(({ host }) => host),
    hurry: () => lookout.hurry(),
    broadcast: (numbers) =>
      inTurn('broadcast', () => inChunks(numbers, mostOfCall, (chunk) => wait(calls.broadcast(chunk, 0, communicator))), numbers.length),
    allReduce: (numbers) => inTurn('allReduce', () => inChunks(numbers, mostOfCall, allReduce), numbers.length),
    allGather: (numbers, lengths) => inTurn('allGather', () => allGather(session, numbers, lengths)),
    barrier: () => inTurn('barrier', () => wait(calls.barrier(communicator))),
    async abandon(reason) {
      if (failure !== undefined || isClosed) return;
      failure = new MpiError(`abandon: this process has left the group: ${reason}`);
      messages.send({ kind: 'farewell', reason: reason.slice(0, 300) }, others(rank, size));
      await messages.flush(lastWords);
      await new Promise((resolve) => setTimeout(resolve, lastWords));
    },
    close: () =>
      inTurn('close', async () => {
        await wait(calls.barrier(communicator));
        isClosed = true;
        messages.stop();
        calls.finish();
      }),
  };
}

/** Milliseconds that messages have to get away before this process ends. */
const lastWords = 200;

const others = (rank: number, size: number): number[] => Array.from({ length: size }, (_, index) => index).filter((one) => one !== rank);
