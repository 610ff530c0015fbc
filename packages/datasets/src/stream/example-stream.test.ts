import { describe, expect, it } from 'vitest';
import { exampleStream } from './example-stream.js';

describe('exampleStream', () => {
  const stream = exampleStream(function* () {
    yield* [3, 1, 2];
  });

  it('gives the same examples with and without waiting', async () => {
    const awaited: number[] = [];
    for await (const example of stream) awaited.push(example);
    expect(awaited).toEqual([3, 1, 2]);
    expect([...stream]).toEqual([3, 1, 2]);
  });

  it('starts from the first example in every pass', () => {
    expect([...stream]).toEqual([...stream]);
  });

  it('asks for no more examples than are taken', async () => {
    let generated = 0;
    const endless = exampleStream(function* () {
      for (;;) yield generated++;
    });
    for (const example of endless) if (example === 4) break;
    expect(generated).toBe(5);
    for await (const example of endless) if (example === 9) break;
    expect(generated).toBe(10);
  });
});
