import type { Tensor, Tensor3D } from '@tensorflow/tfjs-core';
import { createRandom, type ForwardContext, flattenTree, type ScanOptions, type SequenceLayer, type TensorTree } from '@tidegate/core';
import { describe, expect, it } from 'vitest';
import { differentiate } from '../compare/differentiate.js';
import { expectClose } from '../compare/expect-close.js';
import { expectNoLeak } from '../compare/expect-no-leak.js';
import { expectTrueGradients } from '../compare/expect-true-gradients.js';
import { read, take } from '../compare/read.js';
import type { Truth } from '../compare/truth.js';
import { asFunction, cellCase } from './cell-run.js';
import { expectCarriedState, expectSameAlone } from './expect-sequences.js';

export interface LayerSuiteOptions {
  /** Whether an output depends on no later step, so that a sequence may come in pieces; true by default. */
  readonly causal?: boolean;
  /** Whether the layer starts from a state among its parameters, of which nothing can be known where another state is given. */
  readonly learnsState?: boolean;
  /** What gradients are compared with; central differences by default. */
  readonly truth?: Truth;
}

/**
 * The suite that every layer passes, on the backend that is active when its tests run: the contract of `SequenceLayer`, padding that changes
 * nothing, true gradients in training too, a state that can be carried on, watched states, and no leaks.
 */
export function testLayer(
  name: string,
  makeLayer: () => SequenceLayer,
  { causal = true, learnsState = false, truth = {} }: LayerSuiteOptions = {},
): void {
  describe(`layer ${name}`, () => {
    const random = createRandom(7).split(name);
    const layer = makeLayer();
    const training: ForwardContext = { training: true, random: random.split('masks') };
    const evaluation: ForwardContext = { ...training, training: false };
    const runIn =
      (context: ForwardContext) =>
      ({ run }: SequenceLayer, params: TensorTree, inputs: Tensor3D, { reverse: _, ...options }: ScanOptions) =>
        run(params, inputs, { ...options, context });

    it('gives outputs of its size, and draws the same parameters from the same random numbers', async () => {
      const given = cellCase(layer, { batch: 2, time: 3 }, random);
      const [outputs] = asFunction(layer, runIn(evaluation), given)(Object.values(given.inputs));
      expect(outputs?.shape).toEqual([2, 3, layer.outputSize]);
      const draw = (): Promise<Float32Array[]> => take(flattenTree(layer.createParams(random)).map(([, tensor]) => tensor));
      expect(await draw()).toEqual(await draw());
    });

    it.each([true, false])('has true gradients, training %s', async (isTraining) => {
      const given = cellCase(layer, { batch: 2, time: 3, lengths: [3, 2], withState: !learnsState }, random);
      const run = asFunction(layer, runIn(isTraining ? training : evaluation), given);
      await expectTrueGradients(run, given.inputs, random.split('weights'), truth);
    });

    it.each([true, false])('gives each sequence the same numbers alone as in a padded batch, initial state %s', async (withState) => {
      await expectSameAlone(layer, runIn(evaluation), cellCase(layer, { batch: 4, time: 5, lengths: [4, 1, 0, 3], withState }, random));
    });

    it('gives zeros at padded steps in training too', async () => {
      const given = cellCase(layer, { batch: 2, time: 3, lengths: [1, 3] }, random);
      const [outputs] = asFunction(layer, runIn(training), given)(Object.values(given.inputs)) as [Tensor];
      const padding = (await read(outputs)).slice(layer.outputSize, 3 * layer.outputSize);
      expect([...new Set(padding)]).toEqual([0]);
    });

    if (causal) {
      it.each([undefined, [5, 3, 2, 0]])('goes on from the state that it returned, lengths %s', async (lengths) => {
        const whole = cellCase(layer, { batch: 4, time: 5, ...(lengths && { lengths }) }, random);
        await expectCarriedState(layer, runIn(evaluation), whole, 2);
      });
    }

    it('gives the same numbers for the same random numbers, watched or not, and tells of each part of its state', async () => {
      const given = cellCase(layer, { batch: 2, time: 4, lengths: [4, 3], withState: !learnsState }, random);
      const watched = new Set<string>();
      const watching = { ...training, watchStates: (at: { layer: string; part: string }) => watched.add([at.layer, at.part].join('/')) };
      const run = (context: ForwardContext) =>
        differentiate(asFunction(layer, runIn(context), given), Object.values(given.inputs), random.split('weights'));
      const plain = await run(training);
      const found = await run(watching as ForwardContext);
      for (const [index, values] of plain.values.entries()) expectClose(`result ${index}`, found.values[index] ?? [], values, 2e-6);
      for (const [index, values] of plain.gradients.entries()) {
        expectClose(`gradient ${index}`, found.gradients[index] ?? [], values, 1e-5);
      }
      const parts = flattenTree(layer.createState(1)).map(([path]) => (path.includes('/') ? path : `/${path}`));
      expect([...watched].sort()).toEqual(parts.sort());
    });

    it('leaves only its results behind', async () => {
      const given = cellCase(layer, { batch: 2, time: 3, lengths: [1, 3], withState: !learnsState }, random);
      const inputs = Object.values(given.inputs);
      const watching = { ...training, watchStates: () => undefined };
      for (const context of [training, evaluation, watching]) {
        expectNoLeak(() => asFunction(layer, runIn(context), given)(inputs));
        await differentiate(asFunction(layer, runIn(context), given), inputs, random);
      }
    });
  });
}
