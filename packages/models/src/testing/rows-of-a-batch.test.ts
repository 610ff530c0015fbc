import { type Rank, slice, square, sum, type Tensor, tensor1d, tensor2d, variableGrads } from '@tensorflow/tfjs-core';
import { cpuBackend } from '@tidegate/backend-cpu';
import { type Json, type Model, type Random, useBackend } from '@tidegate/core';
import { expectClose, normalTensor } from '@tidegate/testing';
import { beforeAll, expect, it } from 'vitest';
import type { TokenBatch } from '../embedding/token-batch.js';
import { languageModel } from '../language-model/language-model.js';
import { rcnn } from '../rcnn/rcnn.js';
import { sequenceTagger } from '../sequence-tagger/sequence-tagger.js';
import type { SequenceBatch } from '../tagger/tagger.js';
import { textRnn } from '../text-rnn/text-rnn.js';
import { tokenTagger } from '../token-tagger/token-tagger.js';
import { random } from './token-model.js';

/** What a model of either kind reads. */
type Batch = TokenBatch & SequenceBatch;

const large = { kind: 'normal', deviation: 0.5 } as const;
const sizes = { hiddenSize: 4, outputSize: 3, initializer: large, outputInitializer: large };
const tokens = { ...sizes, vocabularySize: 6, embeddingSize: 4, embeddingInitializer: large, embeddingDropout: 0.3, tokenDropout: 0.3 };
const { outputSize: _, ...scores } = tokens;
const byStep = { layers: 2, dropout: 0.3, inputDropout: 0.3, stateDropout: 0.3, dropoutMask: 'step' } as const;
const bySequence = { ...byStep, dropoutMask: 'sequence' } as const;
const dressed = { learnedState: true, layerNormalization: true, residual: true };

const makers: Readonly<Record<string, () => Model<Batch, Json>>> = {
  'textRnn, the last state': () => textRnn({ ...tokens, ...byStep, cell: 'lstm', projection: 3 }, random),
  'textRnn, the last position': () =>
    textRnn({ ...tokens, ...bySequence, cell: 'gru', pooling: 'last-position', directionDropout: 0.3 }, random),
  'textRnn, attention': () => textRnn({ ...tokens, ...bySequence, ...dressed, cell: 'rnn', pooling: 'attention' }, random),
  'textRnn, one layer': () => textRnn({ ...tokens, cell: 'lstm', pooling: 'max', dropout: 0.3, directionDropout: 0.3 }, random),
  'rcnn, several widths': () => rcnn({ ...tokens, ...byStep, cell: 'gru', filters: 3, widths: [1, 2] }, random),
  'rcnn, original': () => rcnn({ ...tokens, ...bySequence, cell: 'lstm', variant: 'original' }, random),
  tokenTagger: () => tokenTagger({ ...tokens, ...byStep, ...dressed, cell: 'lstm' }, random),
  'tokenTagger, both ways': () => tokenTagger({ ...tokens, ...bySequence, cell: 'gru', bidirectional: true }, random),
  languageModel: () => languageModel({ ...scores, ...byStep, cell: 'lstm', peepholes: true }, random),
  'languageModel, tied': () => languageModel({ ...scores, ...bySequence, cell: 'gru', tieEmbeddings: true }, random),
  'sequenceTagger, one mask a step': () => sequenceTagger({ ...sizes, ...byStep, inputSize: 2, cell: 'gru' }, random),
  'sequenceTagger, one mask a sequence': () => sequenceTagger({ ...sizes, ...bySequence, inputSize: 2, cell: 'rnn' }, random),
};

/** Steps of each sequence of the batch. */
const steps = [5, 2, 4, 1, 3, 5];
const rows = steps.length;

beforeAll(async () => {
  await useBackend([cpuBackend]);
});

interface Learned {
  readonly logits: readonly number[];
  /** Of the sum of the squares of the logits, by the path of the parameter. */
  readonly gradients: Readonly<Record<string, Float32Array>>;
}

/** What the rows of the batch from `first` to before `end` give, by themselves. */
function learn(model: Model<Batch, Json>, first: number, end: number, numbers: Random): Learned {
  const part = <Whole extends Tensor>(whole: Whole): Whole => slice(whole, first, end - first);
  const batch: Batch = {
    ids: part(tensor2d(Int32Array.from(random.split('ids').integers(rows * 5, 6)), [rows, 5], 'int32')),
    inputs: part(normalTensor<Rank.R3>(random.split('inputs'), [rows, 5, 2])),
    lengths: part(tensor1d(steps, 'int32')),
  };
  const logits = () => model.logits(batch, { training: true, random: numbers });
  const { grads } = variableGrads(() => sum(square(logits())), Object.values(model.parameters));
  const entries = Object.entries(model.parameters).map(([path, { name }]) => [path, (grads[name] as Tensor).dataSync()]);
  return { logits: [...logits().dataSync()], gradients: Object.fromEntries(entries) };
}

it.each(Object.entries(makers))('%s drops in some rows of a batch what it drops in the whole', (_, make) => {
  const model = make();
  const numbers = random.split('numbers');
  const whole = learn(model, 0, rows, numbers);
  const parts = [0, 1, 4].map((first, index, all) => learn(model, first, all[index + 1] ?? rows, numbers.forRowsFrom(first)));
  const logits = parts.flatMap((part) => part.logits);
  expectClose('logits', logits, whole.logits, 1e-5);
  for (const [path, gradient] of Object.entries(whole.gradients)) {
    const total = gradient.map((_, index) => parts.reduce((sum, { gradients }) => sum + (gradients[path]?.[index] as number), 0));
    expectClose(path, total, gradient, 1e-4);
  }
  // Had the last rows counted from the first, they would be others.
  const last = learn(model, 4, rows, numbers).logits;
  expect(last).not.toEqual(parts.at(-1)?.logits);
});
