import { assertInteger, type Random } from '@tidegate/core';
import { type ExampleStream, exampleStream } from '../stream/example-stream.js';
import { type AdditionExample, operandBound } from './addition-example.js';
import { assertBits } from './bits.js';

/** Pairs drawn at a time: enough to share the cost of a draw, few enough to start at once. */
const block = 256;

/**
 * Every pair of operands below 2^(bits-1) in counting order: 2^(2*bits-2) examples, made one by one.
 *
 * With `bits` = 2: 0+0, 0+1, 1+0, 1+1.
 *
 * @param bits what the sum must fit in, from 1 to 32
 * @throws ArgumentError
 */
export function allPairs(bits: number): ExampleStream<AdditionExample> {
  assertBits('allPairs', bits);
  const bound = operandBound(bits);
  return exampleStream(function* () {
    for (let first = 0; first < bound; first++) {
      for (let second = 0; second < bound; second++) yield { first, second, sum: first + second };
    }
  });
}

/**
 * Pairs of operands below 2^(bits-1), each drawn uniformly and independently: the same ones in every pass.
 *
 * @param bits what the sum must fit in, from 1 to 32
 * @param count how many; without end if absent
 * @throws ArgumentError
 */
export function sampledPairs(options: {
  readonly bits: number;
  readonly random: Random;
  readonly count?: number;
}): ExampleStream<AdditionExample> {
  const { bits, random, count = Number.POSITIVE_INFINITY } = options;
  assertBits('sampledPairs', bits);
  if (count !== Number.POSITIVE_INFINITY) assertInteger('sampledPairs', 'count', count, 0);
  const bound = operandBound(bits);
  return exampleStream(function* () {
    for (let start = 0; start < count; start += block) {
      const operands = random.split(start / block).integers(2 * block, bound);
      const pairs = Math.min(block, count - start);
      for (let pair = 0; pair < pairs; pair++) {
        const first = operands[2 * pair] as number;
        const second = operands[2 * pair + 1] as number;
        yield { first, second, sum: first + second };
      }
    }
  });
}
