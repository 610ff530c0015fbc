import { cpuBackend } from '@tidegate/backend-cpu';
import { createRandom, useBackend } from '@tidegate/core';
import { encodeModel } from '@tidegate/model-directory';
import { sequenceTagger } from '@tidegate/models';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { filesAsBytes } from '../../compute/files-as-bytes.js';
import type { Progress } from '../api.js';
import { usualSettings } from '../settings.js';
import { createAdderWorker } from './adder-worker.js';

const settings = { ...usualSettings, units: 4, layers: 1, bits: 4 };
const operands = { first: 5, second: 6 };
const textOf = (bytes: Uint8Array | undefined) => JSON.parse(new TextDecoder().decode(bytes));

/** The worker of the page on this backend. */
async function openWorker() {
  let last: Progress | undefined;
  const worker = createAdderWorker(async () => {
    await useBackend([cpuBackend]);
    return { name: 'cpu', refusals: [] };
  });
  await worker.start('cpu', (progress) => {
    last = progress;
  });
  const step = async (count: number) => {
    for (let done = 0; done < count; done++) {
      const before = last?.step ?? 0;
      worker.stepOnce();
      await vi.waitUntil(() => last?.step === before + 1 && last.state === 'paused');
    }
  };
  return { worker, step, progress: () => last as Progress };
}

/** What `tidegate train adder --out` writes of a network that was interrupted after ten steps. */
async function fromTheCommand(network = {}) {
  const config = { inputSize: 2, outputSize: 1, cell: 'gru', hiddenSize: 6, layers: 2, outputBias: false, ...network } as const;
  const model = sequenceTagger(config, createRandom(9));
  const training = { bits: 8, batchSize: 64, steps: 10, optimizer: 'sgd', learningRate: 0.1, seed: 3, backend: 'wasm' };
  const files = await encodeModel({ model, file: { tidegate: '0.1.0', preset: 'adder', training, metrics: { loss: 0.25 } } });
  return filesAsBytes(files);
}

beforeAll(async () => {
  await useBackend([cpuBackend]);
});

describe('the models of the page', () => {
  it('are read back as they were, and go on', async () => {
    const { worker, step, progress } = await openWorker();
    await worker.begin(settings, 1);
    await step(3);
    const before = await worker.traceSum(operands);
    const files = await worker.saveModel();
    expect(textOf(files['config.json'])).toMatchObject({
      preset: 'adder',
      training: { bits: 4, batchSize: 64, steps: 3, optimizer: 'adam', learningRate: 0.001, seed: 0, backend: 'cpu' },
      metrics: { loss: progress().loss },
    });
    expect(textOf(files['run.json'])).toEqual({
      preset: 'adder',
      cell: 'lstm',
      units: 4,
      layers: 1,
      bits: 4,
      batchSize: 64,
      steps: 3,
      optimizer: 'adam',
      learningRate: 0.001,
      seed: 0,
    });

    await worker.begin({ ...settings, seed: 8 }, 2);
    const opened = await worker.openModel(files, 3);
    expect(opened).toMatchObject({ settings, trained: 3, progress: { run: 3, step: 0, exact: { sums: 64, isComplete: true } } });
    expect((await worker.traceSum(operands))?.columns).toEqual(before?.columns);
    await step(2);
    const later = await worker.saveModel();
    expect(textOf(later['config.json'])).toMatchObject({ training: { steps: 5 } });
    expect(later['run.json']).toBeUndefined();
  });

  it('may come from the command, and are themselves until they learn', async () => {
    const { worker } = await openWorker();
    const files = await fromTheCommand();
    const { settings: taken, trained } = await worker.openModel(files, 1);
    expect(taken).toEqual({ cell: 'gru', units: 6, layers: 2, bits: 8, rate: 0.1, seed: 3 });
    expect(trained).toBe(10);
    const config = textOf((await worker.saveModel())['config.json']);
    expect(config).toMatchObject({ training: { steps: 10, optimizer: 'sgd', backend: 'wasm' }, metrics: { loss: 0.25 } });
    expect(config.weightsSha256).toBe(textOf(files['config.json']).weightsSha256);
  });

  it('say why they cannot be opened, and leave the network before as it is', async () => {
    const { worker, step, progress } = await openWorker();
    await worker.begin(settings, 1);
    await step(1);
    const files = await fromTheCommand();
    await expect(worker.openModel({ 'config.json': files['config.json'] as Uint8Array }, 2)).rejects.toThrow(
      'model.safetensors: is missing',
    );
    await expect(worker.openModel({ 'config.json': new TextEncoder().encode('{"model": "textRnn"}') }, 2)).rejects.toThrow('config.json');
    await expect(worker.openModel(await fromTheCommand({ hiddenSize: 65 }), 2)).rejects.toThrow(
      'this page shows networks of at most 64 units in 3 layers, but this one has 65 in 2',
    );
    await step(1);
    expect(progress()).toMatchObject({ run: 1, step: 2 });
  });
});
