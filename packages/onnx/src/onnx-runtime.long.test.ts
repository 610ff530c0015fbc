import { wasmBackend } from '@tidegate/backend-wasm';
import { createRandom, useBackend } from '@tidegate/core';
import { createModel, type ModelDescription } from '@tidegate/models';
import { beforeAll, describe, it } from 'vitest';
import { exportOnnx } from './export-onnx.js';
import { expectAgreement } from './testing/agreement.js';
import { descriptions } from './testing/descriptions.js';
import { loadInRuntime } from './testing/onnx-runtime.js';
import { randomModel } from './testing/random-models.js';

const random = createRandom(100);

beforeAll(async () => {
  await useBackend([wasmBackend]);
});

describe('for 100 random inputs, ONNX Runtime agrees with', () => {
  it.each(descriptions)(
    '%s',
    async (name, description) => {
      const model = randomModel(description, random.split(name));
      const runtime = await loadInRuntime(await exportOnnx(model));
      for (let input = 0; input < 100; input++) await expectAgreement(model, runtime, random.split(name, input));
      await runtime.release();
      model.dispose();
    },
    60_000,
  );
});

const sizes = { cell: 'lstm', hiddenSize: 128, layers: 2 };
const tokens = { ...sizes, vocabularySize: 1000, embeddingSize: 64 };
const large = [
  { model: 'sequenceTagger', config: { ...sizes, inputSize: 32, outputSize: 10, bidirectional: true } },
  { model: 'tokenTagger', config: { ...tokens, outputSize: 17, bidirectional: true, cell: 'gru' } },
  { model: 'textRnn', config: { ...tokens, outputSize: 4, pooling: 'attention' } },
  { model: 'rcnn', config: { ...tokens, outputSize: 4 } },
  { model: 'languageModel', config: { ...tokens, projection: 64, tieEmbeddings: true } },
] as unknown as ModelDescription[];

describe('for 100 inputs of up to 200 steps, ONNX Runtime agrees with a new', () => {
  it.each(large)(
    '$model',
    async (description) => {
      const model = createModel(description, random);
      const runtime = await loadInRuntime(await exportOnnx(model));
      for (let input = 0; input < 100; input++) await expectAgreement(model, runtime, random.split(model.name, input), 200);
      await runtime.release();
      model.dispose();
    },
    300_000,
  );
});
