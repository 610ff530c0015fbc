import { gather, type Tensor1D, type Tensor2D, tensor1d, transpose } from '@tensorflow/tfjs-core';
import type { EncodedBatch, EncodedExample, Labels } from '@tidegate/datasets';
import type { TextClassifier } from '@tidegate/models';
import { sigmoidCrossEntropy, softmaxCrossEntropy } from '@tidegate/ops';
import { UsageError } from '../../errors/usage-error.js';
import { assertSamples, drawClasses, sampleCount, sampledLosses } from '../../text/sampled-losses.js';
import type { Survey } from '../../text/survey.js';
import type { ExampleLearning } from '../../text/train-on-examples.js';
import { balancedWeights } from './learning.js';
import type { ClassificationValues } from './settings.js';

type LossValues = Pick<ClassificationValues, 'loss' | 'samples' | 'labelSmoothing' | 'classWeights'>;

/** As the authors of TextRNN chose. */
const defaultSamples = 20;

/** @throws UsageError if settings of the loss do not go together */
export function assertLoss(values: LossValues): void {
  assertSamples(values);
  const { loss = 'softmax', labelSmoothing } = values;
  if (loss === 'softmax' || labelSmoothing === undefined) return;
  throw new UsageError('--label-smoothing', 'left away unless --loss is softmax', String(labelSmoothing));
}

/** What a classifier is to learn from. */
export interface LabelledData {
  readonly labels: Labels;
  readonly found: Pick<Survey, 'labels' | 'hasSeveral'>;
}

/**
 * What is learned from a batch: the class of each text, or all labels that it has.
 *
 * @throws UsageError if the loss does not go with the data
 */
export function classificationObjective(model: TextClassifier, values: LossValues, { labels, found }: LabelledData): ExampleLearning {
  const { loss = 'softmax', samples, labelSmoothing, classWeights: weighting } = values;
  if (found.hasSeveral && values.loss !== undefined) {
    throw new UsageError('--loss', 'left away where texts may have several labels', values.loss);
  }
  const count = sampleCount(samples, { classes: labels.size, usual: defaultSamples, unit: 'classes' });
  const weights = weighting === 'balanced' ? balancedWeights(labels, found.labels) : undefined;
  const classWeights = weights && tensor1d(weights);
  const common = {
    // Where a text may have several labels, it has a loss for each class: all texts weigh the same.
    weightOf: ({ examples }: EncodedBatch) => (weights && !found.hasSeveral ? weightOfClasses(examples, weights) : examples.length),
    dispose: () => classWeights?.dispose(),
  };
  if (loss === 'softmax') {
    const options = { ...(labelSmoothing !== undefined && { labelSmoothing }), ...(classWeights && { classWeights }) };
    const crossEntropy = found.hasSeveral ? sigmoidCrossEntropy : softmaxCrossEntropy;
    return { objective: (batch, { context }) => ({ loss: crossEntropy(model.logits(batch, context), batch.targets, options) }), ...common };
  }
  const order = byFrequency(labels, found.labels);
  return {
    objective(batch, { context }) {
      const { kernel, bias } = model.head;
      const classIds = batch.targets as Tensor1D;
      const inputs = {
        features: model.features(batch, context),
        kernel: transpose<Tensor2D>(kernel),
        ...(bias && { bias }),
        classIds,
        ...(classWeights && { weights: gather(classWeights, classIds) }),
      };
      return { loss: sampledLosses[loss](inputs, drawClasses(labels.size, count, context, order)) };
    },
    ...common,
  };
}

function weightOfClasses(examples: readonly EncodedExample[], weights: Float32Array): number {
  return examples.reduce((sum, { target }) => sum + (weights[target as number] as number), 0);
}

/** The ids of the labels, the most frequent one first. */
function byFrequency({ names }: Labels, counts: ReadonlyMap<string, number>): Int32Array {
  const counted = (id: number): number => counts.get(names[id] as string) ?? 0;
  return Int32Array.from(names, (_, id) => id).sort((a, b) => counted(b) - counted(a) || a - b);
}
