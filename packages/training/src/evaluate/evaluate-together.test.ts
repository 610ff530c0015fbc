import '@tensorflow/tfjs-backend-cpu';
import { clone, setBackend, type Tensor, tensor1d } from '@tensorflow/tfjs-core';
import type { Model } from '@tidegate/core';
import { beforeAll, expect, it } from 'vitest';
import { binaryAccuracy } from '../metrics/binary-accuracy.js';
import { localGroups } from '../testing/local-groups.js';
import { evaluate } from './evaluate.js';

interface Given {
  readonly logits: Tensor;
  readonly targets: Tensor;
}

/** A model whose logits stand in the batch. */
const model: Model<Given> = { name: 'given', config: {}, parameters: {}, logits: ({ logits }) => clone(logits), dispose: () => undefined };
const metrics = { share: binaryAccuracy };

beforeAll(async () => {
  await setBackend('cpu');
});

it('measures in several processes what one would, also where one has no batch', async () => {
  const four = { logits: tensor1d([1, 1, 1, 1]), targets: tensor1d([1, 1, 1, 1]) };
  const one = { logits: tensor1d([1]), targets: tensor1d([0]) };
  const parts = [[four], [], [one]];
  const measured = localGroups(3).map((group, rank) => evaluate({ model, batches: parts[rank] as Given[], metrics, group }));
  expect(await Promise.all(measured)).toEqual(new Array(3).fill({ share: 0.8 }));
});

it('refuses to measure nothing in all of the processes', async () => {
  const measured = localGroups(2).map((group) => evaluate({ model, batches: [], metrics, group }));
  for (const result of await Promise.allSettled(measured)) {
    expect(String((result as PromiseRejectedResult).reason)).toContain('evaluate: batches must be at least one batch');
  }
});
