import { cpuBackend } from '@tidegate/backend-cpu';
import { createRandom, useBackend } from '@tidegate/core';
import { readOnnxModule } from '@tidegate/fixtures/node';
import { FormatError } from '@tidegate/formats';
import type { ModelDescription } from '@tidegate/models';
import { beforeAll, expect, it } from 'vitest';
import { exportOnnx } from '../export-onnx.js';
import { importOnnx } from '../import-onnx.js';
import { importOnnxRecurrent } from '../recurrent/import-onnx-recurrent.js';
import { mutate } from './mutate.js';
import { randomModel } from './random-models.js';

const random = createRandom(13);
const tokens = { vocabularySize: 5, embeddingSize: 3, cell: 'lstm', hiddenSize: 3 };
const models = [
  { model: 'textRnn', config: { ...tokens, outputSize: 2, pooling: 'attention' } },
  { model: 'languageModel', config: { ...tokens, projection: 2, learnedState: true } },
  { model: 'rcnn', config: { ...tokens, cell: 'gru', outputSize: 2, filters: 2, layerNormalization: true } },
] as unknown as ModelDescription[];

/** Expects each damaged file to be read or refused, quickly, and says how many were refused. */
function refusals(bytes: Uint8Array, count: number, read: (damaged: Uint8Array) => void): number {
  let refused = 0;
  for (let index = 0; index < count; index++) {
    const damaged = mutate(bytes, random.split(index));
    const start = performance.now();
    try {
      read(damaged);
    } catch (error) {
      if (!(error instanceof FormatError)) throw new Error(`mutation ${index}: ${error}`, { cause: error });
      refused++;
    }
    if (performance.now() - start > 1000) throw new Error(`mutation ${index} took ${performance.now() - start} ms`);
  }
  return refused;
}

/** The tests of files that are damaged, each in so many ways. */
export function testDamagedFiles(count: number): void {
  beforeAll(async () => {
    await useBackend([cpuBackend]);
  });

  it.each(models)(
    'a damaged file of the model $model is read or refused',
    async (description) => {
      const bytes = await exportOnnx(randomModel(description, random));
      const refused = refusals(bytes, count, (damaged) => importOnnx(damaged).model.dispose());
      // What changes a weight alone makes another model.
      expect(refused).toBeGreaterThan(count / 4);
      expect(refused).toBeLessThan(count);
    },
    600_000,
  );

  it.each(['lstm-2-both', 'gru-1', 'rnn-relu-2'])(
    'a damaged file of PyTorch is read or refused: %s',
    (name) => {
      const refused = refusals(readOnnxModule(name), count, (damaged) => importOnnxRecurrent(damaged));
      expect(refused).toBeGreaterThan(count / 4);
      expect(refused).toBeLessThan(count);
    },
    600_000,
  );
}
