import { describe, expect, it } from 'vitest';
import { newestOnly } from './newest-only.js';

const settle = () => new Promise((resolve) => setTimeout(resolve, 1));

describe('newestOnly', () => {
  it('runs the first request and the newest of those that came meanwhile, with its result', async () => {
    const ends: ((value: string) => void)[] = [];
    const results: [string, number][] = [];
    const ask = newestOnly<number, string>({
      run: () => new Promise((resolve) => ends.push(resolve)),
      onResult: (result, request) => results.push([result, request]),
      onError: () => expect.unreachable(),
    });
    for (const request of [1, 2, 3, 4]) ask(request);
    expect(ends.length).toBe(1);
    ends[0]?.('first');
    await settle();
    expect(ends.length).toBe(2);
    ends[1]?.('newest');
    await settle();
    expect(results).toEqual([
      ['first', 1],
      ['newest', 4],
    ]);
    expect(ends.length).toBe(2);
  });

  it('goes on after one that failed', async () => {
    const told: unknown[] = [];
    const ask = newestOnly<number, number>({
      run: async (request) => {
        if (request === 1) throw new Error('on purpose');
        return request;
      },
      onResult: (result) => told.push(result),
      onError: (error) => told.push((error as Error).message),
    });
    ask(1);
    ask(2);
    await settle();
    ask(3);
    await settle();
    expect(told).toEqual(['on purpose', 2, 3]);
  });
});
