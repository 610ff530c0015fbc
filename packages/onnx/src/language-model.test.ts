import { tensor1d, tensor2d } from '@tensorflow/tfjs-core';
import { cpuBackend } from '@tidegate/backend-cpu';
import { createRandom, useBackend } from '@tidegate/core';
import { generate, type LanguageModel, type ModelDescription } from '@tidegate/models';
import { expectClose } from '@tidegate/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { exportOnnx } from './export-onnx.js';
import { loadInRuntime, type NamedNumbers, type RuntimeModel } from './testing/onnx-runtime.js';
import { randomModel } from './testing/random-models.js';
import type { Numbers } from './testing/to-tensor.js';

const random = createRandom(8);
const base = { vocabularySize: 6, embeddingSize: 3, cell: 'lstm', hiddenSize: 4, layers: 2, outputBias: false } as const;

beforeAll(async () => {
  await useBackend([cpuBackend]);
});

async function both(config: Readonly<Record<string, unknown>>, seed: number): Promise<{ model: LanguageModel; runtime: RuntimeModel }> {
  const description = { model: 'languageModel', config: { ...base, ...config } } as ModelDescription;
  const model = randomModel(description, createRandom(seed), 2) as LanguageModel;
  return { model, runtime: await loadInRuntime(await exportOnnx(model)) };
}

const stateNames = ({ inputNames }: RuntimeModel) => inputNames.filter((name) => name.startsWith('state_'));

/** The state of new texts: zeros, or what the file gives. */
async function start(runtime: RuntimeModel, batch: number): Promise<NamedNumbers> {
  const zeros = stateNames(runtime).map((name): [string, Numbers] => [name, { shape: [batch, 4], data: new Float32Array(batch * 4) }]);
  const feeds = {
    ids: { shape: [batch, 1], data: new Int32Array(batch) },
    lengths: { shape: [batch], data: new Int32Array(batch).fill(1) },
  };
  const given = await runtime.run({ ...feeds, ...Object.fromEntries(zeros) });
  return Object.fromEntries(zeros.map(([name, zero]) => [name, given[`first_${name}`] ?? zero]));
}

/** Writes on, as another program would: the best token is read next, with the state that came with it. */
async function write(runtime: RuntimeModel, prompt: readonly number[], length: number): Promise<number[]> {
  const written: number[] = [];
  let state = await start(runtime, 1);
  let unread = prompt;
  while (written.length < length) {
    const ids = { shape: [1, unread.length], data: Int32Array.from(unread) };
    const given = await runtime.run({ ids, lengths: { shape: [1], data: Int32Array.of(unread.length) }, ...state });
    const scores = (given.logits as Numbers).data.slice(-base.vocabularySize);
    const best = scores.indexOf(Math.max(...scores));
    state = Object.fromEntries(stateNames(runtime).map((name) => [name, given[`next_${name}`] as Numbers]));
    written.push(best);
    unread = [best];
  }
  return written;
}

describe('a language model in ONNX Runtime', () => {
  // Of these seeds, the text does not repeat one token.
  it.each([
    [{}, 0],
    [{ cell: 'gru', layers: 1 }, 14],
    [{ projection: 4, cellClip: 1 }, 0],
    [{ learnedState: true, layerNormalization: true }, 1],
  ])('writes what generate writes: %o', async (config, seed) => {
    const { model, runtime } = await both(config, seed);
    const expected: number[] = [];
    for await (const id of generate(model, { prompt: [1, 4, 2], length: 30, temperature: 0, random })) expected.push(id);
    expect(await write(runtime, [1, 4, 2], 30)).toEqual(expected);
    expect(new Set(expected).size).toBeGreaterThan(1);
  });

  it('starts from the state that it has learned', async () => {
    const { model, runtime } = await both({ learnedState: true }, 0);
    const [ids, lengths] = [Int32Array.of(5, 1, 2, 3, 0, 4), Int32Array.of(3, 1)];
    const state = await start(runtime, 2);
    expect((state.state_0_h as Numbers).data.some((value) => value !== 0)).toBe(true);
    const { logits } = await runtime.run({ ids: { shape: [2, 3], data: ids }, lengths: { shape: [2], data: lengths }, ...state });
    const batch = { ids: tensor2d(ids, [2, 3], 'int32'), lengths: tensor1d(lengths, 'int32') };
    expectClose('logits', (logits as Numbers).data, model.logits(batch, { training: false, random }).dataSync(), 1e-5);
  });
});
