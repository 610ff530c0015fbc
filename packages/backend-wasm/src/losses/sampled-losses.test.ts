import {
  backend,
  grads,
  removeBackend,
  type Scalar,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  tensor1d,
  tensor2d,
} from '@tensorflow/tfjs-core';
import { createRandom, useBackend } from '@tidegate/core';
import { noiseContrastiveEstimation, sampledSoftmaxCrossEntropy, sampleLogUniform } from '@tidegate/ops';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWasmBackend } from '../adapter.js';
import type { WasmTensors } from '../tensors/wasm-tensors.js';

beforeAll(async () => {
  await useBackend([createWasmBackend({ threads: 2 })]);
});
afterAll(() => removeBackend('wasm'));

describe.each(Object.entries({ sampledSoftmaxCrossEntropy, noiseContrastiveEstimation }))('%s', (_, loss) => {
  it.each([true, false])(
    'gives a large kernel a gradient that is held by the rows of true and sampled classes, with bias %s',
    (hasBias) => {
      const [classes, size] = [5000, 40];
      const random = createRandom(51);
      const classIds = tensor1d([4999, 3, 3, 1700], 'int32');
      const features = tensor2d(random.split('features').normal(4 * size), [4, size]);
      const kernel = tensor2d(random.split('kernel').normal(classes * size), [classes, size]);
      const bias = tensor1d(random.split('bias').normal(classes));
      const sampled = sampleLogUniform({ classes, count: 30, random });
      const run = (...[rows, offsets]: Tensor[]): Scalar =>
        loss({ features, kernel: rows as Tensor2D, classIds, ...(hasBias && { bias: offsets as Tensor1D }) }, sampled);
      const [gradient] = grads(run)(hasBias ? [kernel, bias] : [kernel]) as [Tensor];
      const held = (backend() as WasmTensors).touchedRows(gradient);
      expect(held).toMatchObject({ count: new Set([...sampled.ids, 4999, 3, 1700]).size, columns: size });
    },
  );
});
