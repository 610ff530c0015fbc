import { createRandom } from '@tidegate/core';
import { expect, test } from 'vitest';
import { boundedRandom } from './bounded-random.js';

test('gives what the other gives, up to the number of all draws together', () => {
  const [random, bounded] = [createRandom(1), boundedRandom(createRandom(1), 10)];
  expect(bounded.split('a', 1).normal(3, 1, 2)).toEqual(random.split('a', 1).normal(3, 1, 2));
  expect(bounded.split('b').uniform(4, -1, 1)).toEqual(random.split('b').uniform(4, -1, 1));
  expect(bounded.forRowsFrom(2).split('c').firstRow).toBe(2);
  expect(bounded.forRowsFrom(2).truncatedNormal(3)).toEqual(random.truncatedNormal(3));
  expect(() => bounded.split('d').integers(1, 2)).toThrow('config.json describes a network that is far larger than model.safetensors');
});
