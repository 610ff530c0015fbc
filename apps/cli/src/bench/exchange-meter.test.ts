import { setTimeout } from 'node:timers/promises';
import { type ProcessGroup, singleProcess } from '@tidegate/training';
import { expect, test } from 'vitest';
import { createExchangeMeter } from './exchange-meter.js';
import { timeExchanges } from './time-exchanges.js';

/** The second of three processes, which adds up slowly. */
const slow: ProcessGroup = { ...singleProcess, rank: 1, size: 3, allReduce: () => setTimeout(20) };

test('a meter tells how long numbers were exchanged, and how many bytes this process gave', async () => {
  const { group, take } = createExchangeMeter(slow);
  expect([group.rank, group.size]).toEqual([1, 3]);
  await group.allReduce(new Float64Array(10));
  expect(await group.allGather(Int32Array.of(7, 8))).toEqual([Int32Array.of(7, 8)]);
  await group.broadcast(new Uint8Array(3));
  await group.barrier();
  const { ms, bytes } = take();
  expect(bytes).toBe(80 + 8 + 3);
  expect(ms).toBeGreaterThan(15);
  expect(ms).toBeLessThan(500);
  expect(take()).toEqual({ ms: 0, bytes: 0 });
});

test('what fails takes its time too', async () => {
  const { group, take } = createExchangeMeter({
    ...slow,
    async barrier() {
      await setTimeout(20);
      throw new Error('lost');
    },
  });
  await expect(group.barrier()).rejects.toThrow('lost');
  expect(take().ms).toBeGreaterThan(15);
});

test('sums of a few sizes are timed, after one that is not', async () => {
  const sizes: number[] = [];
  const timed = await timeExchanges({
    ...slow,
    async allReduce({ length }) {
      if (length === 1) await setTimeout(sizes.includes(1) ? 2 : 100);
      sizes.push(length);
    },
  });
  expect(timed.map(({ bytes }) => bytes)).toEqual([4, 2 ** 20, 2 ** 23]);
  expect(timed[0]?.ms).toBeGreaterThan(1);
  expect(timed[0]?.ms).toBeLessThan(60);
});
