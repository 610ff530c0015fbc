import { memory, type Tensor, tensor1d, tensor2d } from '@tensorflow/tfjs-core';
import { createRandom, type Json, type Model } from '@tidegate/core';
import { createClassifier } from '@tidegate/model-directory';
import { flagOf } from '@tidegate/model-directory/wording';
import { languageModel, type TokenBatch, tokenTagger } from '@tidegate/models';
import { Command } from 'commander';
import { beforeAll, expect, test } from 'vitest';
import { startBackend } from '../backends/start-backend.js';
import { addSettings } from '../settings/add-settings.js';
import { cellSettings } from '../settings/cell-settings.js';
import type { SettingTable } from '../settings/setting.js';
import { classifierConfig } from '../tasks/classification/classifier-config.js';
import { rcnnSettings, textRnnSettings } from '../tasks/classification/settings.js';
import { languageConfig } from '../tasks/language/language-config.js';
import { wordSettings } from '../tasks/language/settings.js';
import { taggerSettings } from '../tasks/tagging/settings.js';
import { taggerConfig } from '../tasks/tagging/train.js';

const sizes = { vocabularySize: 9, embeddingSize: 6, outputSize: 3 };
const random = createRandom(5);

/** What each network is made of, as training makes it. */
const networks = {
  textrnn: { table: textRnnSettings, config: (values) => classifierConfig('textRnn', values, sizes), create: classifier('textRnn') },
  rcnn: { table: rcnnSettings, config: (values) => classifierConfig('rcnn', values, sizes), create: classifier('rcnn') },
  tagger: {
    table: taggerSettings,
    config: (values) => taggerConfig(values, sizes),
    create: (config) => tokenTagger(config as never, random),
  },
  wordlm: {
    table: wordSettings,
    config: (values) => languageConfig(values, sizes),
    create: (config) => languageModel(config as never, random),
  },
} satisfies Record<string, Network>;

interface Network {
  readonly table: SettingTable;
  config(values: object): Json;
  create(config: Json): Model<TokenBatch, Json>;
}

function classifier(name: 'textRnn' | 'rcnn'): Network['create'] {
  return (config) => createClassifier(name, config, random);
}

/** The JSON that a command line comes to, read as the command reads it. */
function configOf({ table, config }: Network, flags: readonly string[]): Record<string, unknown> {
  const values = addSettings(new Command(), table).parse(flags, { from: 'user' }).opts();
  return config(values) as Record<string, unknown>;
}

/** The weights of a network by name and shape, and what it says in training. */
async function behaviourOf({ create }: Network, config: Record<string, unknown>): Promise<unknown> {
  const model = create(config as Json);
  const batch = { ids: tensor2d([2, 3, 4, 5, 6, 7, 8, 0], [2, 4], 'int32'), lengths: tensor1d([4, 3], 'int32') };
  const logits: Tensor = model.logits(batch, { training: true, random: createRandom(2) });
  const said = Array.from(await logits.data());
  const shapes = Object.entries(model.parameters).map(([name, { shape }]) => [name, shape]);
  for (const each of [model, logits, batch.ids, batch.lengths]) each.dispose();
  return { shapes, said };
}

beforeAll(() => startBackend());

const rows: readonly [network: keyof typeof networks, base: string, flags: string, config: Record<string, unknown>][] = [
  ['textrnn', '', '--activation relu', { activation: 'relu' }],
  ['textrnn', '', '--recurrent-activation hardSigmoid', { recurrentActivation: 'hardSigmoid' }],
  ['textrnn', '--cell gru', '--no-reset-after', { resetAfter: false }],
  ['textrnn', '--cell gru --no-reset-after', '--reset-after', { resetAfter: true }],
  ['textrnn', '', '--forget-bias -1', { forgetBias: -1 }],
  ['textrnn', '', '--peepholes', { peepholes: true }],
  ['textrnn', '', '--cell-clip 0.001', { cellClip: 0.001 }],
  ['textrnn', '', '--projection 2', { projection: 2 }],
  ['textrnn', '--projection 2', '--projection-clip 0.0001', { projectionClip: 0.0001 }],
  ['textrnn', '--units 3', '--residual', { residual: true }],
  ['textrnn', '', '--layer-normalization', { layerNormalization: true }],
  ['textrnn', '', '--learned-state', { learnedState: true }],
  ['textrnn', '', '--input-dropout 0.5', { inputDropout: 0.5 }],
  ['textrnn', '', '--state-dropout 0.5', { stateDropout: 0.5 }],
  ['textrnn', '--input-dropout 0.5', '--dropout-mask sequence', { dropoutMask: 'sequence' }],
  ['textrnn', '', '--direction-dropout 0.5', { directionDropout: 0.5 }],
  ['textrnn', '', '--pooling mean', { pooling: 'mean' }],
  ['textrnn', '', '--units 4', { hiddenSize: 4 }],
  ['textrnn', '', '--embedding-deviation 2', { embeddingInitializer: { kind: 'normal', deviation: 2 } }],
  ['textrnn', '', '--freeze-vectors', { frozenEmbedding: true }],
  ['rcnn', '', '--variant original', { variant: 'original' }],
  ['rcnn', '--variant original', '--latent-size 7', { latentSize: 7 }],
  ['rcnn', '', '--widths 2', { widths: [2] }],
  ['rcnn', '', '--filters 5', { filters: 5 }],
  ['rcnn', '', '--peepholes', { peepholes: true }],
  ['rcnn', '--cell gru', '--no-reset-after', { resetAfter: false }],
  ['tagger', '--bidirectional', '--merge product', { merge: 'product' }],
  ['tagger', '', '--bidirectional', { bidirectional: true }],
  ['tagger', '', '--residual', { residual: true }],
  ['tagger', '--cell rnn', '--activation sigmoid', { activation: 'sigmoid' }],
  ['wordlm', '', '--layer-normalization', { layerNormalization: true }],
  ['wordlm', '', '--projection 4', { projection: 4 }],
  ['wordlm', '', '--tie-embeddings', { tieEmbeddings: true, embeddingInitializer: { kind: 'uniform', low: -0.1, high: 0.1 } }],
];

test.each(rows)('%s %s: %s reaches the model and changes it', async (name, base, flags, expected) => {
  const network: Network = networks[name];
  const words = (line: string): string[] => line.split(' ').filter(Boolean);
  const before = configOf(network, words(base));
  const after = configOf(network, [...words(base), ...words(flags)]);
  expect(after).toEqual({ ...before, ...expected });
  expect(after).not.toEqual(before);
  const tensors = memory().numTensors;
  if (flags !== '--freeze-vectors') expect(await behaviourOf(network, after)).not.toEqual(await behaviourOf(network, before));
  expect(memory().numTensors).toBe(tensors);
});

test('every setting of the cells is tried above', () => {
  const tried = new Set(rows.flatMap(([, , flags]) => flags.split(' ').map((flag) => flag.replace('--no-', '--'))));
  expect(
    Object.keys(cellSettings)
      .map(flagOf)
      .filter((flag) => !tried.has(flag)),
  ).toEqual([]);
});
