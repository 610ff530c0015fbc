import type { Exchangeable, ProcessGroup } from '../process-group/process-group.js';

/** A process group that can be left, as by a process that ends. */
export interface LocalGroup extends ProcessGroup {
  /** The exchanges that the others wait for, and all later ones, reject. */
  leave(): void;
}

/**
 * Process groups whose "processes" are asynchronous functions of this one: what each hands in waits until all have.
 *
 * @returns one group for each rank
 */
export function localGroups(size: number): LocalGroup[] {
  const waiting: Exchange[] = [];
  const calls = new Array<number>(size).fill(0);
  const gone = new Set<number>();

  /** Meets the other ranks at their call of the same number. */
  const exchange = (rank: number, what: string, numbers: Exchangeable): Promise<readonly Exchangeable[]> => {
    const call = calls[rank] as number;
    calls[rank] = call + 1;
    waiting[call] ??= openExchange(what, size);
    const left = gone.values().next();
    if (!left.done) waiting[call]?.lose(left.value);
    return (waiting[call] as Exchange).handIn(rank, what, numbers);
  };
  return Array.from({ length: size }, (_, rank) => ({
    rank,
    size,
    async broadcast(numbers) {
      const [first] = await exchange(rank, `broadcast of ${numbers.length}`, numbers);
      numbers.set(first as Exchangeable);
    },
    async allReduce(numbers) {
      const all = await exchange(rank, `allReduce of ${numbers.length}`, numbers);
      numbers.fill(0);
      for (const one of all) for (const [place, value] of one.entries()) numbers[place] = (numbers[place] as number) + value;
    },
    async allGather<Numbers extends Exchangeable>(numbers: Numbers) {
      return (await exchange(rank, 'allGather', numbers)) as readonly Numbers[];
    },
    async barrier() {
      await exchange(rank, 'barrier', new Uint8Array());
    },
    leave() {
      gone.add(rank);
      for (const open of waiting) open?.lose(rank);
    },
  }));
}

interface Exchange {
  handIn(rank: number, what: string, numbers: Exchangeable): Promise<readonly Exchangeable[]>;
  /** Rejects, unless all have handed in. */
  lose(rank: number): void;
}

function openExchange(agreed: string, size: number): Exchange {
  const all: Exchangeable[] = [];
  let missing = size;
  let resolve: (given: readonly Exchangeable[]) => void;
  let reject: (error: Error) => void;
  const promise = new Promise<readonly Exchangeable[]>((...settle) => {
    [resolve, reject] = settle;
  });
  return {
    handIn(rank, what, numbers) {
      if (what !== agreed) reject(new Error(`localGroups: rank ${rank} calls ${what} where another calls ${agreed}`));
      all[rank] = numbers.slice();
      missing--;
      if (missing === 0) resolve(all);
      return promise.then((given) => given.map((one) => one.slice()));
    },
    lose(rank) {
      reject(new Error(`localGroups: rank ${rank} is lost`));
      // Nobody may wait here.
      promise.catch(() => undefined);
    },
  };
}
