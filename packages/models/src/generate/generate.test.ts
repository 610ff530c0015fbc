import { dispose, memory, tensor2d, zerosLike } from '@tensorflow/tfjs-core';
import { cpuBackend } from '@tidegate/backend-cpu';
import { createRandom, flattenTree, useBackend } from '@tidegate/core';
import { expectClose } from '@tidegate/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import type { LanguageModelConfig } from '../language-model/config.js';
import { type LanguageModel, languageModel } from '../language-model/language-model.js';
import { expectSameTrees } from '../testing/token-model.js';
import { type GenerateOptions, generate } from './generate.js';
import { tokenProbabilities } from './sample-token.js';

const random = createRandom(3);
const config: LanguageModelConfig = {
  vocabularySize: 9,
  embeddingSize: 3,
  cell: 'lstm',
  hiddenSize: 6,
  layers: 2,
  initializer: { kind: 'normal', deviation: 1 },
  outputInitializer: { kind: 'normal', deviation: 1 },
};
const context = { training: false, random };
let model: LanguageModel;

beforeAll(async () => {
  await useBackend([cpuBackend]);
  model = languageModel(config, random);
});

async function written(options: Partial<GenerateOptions> = {}): Promise<number[]> {
  const ids: number[] = [];
  for await (const id of generate(model, { prompt: [4, 1, 7], length: 20, random, ...options })) ids.push(id);
  return ids;
}

/** Scores for the token after a text, all of which is read at once. */
function scoresAfter(text: readonly number[]): Float32Array {
  const logits = model.logits({ ids: tensor2d([...text], [1, text.length], 'int32') }, context).dataSync() as Float32Array;
  return logits.slice(-config.vocabularySize);
}

describe('generate', () => {
  it('takes the best token after all that was written before, at temperature 0', async () => {
    const expected: number[] = [];
    for (let i = 0; i < 20; i++) {
      const scores = scoresAfter([4, 1, 7, ...expected]);
      expected.push(scores.indexOf(Math.max(...scores)));
    }
    expect(await written({ temperature: 0 })).toEqual(expected);
    expect(new Set(expected).size).toBeGreaterThan(1);
  });

  it('never writes the tokens that it is to leave out', async () => {
    const often = { length: 200, temperature: 50 };
    expect(new Set(await written(often)).size).toBe(config.vocabularySize);
    const without = [0, 5];
    const ids = await written({ ...often, without });
    expect(new Set(ids).size).toBe(config.vocabularySize - 2);
    expect(ids.filter((id) => without.includes(id))).toEqual([]);
    expect(await written({ temperature: 0, length: 5, without: [1, 2, 3, 4, 5, 6, 7, 8] })).toEqual([0, 0, 0, 0, 0]);
    expect(() => generate(model, { prompt: [1], length: 1, random, without: [9] })).toThrow('generate: without[0] must be');
    const all = Array.from({ length: 9 }, (_, id) => id);
    expect(() => generate(model, { prompt: [1], length: 1, random, without: all })).toThrow('without must be some of the tokens, not all');
  });

  it('reads a prompt at once as token by token', () => {
    const prompt = [4, 1, 7, 0, 8];
    const whole = model.run({ ids: tensor2d([prompt], [1, 5], 'int32') }, context);
    let step = model.run({ ids: tensor2d([[4]], [1, 1], 'int32') }, context);
    for (const id of prompt.slice(1)) step = model.run({ ids: tensor2d([[id]], [1, 1], 'int32'), state: step.state }, context);
    expectClose('scores', step.logits.dataSync(), whole.logits.dataSync().slice(-9), 1e-6);
    expect(flattenTree(step.state)).toHaveLength(4);
    expectSameTrees(step.state, whole.state);
  });

  it('writes each token as often as the model says', async () => {
    const streams = 3000;
    const counts = new Array<number>(9).fill(0);
    for (let stream = 0; stream < streams; stream++) {
      const [id] = await written({ length: 1, random: random.split('stream', stream), temperature: 1.3 });
      (counts[id as number] as number)++;
    }
    for (const [id, probability] of tokenProbabilities(scoresAfter([4, 1, 7]), { temperature: 1.3 }).entries()) {
      const deviation = Math.sqrt((probability * (1 - probability)) / streams);
      expect(Math.abs((counts[id] as number) / streams - probability)).toBeLessThanOrEqual(4 * deviation);
    }
  });

  it('writes the same with the same seed, and something else with another', async () => {
    expect(await written({ random: createRandom(1) })).toEqual(await written({ random: createRandom(1) }));
    expect(await written({ random: createRandom(1) })).not.toEqual(await written({ random: createRandom(2) }));
    expect((await written({ random: createRandom(1), length: 30 })).slice(0, 20)).toEqual(await written({ random: createRandom(1) }));
  });

  it('draws each token by a number of its own', async () => {
    const head = model.head.kernel;
    const before = head.clone();
    head.assign(zerosLike(head));
    try {
      expect(new Set(await written({ length: 40 })).size).toBeGreaterThan(5);
    } finally {
      head.assign(before);
      before.dispose();
    }
  });

  it.each<Partial<GenerateOptions>>([{ temperature: 0 }, { temperature: 3 }, { topK: 1 }, { topP: 0.3 }])(
    'has options that change what is written: %o',
    async (options) => {
      expect(await written(options)).not.toEqual(await written());
    },
  );

  it('frees everything, also when the reader stops, aborts or never begins', async () => {
    const options = { prompt: [1, 2], length: 50, random };
    const before = memory().numTensors;
    await written();
    expect(memory().numTensors).toBe(before);
    for await (const id of generate(model, options)) {
      if (id >= 0) break;
    }
    expect(memory().numTensors).toBe(before);
    generate(model, options);
    const controller = new AbortController();
    const aborted = async (): Promise<void> => {
      for await (const _ of generate(model, { ...options, signal: controller.signal })) controller.abort(new Error('enough'));
    };
    await expect(aborted()).rejects.toThrow('enough');
    expect(memory().numTensors).toBe(before);
  });

  it('frees everything when the scores are of no use', async () => {
    const broken = languageModel({ ...config, outputInitializer: { kind: 'normal', deviation: 0 } }, random);
    const nan = tensor2d(new Float32Array(54).fill(Number.NaN), [9, 6]);
    broken.head.kernel.assign(nan);
    const before = memory().numTensors;
    await expect(generate(broken, { prompt: [1], length: 2, random }).next()).rejects.toThrow('must be finite to choose by');
    expect(memory().numTensors).toBe(before);
    dispose(nan);
    broken.dispose();
  });

  it('writes nothing where nothing is asked for', async () => {
    expect(await written({ length: 0 })).toEqual([]);
  });

  it('refuses at once what it cannot do', () => {
    const given = { prompt: [1], length: 1, random };
    expect(() => generate(model, { ...given, prompt: [] })).toThrow('generate: prompt must be at least one token to begin with, but is []');
    expect(() => generate(model, { ...given, prompt: [1, 9] })).toThrow('generate: prompt[1] must be a whole number from 0 to 8, but is 9');
    expect(() => generate(model, { ...given, length: -1 })).toThrow('generate: length');
    expect(() => generate(model, { ...given, topK: 0.5 })).toThrow('generate: topK');
  });
});
