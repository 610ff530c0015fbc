import { memory, tensor1d, tensor2d } from '@tensorflow/tfjs-core';
import { cpuBackend } from '@tidegate/backend-cpu';
import { createRandom, useBackend } from '@tidegate/core';
import { modelGates, textRnn } from '@tidegate/models';
import { beforeAll, expect, test } from 'vitest';
import { gateValues } from './gate-values.js';

beforeAll(() => useBackend([cpuBackend]));

const config = { vocabularySize: 5, embeddingSize: 3, cell: 'gru', hiddenSize: 2, outputSize: 2 } as const;
const ids = () => tensor2d([1, 2, 3, 4, 1, 1], [2, 3], 'int32');

test('all gates at all steps that are no padding, and no tensor is left', async () => {
  const model = textRnn(config, createRandom(1));
  const before = memory().numTensors;
  const all = await gateValues(model, { ids: ids() });
  const padded = await gateValues(model, { ids: ids(), lengths: tensor1d([3, 1], 'int32') });
  expect(memory().numTensors).toBe(before);

  const batch = { ids: ids() };
  const gates = modelGates(model, batch);
  expect(Object.keys(all)).toEqual(Object.keys(gates));
  expect(Object.keys(all)).toContain('encoder/0/forward/update');
  for (const [name, values] of Object.entries(gates)) {
    const [first, second] = (await values.array()) as [number[][], number[][]];
    expect([...(all[name] as Float32Array)]).toEqual([...first, ...second].flat());
    // What is read in reverse begins at another step; forward, padding changes nothing before it.
    if (name.includes('forward')) expect([...(padded[name] as Float32Array)]).toEqual([...first, second[0]].flat());
    expect(padded[name]).toHaveLength(8);
  }
  model.dispose();
});

test('a model that shows no gates leaves no tensor either', async () => {
  const before = memory().numTensors;
  const model = { logits: () => tensor1d([1]) };
  await expect(gateValues(model, { ids: ids() })).rejects.toThrow('nothing has told of its gates');
  expect(memory().numTensors).toBe(before);
});
