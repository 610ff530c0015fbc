import { slice, type Tensor2D, tensor2d, tensor3d } from '@tensorflow/tfjs-core';
import { numberToBits } from '@tidegate/datasets';
import type { AdditionFile } from '@tidegate/model-directory';
import type { SequenceTagger } from '@tidegate/models';
import { squaredError } from '@tidegate/ops';
import type { Inspection } from '../../inspect/inspection.js';
import { predictedBits } from './presets/predicted-bits.js';

/** The last loss of an adder is that of the last, most significant bit of a sum. */
export const inspectAdder: Inspection<AdditionFile, SequenceTagger> = {
  takes: ['numbers'],
  describe({ file: { training } }) {
    return {
      facts: [
        ['reads', `two numbers of ${training.bits} bits, a bit of each at a step, the least significant first`],
        ['answers', 'a bit of the sum at each step'],
      ],
      fields: {},
    };
  },
  async example({ file: { training } }, { numbers = longCarry(training.bits) }) {
    const [first, second] = numbers;
    const sum = first + second;
    const bits = Math.max(training.bits, sum.toString(2).length);
    const [a, b, answer] = [first, second, sum].map((value) => numberToBits(value, bits)) as [number[], number[], number[]];
    return {
      steps: a.map((bit, step) => `bit ${step}: ${bit} + ${b[step]}`),
      asks: `bit ${bits - 1} of ${first} + ${second} = ${sum}, the last one`,
      batch: { inputs: tensor3d([a.map((bit, step) => [bit, b[step] as number])]) },
      loss(logits) {
        const target: Tensor2D = tensor2d([[answer[bits - 1] as number]]);
        return squaredError(predictedBits(slice(logits, [0, bits - 1, 0], [1, 1, 1]), target), target);
      },
    };
  },
};

/** What is carried from the first bit to the last: 127 + 1, of 8 bits. */
function longCarry(bits: number): readonly [number, number] {
  return [2 ** (bits - 1) - 1, 1];
}
