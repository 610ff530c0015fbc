import { reshape, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core';
import type { LanguageBatch } from '@tidegate/datasets';
import type { LanguageModel } from '@tidegate/models';
import { softmaxCrossEntropy } from '@tidegate/ops';
import type { Objective } from '@tidegate/training';
import { drawClasses, sampleCount, sampledLosses } from '../../text/sampled-losses.js';
import type { LanguageValues } from './settings.js';

const defaultSamples = 100;

/**
 * What is learned from a batch: the next token at each place; what the model remembers goes on to the batch that continues this one.
 *
 * @throws UsageError if more tokens are to be sampled than there are
 */
export function languageObjective(
  model: LanguageModel,
  { loss = 'softmax', samples }: Pick<LanguageValues, 'loss' | 'samples'>,
): Objective<LanguageBatch> {
  if (loss === 'softmax') {
    return (batch, { context, carried }) => {
      const { logits, state } = model.run(continued(batch, carried), context);
      return { loss: softmaxCrossEntropy(logits, batch.targets), carried: state };
    };
  }
  const { vocabularySize } = model.config;
  const count = sampleCount(samples, { classes: vocabularySize, usual: defaultSamples, unit: 'tokens' });
  return (batch, { context, carried }) => {
    const { features, state } = model.features(continued(batch, carried), context);
    const { kernel, bias } = model.head;
    const size = features.shape[2];
    const inputs = {
      features: reshape(features, [-1, size]) as Tensor2D,
      kernel,
      ...(bias && { bias }),
      classIds: reshape(batch.targets, [-1]) as Tensor1D,
    };
    return { loss: sampledLosses[loss](inputs, drawClasses(vocabularySize, count, context)), carried: state };
  };
}

function continued({ ids, continues }: LanguageBatch, carried: Parameters<Objective<LanguageBatch>>[1]['carried']) {
  return { ids, ...(continues && carried && { state: carried }) };
}
