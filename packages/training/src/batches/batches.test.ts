import '@tensorflow/tfjs-backend-cpu';
import { scalar, setBackend, tensor1d } from '@tensorflow/tfjs-core';
import { createRandom } from '@tidegate/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { batchesOf } from './batch-source.js';
import { batchTensors } from './batch-tensors.js';
import { shuffle } from './shuffle.js';
import { shuffleStream } from './shuffle-stream.js';

const numbers = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
const collect = async <Item>(items: AsyncIterable<Item>): Promise<Item[]> => {
  const collected: Item[] = [];
  for await (const item of items) collected.push(item);
  return collected;
};

beforeAll(async () => {
  await setBackend('cpu');
});

describe('shuffle', () => {
  it('gives every item once, in an order that the random numbers decide', () => {
    const items = numbers(50);
    const shuffled = shuffle(items, createRandom(1));
    expect(shuffled).not.toEqual(items);
    expect([...shuffled].sort((a, b) => a - b)).toEqual(items);
    expect(items).toEqual(numbers(50));
    expect(shuffle(items, createRandom(1))).toEqual(shuffled);
    expect(shuffle(items, createRandom(2))).not.toEqual(shuffled);
  });

  it('gives each order equally often', () => {
    const counts = new Map<string, number>();
    for (let seed = 0; seed < 6000; seed++) {
      const order = shuffle(['a', 'b', 'c'], createRandom(seed)).join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });
});

describe('shuffleStream', () => {
  const stream = (bufferSize: number, seed = 1): Promise<number[]> =>
    collect(shuffleStream(numbers(100), { bufferSize, random: createRandom(seed) }));

  it('gives every item once, in an order that the random numbers decide', async () => {
    const shuffled = await stream(10);
    expect([...shuffled].sort((a, b) => a - b)).toEqual(numbers(100));
    expect(shuffled).not.toEqual(numbers(100));
    expect(await stream(10)).toEqual(shuffled);
    expect(await stream(10, 2)).not.toEqual(shuffled);
  });

  it('moves an item forward by less than the buffer holds', async () => {
    for (const [place, item] of (await stream(10)).entries()) expect(item - place).toBeLessThan(10);
    expect(await stream(1)).toEqual(numbers(100));
  });

  it('mixes short streams too', async () => {
    const shuffled = await stream(1000);
    expect(shuffled).not.toEqual(numbers(100));
    expect([...shuffled].sort((a, b) => a - b)).toEqual(numbers(100));
  });

  it('closes the stream when it is left early', async () => {
    let closed = false;
    const endless = function* (): Generator<number> {
      try {
        for (let i = 0; ; i++) yield i;
      } finally {
        closed = true;
      }
    };
    for await (const _ of shuffleStream(endless(), { bufferSize: 3, random: createRandom(0) })) break;
    expect(closed).toBe(true);
  });

  it('refuses a buffer of nothing', () => {
    expect(() => shuffleStream([], { bufferSize: 0, random: createRandom(0) })).toThrow('shuffleStream: bufferSize must be a whole number');
  });
});

describe('batchTensors', () => {
  it('finds tensors at any depth, each once', () => {
    const a = scalar(1);
    const b = tensor1d([1, 2]);
    expect(batchTensors(a)).toEqual([a]);
    expect(batchTensors({ a, list: [b, { again: a, text: 'x', none: null }], lengths: new Int32Array(3) })).toEqual([a, b]);
    expect(batchTensors('text')).toEqual([]);
  });

  it('ends in a circle, and does not look into objects of classes', () => {
    const circle: Record<string, unknown> = { a: scalar(1) };
    circle.self = circle;
    circle.map = new Map([['b', scalar(2)]]);
    expect(batchTensors(circle)).toEqual([circle.a]);
  });
});

describe('batchesOf', () => {
  it('reads without waiting what can be read so', () => {
    const both = { *[Symbol.iterator]() {}, async *[Symbol.asyncIterator]() {} };
    expect(Symbol.asyncIterator in batchesOf(both, 1)).toBe(false);
  });
});
