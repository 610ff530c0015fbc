import { ArgumentError, createRandom, type Split } from '@tidegate/core';
import { testDataset } from '@tidegate/testing';
import { describe, expect, it } from 'vitest';
import type { AdditionExample } from './addition-example.js';
import { binaryAddition } from './binary-addition.js';

function take(count: number, examples: Iterable<AdditionExample>): AdditionExample[] {
  const taken: AdditionExample[] = [];
  for (const example of examples) {
    if (taken.length === count) break;
    taken.push(example);
  }
  return taken;
}

const dataset = (seed: number, bits = 16) => binaryAddition({ bits, random: createRandom(seed) });

testDataset('binaryAddition', (random) => binaryAddition({ bits: 16, random }));

describe('binaryAddition', () => {
  it('gives the same examples for the same seed and others for another', () => {
    for (const split of ['train', 'validation', 'test'] satisfies Split[]) {
      const examples = take(600, dataset(4).examples(split));
      expect(take(600, dataset(4).examples(split))).toEqual(examples);
      expect(take(600, dataset(5).examples(split))).not.toEqual(examples);
    }
  });

  it('gives each split its own examples', () => {
    const { examples } = dataset(0);
    const [train, validation, test] = (['train', 'validation', 'test'] as const).map((split) => take(100, examples(split)));
    expect(train).not.toEqual(validation);
    expect(train).not.toEqual(test);
    expect(validation).not.toEqual(test);
  });

  it('trains without end', () => {
    expect(take(100_000, dataset(0).examples('train'))).toHaveLength(100_000);
  });

  it.each([
    [1, 1],
    [2, 4],
    [8, 16_384],
    [9, 16_384],
    [32, 16_384],
  ])('tests %d bits on %d pairs', (bits, pairs) => {
    const { examples, testPairs } = dataset(0, bits);
    expect(testPairs).toBe(pairs);
    expect([...examples('test')]).toHaveLength(pairs);
    expect([...examples('validation')]).toHaveLength(1_024);
  });

  it('adds zeros at 1 bit', () => {
    expect(take(3, dataset(0, 1).examples('train'))).toEqual(new Array(3).fill({ first: 0, second: 0, sum: 0 }));
  });

  it.each([0, 33, 7.5])('refuses %d bits', (bits) => {
    expect(() => dataset(0, bits)).toThrow(ArgumentError);
    expect(() => dataset(0, bits)).toThrow('binaryAddition: bits must be a whole number from 1 to 32');
  });
});
