import { median } from '@tidegate/bench-cases/median';
import type { ProcessGroup } from '@tidegate/training';

/** How long it takes processes to add up as many bytes as this, median. */
export interface TimedExchange {
  readonly bytes: number;
  readonly ms: number;
}

const exchanges = [
  { numbers: 1, repeats: 101 },
  { numbers: 2 ** 18, repeats: 21 },
  { numbers: 2 ** 21, repeats: 7 },
];

/** Times sums of float32 over all processes: what a message costs, and what its bytes do. To be called by all of them. */
export async function timeExchanges(group: ProcessGroup): Promise<TimedExchange[]> {
  const timed: TimedExchange[] = [];
  for (const { numbers, repeats } of exchanges) {
    const summed = new Float32Array(numbers);
    const times: number[] = [];
    // The first one opens connections.
    await group.allReduce(summed);
    for (let repeat = 0; repeat < repeats; repeat++) {
      await group.barrier();
      const start = performance.now();
      await group.allReduce(summed);
      times.push(performance.now() - start);
    }
    timed.push({ bytes: summed.byteLength, ms: median(times) });
  }
  return timed;
}
