import type { Exchangeable, ProcessGroup } from '@tidegate/training';

/** Processes of which it is known how long they exchange numbers, and how many. */
export interface ExchangeMeter {
  readonly group: ProcessGroup;
  /** What was exchanged since the last time that this was asked for. */
  take(): Exchanged;
}

export interface Exchanged {
  /** Time in which this process exchanged numbers, or waited for others that were to do it with it. */
  readonly ms: number;
  /** What this process gave to the others. */
  readonly bytes: number;
}

export function createExchangeMeter(metered: ProcessGroup): ExchangeMeter {
  let ms = 0;
  let bytes = 0;
  const measured = async <Result>(numbers: Exchangeable | undefined, exchange: Promise<Result>): Promise<Result> => {
    const start = performance.now();
    try {
      return await exchange;
    } finally {
      ms += performance.now() - start;
      bytes += numbers?.byteLength ?? 0;
    }
  };
  const { rank, size } = metered;
  return {
    group: {
      rank,
      size,
      broadcast: (numbers) => measured(numbers, metered.broadcast(numbers)),
      allReduce: (numbers) => measured(numbers, metered.allReduce(numbers)),
      allGather: (numbers) => measured(numbers, metered.allGather(numbers)),
      barrier: () => measured(undefined, metered.barrier()),
    },
    take() {
      const exchanged = { ms, bytes };
      ms = 0;
      bytes = 0;
      return exchanged;
    },
  };
}
