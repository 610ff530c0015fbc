import type { ProcessGroup } from '@tidegate/training';
import { allGather } from './collectives/all-gather.js';
import { inChunks, mostOfCall } from './collectives/chunks.js';
import { LostRankError } from './errors/lost-rank-error.js';
import { MpiError } from './errors/mpi-error.js';
import type { MpiCalls, Request } from './library/calls.js';
import { gatherPlaces, type Place } from './places.js';
import type { Session } from './session.js';
import { deadPeers } from './waiting/dead-peers.js';
import { poll } from './waiting/poll.js';

/** The processes that one launcher has started together. */
export interface MpiGroup extends ProcessGroup {
  /** Such as `Open MPI v4.1.4`. */
  readonly library: string;
  /** The host of each rank. */
  readonly hosts: readonly string[];
  /** Ends MPI in this process; to be called by all. */
  close(): Promise<void>;
}

/** Milliseconds between two looks after processes of this machine. */
const lookEvery = 100;

export async function createGroup(calls: MpiCalls, library: string, timeout: number): Promise<MpiGroup> {
  const [rank, size] = [calls.rank(), calls.size()];
  let places: readonly Place[] = [];
  let failure: Error | undefined;
  let isClosed = false;
  /** Requests that will never be done: MPI may still write to their memory. */
  const abandoned: Request[] = [];

  const wait = async (request: Request, what: string): Promise<void> => {
    let look = lookEvery;
    try {
      await poll(
        () => calls.test(request),
        (waited) => {
          if (waited < look) return;
          look = waited + lookEvery;
          const dead = deadPeers(places);
          // What they have sent before their end may still be on its way.
          if (dead.length > 0 && !calls.test(request)) throw new LostRankError(dead, `has ended (${what})`);
          if (waited > timeout) throw new MpiError(`${what}: waited ${timeout} ms`);
        },
      );
    } catch (error) {
      abandoned.push(request);
      throw error;
    }
  };
  const communicator = calls.duplicate();
  const session: Session = { calls, communicator, rank, size, mostOfCall, wait };
  places = await gatherPlaces(session);

  let last: Promise<unknown> = Promise.resolve();
  /** Calls of MPI must be made in the same order by all. */
  const inTurn = <Result>(what: string, work: () => Promise<Result>): Promise<Result> => {
    const result = last.then(async () => {
      if (failure !== undefined) throw failure;
      if (isClosed) throw new MpiError(`${what}: the group is closed, and MPI cannot start again in this process`);
      try {
        return await work();
      } catch (error) {
        failure = error as Error;
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
    broadcast: (numbers) =>
      inTurn('broadcast', () => inChunks(numbers, mostOfCall, (chunk) => wait(calls.broadcast(chunk, 0, communicator), 'broadcast'))),
    allReduce: (numbers) =>
      inTurn('allReduce', () => inChunks(numbers, mostOfCall, (chunk) => wait(calls.allReduce(chunk, communicator), 'allReduce'))),
    allGather: (numbers) => inTurn('allGather', () => allGather(session, numbers)),
    barrier: () => inTurn('barrier', () => wait(calls.barrier(communicator), 'barrier')),
    close: () =>
      inTurn('close', async () => {
        await wait(calls.barrier(communicator), 'close');
        isClosed = true;
        calls.finish();
      }),
  };
}
