import { cpuBackend } from '@tidegate/backend-cpu';
import { createRandom, type Model, useBackend } from '@tidegate/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { exportOnnx } from './export-onnx.js';
import { importOnnx } from './import-onnx.js';
import { descriptions } from './testing/descriptions.js';
import { randomModel } from './testing/random-models.js';

beforeAll(async () => {
  await useBackend([cpuBackend]);
});

const random = createRandom(5);

function weightsOf({ parameters }: Model<never>): Record<string, readonly number[]> {
  return Object.fromEntries(Object.entries(parameters).map(([path, value]) => [path, [...value.dataSync()]]));
}

describe('importOnnx gives back', () => {
  it.each(descriptions)('%s', async (name, description) => {
    const model = randomModel(description, random.split(name));
    const { model: again, metadata } = importOnnx(await exportOnnx(model, { metadata: { by: 'a test' } }));
    expect({ name: again.name, config: again.config, metadata }).toEqual({
      name: model.name,
      config: model.config,
      metadata: { by: 'a test' },
    });
    expect(Object.keys(again.parameters)).toEqual(Object.keys(model.parameters));
    const [found, expected] = [weightsOf(again), weightsOf(model)];
    for (const [path, values] of Object.entries(expected)) expect(found[path], path).toEqual(values);
    model.dispose();
    again.dispose();
  });
});
