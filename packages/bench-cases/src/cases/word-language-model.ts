import { reshape, type Scalar, type Tensor1D, type Tensor2D, tensor2d } from '@tensorflow/tfjs-core';
import { createRandom } from '@tidegate/core';
import { languageModel } from '@tidegate/models';
import {
  matrixProduct,
  noiseContrastiveEstimation,
  type SampledClasses,
  type SampledLossInputs,
  sampledSoftmaxCrossEntropy,
  sampleLogUniform,
  softmaxCrossEntropy,
} from '@tidegate/ops';
import { batchOfEach, dataRandom } from '../batch-of-each.js';
import type { BenchCase } from '../bench-case.js';
import { randomIds } from '../random-ids.js';
import { trainInSteps } from '../train-in-steps.js';

const vocabularySize = 50_000;
const batch = 20;
const time = 35;
const size = 128;
const samples = 512;

/** What is learned from the features before the head, and the head. */
type HeadLoss = (inputs: SampledLossInputs, sample: () => SampledClasses) => Scalar;

const losses = {
  softmax: ({ features, kernel, bias, classIds }) =>
    softmaxCrossEntropy(matrixProduct({ left: features, right: kernel, ...(bias && { bias }) }, { transposeRight: true }), classIds),
  sampled: (inputs, sample) => sampledSoftmaxCrossEntropy(inputs, sample()),
  nce: (inputs, sample) => noiseContrastiveEstimation(inputs, sample()),
} satisfies Record<string, HeadLoss>;

const descriptions: Readonly<Record<keyof typeof losses, string>> = {
  softmax: 'softmax over all words',
  sampled: `softmax over ${samples} sampled words`,
  nce: `noise-contrastive estimation with ${samples} words`,
};

/** A word language model of a large vocabulary, on random words: all that differs is the loss. */
export function wordLanguageModel(name: keyof typeof losses): BenchCase {
  return {
    name: `wordlm-${name}`,
    description: `${vocabularySize} words, embedding ${size}, LSTM ${size}, time ${time}, batch ${batch}, ${descriptions[name]}, Adam for touched rows`,
    steps: name === 'softmax' ? 3 : 15,
    batch,
    onRequest: true,
    start(group) {
      const random = createRandom(0);
      const data = dataRandom(group);
      const model = languageModel(
        {
          vocabularySize,
          embeddingSize: size,
          cell: 'lstm',
          hiddenSize: size,
          layers: 1,
          embeddingInitializer: { kind: 'uniform', low: -0.1, high: 0.1 },
        },
        random.split('model'),
      );
      const ids = randomIds(data.split('ids'), batch * time, vocabularySize);
      const nextIds = randomIds(data.split('nextIds'), batch * time, vocabularySize);
      const loss: HeadLoss = losses[name];
      const sample = () => sampleLogUniform({ classes: vocabularySize, count: samples, random: random.split('samples') });
      return trainInSteps({
        model,
        makeBatch: () => ({ ids: tensor2d(ids, [batch, time], 'int32'), nextIds: tensor2d(nextIds, [batch, time], 'int32') }),
        objective(given, { context }) {
          const features = reshape(model.features(given, context).features, [batch * time, size]) as Tensor2D;
          const classIds = reshape(given.nextIds, [batch * time]) as Tensor1D;
          return { loss: loss({ features, ...model.head, classIds }, sample) };
        },
        touchedRowsOnly: (parameter) => parameter === 'embedding/table' || parameter === 'head/kernel',
        learningRate: 1e-3,
        parallel: batchOfEach(group, batch),
        random: random.split('training'),
      });
    },
  };
}
