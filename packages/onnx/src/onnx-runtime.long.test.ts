import { wasmBackend } from '@tidegate/backend-wasm';
import { createRandom, useBackend } from '@tidegate/core';
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
