import type { Dataset, Random, Split } from '@tidegate/core';
import type { ExampleStream } from '../stream/example-stream.js';
import type { AdditionExample } from './addition-example.js';
import { assertBits } from './bits.js';
import { allPairs, sampledPairs } from './pairs.js';

/** The longest sums of which the test split holds every pair of operands. */
const exhaustiveBits = 8;
const sampledTestPairs = 16_384;
const validationPairs = 1_024;

/** Pairs of numbers to add. */
export interface BinaryAddition extends Dataset<AdditionExample> {
  /** What every sum fits in. */
  readonly bits: number;
  /** How many examples the test split has. */
  readonly testPairs: number;
  examples(split: Split): ExampleStream<AdditionExample>;
}

/**
 * Numbers to add whose sum fits in `bits` bits: both operands are below 2^(bits-1).
 *
 * - `train` has no end: pairs drawn uniformly.
 * - `validation` has 1,024 pairs, drawn from another stream of the same seed.
 * - `test` has every pair up to 8 bits (16,384 pairs at 8), and above that 16,384 drawn pairs.
 *
 * Up to 8 bits the test pairs are hence met in training too; what generalizes there is shown by longer numbers.
 *
 * @param options.bits from 1 to 32; with 1, the only operand is 0
 * @param options.random where the pairs come from: the same seed gives the same examples in the same order
 * @throws ArgumentError
 */
export function binaryAddition({ bits, random }: { readonly bits: number; readonly random: Random }): BinaryAddition {
  assertBits('binaryAddition', bits);
  const splits: Record<Split, ExampleStream<AdditionExample>> = {
    train: sampledPairs({ bits, random: random.split('train') }),
    validation: sampledPairs({ bits, random: random.split('validation'), count: validationPairs }),
    test: bits <= exhaustiveBits ? allPairs(bits) : sampledPairs({ bits, random: random.split('test'), count: sampledTestPairs }),
  };
  return {
    name: 'binary-addition',
    bits,
    testPairs: bits <= exhaustiveBits ? 2 ** (2 * bits - 2) : sampledTestPairs,
    examples: (split) => splits[split],
  };
}
