import { clone, dispose, memory, type Tensor } from '@tensorflow/tfjs-core';
import { ArgumentError } from '@tidegate/core';
import {
  adamUpdate,
  composedAdamUpdate,
  composedRmspropUpdate,
  composedSgdUpdate,
  hasKernel,
  rmspropUpdate,
  sgdUpdate,
  type UpdateAttributes,
} from '@tidegate/ops';
import { describe, expect, it } from 'vitest';
import { expectEqualLists, expectSameLists, type TensorLists } from '../compare/expect-same-lists.js';
import { read } from '../compare/read.js';
import type { Truth } from '../compare/truth.js';
import { matrixShapes, parameterList, parameterShapes, positiveList, sparseList } from './parameter-lists.js';

type Update = (inputs: TensorLists, attributes: UpdateAttributes) => TensorLists;

interface Case {
  readonly name: string;
  readonly kernel: string;
  /** What the optimizer remembers of parameters in these shapes. */
  readonly state: (shapes: readonly number[][]) => TensorLists;
  readonly fused: Update;
  readonly composed: Update;
}

const sgdCases = [
  { learningRate: 0.1, momentum: 0, nesterov: false },
  { learningRate: 0.1, momentum: 0.9, nesterov: false },
  { learningRate: 0.1, momentum: 0.9, nesterov: true },
].map((own) => ({
  name: `SgdUpdate ${JSON.stringify(own)}`,
  kernel: 'SgdUpdate',
  state: (shapes: readonly number[][]) => ({ velocities: own.momentum ? parameterList('velocity', shapes) : [] }),
  fused: (inputs: Parameters<typeof sgdUpdate>[0], more: UpdateAttributes) => sgdUpdate(inputs, { ...own, ...more }),
  composed: (inputs: Parameters<typeof sgdUpdate>[0], more: UpdateAttributes) => composedSgdUpdate(inputs, { ...own, ...more }),
}));
const rmspropCases = [0, 0.8].map((momentum) => {
  const own = { learningRate: 0.01, smoothing: 0.9, epsilon: 1e-7, momentum };
  return {
    name: `RmspropUpdate momentum ${momentum}`,
    kernel: 'RmspropUpdate',
    state: (shapes: readonly number[][]) => ({
      meanSquares: positiveList('square', shapes),
      velocities: momentum ? parameterList('velocity', shapes) : [],
    }),
    fused: (inputs: Parameters<typeof rmspropUpdate>[0], more: UpdateAttributes) => rmspropUpdate(inputs, { ...own, ...more }),
    composed: (inputs: Parameters<typeof rmspropUpdate>[0], more: UpdateAttributes) => composedRmspropUpdate(inputs, { ...own, ...more }),
  };
});
const adamCases = [0, 0.1].map((weightDecay) => {
  const own = { learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, step: 3, weightDecay };
  return {
    name: `AdamUpdate weightDecay ${weightDecay}`,
    kernel: 'AdamUpdate',
    state: (shapes: readonly number[][]) => ({
      firstMoments: parameterList('first', shapes),
      secondMoments: positiveList('second', shapes),
    }),
    fused: (inputs: Parameters<typeof adamUpdate>[0], more: UpdateAttributes) => adamUpdate(inputs, { ...own, ...more }),
    composed: (inputs: Parameters<typeof adamUpdate>[0], more: UpdateAttributes) => composedAdamUpdate(inputs, { ...own, ...more }),
  };
});
const cases = [...sgdCases, ...rmspropCases, ...adamCases] as unknown as readonly Case[];

/** The optimizer updates in one launch, with and without a penalty, for all rows and for touched ones, in new memory and in the old. */
export function testOptimizerUpdates(truth: Truth = {}): void {
  describe.each(cases)('$name', ({ kernel, state, fused, composed }) => {
    const dense = (): TensorLists => ({
      parameters: parameterList('parameter'),
      gradients: parameterList('gradient'),
      ...state(parameterShapes),
    });
    const sparse = (): TensorLists => ({
      parameters: parameterList('parameter', matrixShapes),
      gradients: sparseList('gradient', matrixShapes),
      ...state(matrixShapes),
    });
    const l2 = parameterShapes.map((_, index) => (index % 3 === 1 ? 0 : 0.1 * (index + 1)));
    const rowL2 = [0.1, 0.2, 0, 0.3];
    const touchedRowsOnly = [true, true, false, true];
    const withAttributes =
      (update: Update, attributes: UpdateAttributes) =>
      (inputs: TensorLists): TensorLists =>
        update(inputs, attributes);

    it('has a kernel', () => {
      expect(hasKernel(kernel)).toBe(true);
    });

    it.each([
      { what: 'alone', make: dense, attributes: {} },
      { what: 'with an L2 penalty', make: dense, attributes: { l2 } },
      { what: 'for touched rows only', make: sparse, attributes: { touchedRowsOnly } },
      { what: 'for touched rows only, with an L2 penalty', make: sparse, attributes: { touchedRowsOnly, l2: rowL2 } },
    ])('agrees with the composed form, $what', async ({ make, attributes }) => {
      await expectSameLists({ make, op: withAttributes(fused, attributes), composed: withAttributes(composed, attributes) }, truth);
    });

    it('leaves rows that are not touched as they are, and their memory of the past', async () => {
      const inputs = sparse();
      const results = fused(inputs, { touchedRowsOnly, l2: rowL2 });
      for (const [role, tensors] of Object.entries(results)) {
        const untouched = async (tensor: Tensor | undefined): Promise<Float32Array> => (await read(tensor as Tensor)).slice(33, 66);
        if (tensors.length > 0) expect(await untouched(tensors[1])).toEqual(await untouched(inputs[role]?.[1]));
      }
      const first = async ({ parameters }: TensorLists): Promise<number | undefined> => (await read(parameters?.[1] as Tensor))[0];
      expect(await first(results)).not.toBe(await first(inputs));
    });

    it('may overwrite: gives the same numbers, spares what somebody else holds, and takes no more memory', async () => {
      const attributes = { l2 };
      const expected = fused(dense(), attributes);
      const inputs = dense();
      const held = Object.entries(inputs).filter(([role]) => role !== 'gradients');
      const copies = { held: held.flatMap(([, tensors]) => tensors.map((tensor) => clone(tensor))) };
      const spared = fused(inputs, { ...attributes, overwrite: true });
      const { gradients: _, ...original } = dense();
      await expectEqualLists(copies, { held: Object.values(original).flat() });
      await expectEqualLists(spared, expected);
      dispose(copies.held);

      const before = memory();
      const results = fused(inputs, { ...attributes, overwrite: true });
      dispose(held.flatMap(([, tensors]) => [...tensors]));
      expect(memory().numTensors).toBe(before.numTensors);
      expect(memory().numDataBuffers).toBe(before.numDataBuffers);
      await expectEqualLists(results, expected);
    });

    it('refuses lists of attributes that do not match, and rows of what has none', () => {
      expect(() => fused(dense(), { l2: [1] })).toThrow(ArgumentError);
      expect(() => fused(dense(), { touchedRowsOnly: [true] })).toThrow(ArgumentError);
      expect(() => fused(dense(), { touchedRowsOnly: parameterShapes.map(() => true) })).toThrow(
        'touchedRowsOnly[4] must be false for a parameter of shape [1], which has no rows',
      );
    });
  });
}
