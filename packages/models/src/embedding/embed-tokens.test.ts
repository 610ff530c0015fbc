import { type Scalar, square, sum, type Tensor3D, tensor1d, tensor2d, variableGrads } from '@tensorflow/tfjs-core';
import { cpuBackend } from '@tidegate/backend-cpu';
import { createRandom, type EmbeddedTokens, useBackend } from '@tidegate/core';
import { normalTensor } from '@tidegate/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { languageModel } from '../language-model/language-model.js';
import { rcnn } from '../rcnn/rcnn.js';
import { logitsOf, random, someIds } from '../testing/token-model.js';
import { textRnn } from '../text-rnn/text-rnn.js';
import { tokenTagger } from '../token-tagger/token-tagger.js';
import type { EmbeddingConfig } from './config.js';
import { embedTokens } from './embed-tokens.js';

const base = { vocabularySize: 6, embeddingSize: 3, cell: 'gru', hiddenSize: 4 } as const;
const labelled = { ...base, outputSize: 2, outputInitializer: { kind: 'normal', deviation: 0.5 } } as const;
const makers = [
  ['textRnn', (settings: Partial<EmbeddingConfig>) => textRnn({ ...labelled, ...settings }, random)],
  ['rcnn', (settings: Partial<EmbeddingConfig>) => rcnn({ ...labelled, filters: 3, ...settings }, random)],
  ['tokenTagger', (settings: Partial<EmbeddingConfig>) => tokenTagger({ ...labelled, ...settings }, random)],
  ['languageModel', (settings: Partial<EmbeddingConfig>) => languageModel({ ...base, ...settings }, random)],
] as const;
const rate = 0.3;

beforeAll(async () => {
  await useBackend([cpuBackend]);
});

describe('embedTokens', () => {
  const table = () => normalTensor(random.split('table'), [6, 3]) as EmbeddedTokens['table'];
  const many = knownIds(40, 50);
  const training = { training: true, random: createRandom(5) };

  it('gives tokens by their table where nothing is dropped', () => {
    const given = table();
    const ids = someIds();
    expect(embedTokens('test', base, { table: given }, ids, training)).toEqual({ table: given, ids });
    const dropping = { ...base, tokenDropout: rate, embeddingDropout: rate };
    expect(embedTokens('test', dropping, { table: given }, ids, { ...training, training: false })).toEqual({ table: given, ids });
  });

  it('puts the unknown token in the place of some', () => {
    const { ids } = embedTokens('test', { ...base, tokenDropout: rate }, { table: table() }, many(), training) as EmbeddedTokens;
    const before = many().dataSync();
    const after = ids.dataSync();
    expect(ids.dtype).toBe('int32');
    const changed = [...after].filter((id, index) => id !== before[index]);
    expect(new Set(changed)).toEqual(new Set([1]));
    // 4 deviations of a binomial around 0.3 of 2,000.
    expect(Math.abs(changed.length / 2000 - rate)).toBeLessThan(4 * Math.sqrt((rate * (1 - rate)) / 2000));
  });

  it('drops elements of vectors, each time a token stands somewhere by itself', () => {
    const given = table();
    const vectors = embedTokens('test', { ...base, embeddingDropout: rate }, { table: given }, many(), training) as Tensor3D;
    const rows = given.arraySync();
    const places = many().arraySync();
    let dropped = 0;
    for (const [text, steps] of vectors.arraySync().entries()) {
      for (const [step, vector] of steps.entries()) {
        for (const [feature, value] of vector.entries()) {
          if (value === 0) dropped++;
          else expect(value).toBeCloseTo((rows[places[text]?.[step] as number]?.[feature] as number) / (1 - rate), 5);
        }
      }
    }
    expect(Math.abs(dropped / 6000 - rate)).toBeLessThan(4 * Math.sqrt((rate * (1 - rate)) / 6000));
  });
});

describe.each(makers)('options of the embedding of %s', (name, make) => {
  it.each<Partial<EmbeddingConfig>>([{ embeddingDropout: 0.5 }, { tokenDropout: 0.5 }])('drop in training only: %o', (settings) => {
    const model = make(settings);
    expect(logitsOf(model)).toEqual(logitsOf(make({})));
    expect(logitsOf(model, true)).not.toEqual(logitsOf(make({}), true));
    expect(logitsOf(model, true)).toEqual(logitsOf(make(settings), true));
  });

  it('keep the vectors as they are on request, and all else learns', () => {
    const trainable = (settings: Partial<EmbeddingConfig>): string[] => {
      const { parameters, ...model } = make(settings);
      const batch = { ids: someIds(), lengths: tensor1d([5, 3], 'int32') };
      const loss = (): Scalar => sum(square(model.logits(batch, { training: true, random })));
      const { grads } = variableGrads(loss, Object.values(parameters));
      return Object.entries(parameters).flatMap(([path, { name }]) => (grads[name] ? [path] : []));
    };
    expect(trainable({ frozenEmbedding: true })).toEqual(trainable({}).filter((path) => path !== 'embedding/table'));
    expect(trainable({})).toContain('embedding/table');
  });

  it('are refused out of their range', () => {
    expect(() => make({ embeddingDropout: 1 })).toThrow(`${name}: embeddingDropout must be a finite number from 0 to below 1, but is 1`);
    expect(() => make({ tokenDropout: -1 })).toThrow(`${name}: tokenDropout`);
    expect(() => make({ tokenDropout: 0.5, vocabularySize: 1 })).toThrow(
      `${name}: tokenDropout must be 0 for a vocabulary without the id 1 of the unknown token, but is 0.5`,
    );
    expect(() => make({ frozenEmbedding: 1 as never })).toThrow(`${name}: frozenEmbedding must be true or false, but is 1`);
  });
});

/** Ids of all tokens but the unknown one. */
function knownIds(batch: number, time: number): () => EmbeddedTokens['ids'] {
  const known = [0, 2, 3, 4, 5];
  const ids = [...random.split('ids').integers(batch * time, known.length)].map((index) => known[index] as number);
  return () => tensor2d(ids, [batch, time], 'int32');
}
