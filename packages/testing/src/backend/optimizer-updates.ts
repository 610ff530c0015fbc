import { dispose, memory, type Tensor, tensor } from '@tensorflow/tfjs-core';
import { createRandom } from '@tidegate/core';
import {
  adamUpdate,
  composedAdamUpdate,
  composedRmspropUpdate,
  composedSgdUpdate,
  hasKernel,
  rmspropUpdate,
  sgdUpdate,
} from '@tidegate/ops';
import { describe, expect, it } from 'vitest';

type Lists = Record<string, Tensor[]>;

const shapes = [[3, 4], [1], [], [5], [2, 1, 3]];
const adamAttributes = { learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, step: 3 };
const rmspropAttributes = { learningRate: 0.01, smoothing: 0.9, epsilon: 1e-7 };

function lists(role: string, positive = false): Tensor[] {
  return shapes.map((shape, index) => {
    const values = createRandom(1)
      .split(role, index)
      .normal(shape.reduce((size, dimension) => size * dimension, 1));
    return tensor(positive ? values.map(Math.abs) : values, shape);
  });
}

const basic = (): { parameters: Tensor[]; gradients: Tensor[] } => ({ parameters: lists('parameter'), gradients: lists('gradient') });
const sgdInputs = (momentum: number) => ({ ...basic(), velocities: momentum ? lists('velocity') : [] });
const rmspropInputs = (momentum: number) => ({ ...sgdInputs(momentum), meanSquares: lists('square', true) });
const adamInputs = () => ({ ...basic(), firstMoments: lists('first'), secondMoments: lists('second', true) });

const cases = [
  ...[
    { learningRate: 0.1, momentum: 0, nesterov: false },
    { learningRate: 0.1, momentum: 0.9, nesterov: false },
    { learningRate: 0.1, momentum: 0.9, nesterov: true },
  ].map((attributes) => ({
    name: `SgdUpdate ${JSON.stringify(attributes)}`,
    make: () => sgdInputs(attributes.momentum),
    fused: (inputs: ReturnType<typeof sgdInputs>): Lists => sgdUpdate(inputs, attributes),
    composed: (inputs: ReturnType<typeof sgdInputs>): Lists => composedSgdUpdate(inputs, attributes),
  })),
  ...[0, 0.8].map((momentum) => ({
    name: `RmspropUpdate momentum ${momentum}`,
    make: () => rmspropInputs(momentum),
    fused: (inputs: ReturnType<typeof rmspropInputs>): Lists => rmspropUpdate(inputs, { ...rmspropAttributes, momentum }),
    composed: (inputs: ReturnType<typeof rmspropInputs>): Lists => composedRmspropUpdate(inputs, { ...rmspropAttributes, momentum }),
  })),
  ...[0, 0.1].map((weightDecay) => ({
    name: `AdamUpdate weightDecay ${weightDecay}`,
    make: () => adamInputs(),
    fused: (inputs: ReturnType<typeof adamInputs>): Lists => adamUpdate(inputs, { ...adamAttributes, weightDecay }),
    composed: (inputs: ReturnType<typeof adamInputs>): Lists => composedAdamUpdate(inputs, { ...adamAttributes, weightDecay }),
  })),
] as unknown as { name: string; make: () => Lists; fused: (inputs: Lists) => Lists; composed: (inputs: Lists) => Lists }[];

/** The optimizer updates in one launch agree with their composed forms, change none of their inputs and leak nothing. */
export function testOptimizerUpdates(): void {
  describe.each(cases)('$name', ({ name, make, fused, composed }) => {
    it('agrees with the composed form', () => {
      expect(hasKernel(name.split(' ')[0] as string)).toBe(true);
      const inputs = make();
      const results = fused(inputs);
      const expected = composed(inputs);
      expect(Object.keys(results)).toEqual(Object.keys(expected));
      for (const [role, tensors] of Object.entries(results)) {
        expect(tensors.map(({ shape }) => shape)).toEqual(expected[role]?.map(({ shape }) => shape));
        tensors.forEach((result, index) => {
          const truth = (expected[role] as Tensor[])[index] as Tensor;
          result.dataSync().forEach((value, i) => {
            expect(Math.abs(value - (truth.dataSync()[i] as number))).toBeLessThan(1e-6);
          });
        });
      }
    });

    it('leaves its inputs as they are and makes no tensor but its results', () => {
      const inputs = make();
      const copies = Object.values(inputs)
        .flat()
        .map((input) => input.dataSync().slice());
      const before = memory();
      const results = fused(inputs);
      expect(memory().numTensors - before.numTensors).toBe(Object.values(results).flat().length);
      dispose(results);
      expect(memory().numTensors).toBe(before.numTensors);
      expect(memory().numDataBuffers).toBe(before.numDataBuffers);
      expect(
        Object.values(inputs)
          .flat()
          .map((input) => input.dataSync()),
      ).toEqual(copies);
    });
  });
}
