import { cpuBackend } from '@tidegate/backend-cpu';
import { wasmBackend } from '@tidegate/backend-wasm';
import { createRandom, useBackend } from '@tidegate/core';
import { beforeAll, describe, it } from 'vitest';
import { exportOnnx } from './export-onnx.js';
import { expectAgreement } from './testing/agreement.js';
import { descriptions } from './testing/descriptions.js';
import { loadInRuntime } from './testing/onnx-runtime.js';
import { randomModel } from './testing/random-models.js';

const random = createRandom(11);

describe.each([cpuBackend, wasmBackend])('$name and ONNX Runtime agree on', (backend) => {
  beforeAll(async () => {
    await useBackend([backend]);
  });

  it.each(descriptions)('%s', async (name, description) => {
    const model = randomModel(description, random.split(name));
    const runtime = await loadInRuntime(await exportOnnx(model));
    for (let input = 0; input < 3; input++) await expectAgreement(model, runtime, random.split(backend.name, name, input));
    await runtime.release();
    model.dispose();
  });
});
