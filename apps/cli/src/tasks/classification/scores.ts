import { argMax, cast, greater, type Tensor } from '@tensorflow/tfjs-core';
import type { EncodedBatch, Labels } from '@tidegate/datasets';
import type { TextClassifier } from '@tidegate/models';
import { sigmoidCrossEntropy, softmaxCrossEntropy } from '@tidegate/ops';
import {
  type ClassScores,
  confusionMatrix,
  multiLabelScores,
  type ProcessGroup,
  predict,
  singleProcess,
  sumOver,
} from '@tidegate/training';
import { measuredTogether } from '../../text/measured-together.js';

/** How a classifier does on data. */
export interface ClassificationScores {
  /** The share of the texts that are right; of several labels, those of which all are right. */
  readonly accuracy: number;
  readonly macroF1: number;
  /** F1 over all answers together, where a text has several labels. */
  readonly microF1?: number;
  /** Cross-entropy, mean over the texts. */
  readonly loss: number;
  readonly examples: number;
  /** In the order of the labels. */
  readonly perClass: readonly ClassScores[];
  /** `confusion[actual][predicted]`, where a text has one label. */
  readonly confusion?: readonly (readonly number[])[];
}

export interface Scored {
  readonly model: TextClassifier;
  readonly labels: Labels;
  /** Whether a text may have several labels. */
  readonly several: boolean;
  /** Those that this process is to measure on, if it is one of several. */
  readonly batches: AsyncIterable<EncodedBatch>;
  /** By default this process is alone. */
  readonly group?: ProcessGroup | undefined;
}

/**
 * Measures a classifier; several processes do so together, each on its own batches, and all get the scores of all: those of one process with
 * all batches, but that the losses of the batches, in doubles, are added in another order.
 */
export function scoreClassifier(scored: Scored): Promise<ClassificationScores> {
  return scored.several ? scoreSeveral(scored) : scoreOne(scored);
}

async function scoreOne({ model, labels, batches, group = singleProcess }: Scored): Promise<ClassificationScores> {
  const matrix = confusionMatrix(labels.size);
  let loss = 0;
  const outputs = {
    ids: (logits: Tensor) => argMax(logits, -1),
    loss: (logits: Tensor, { targets }: EncodedBatch) => softmaxCrossEntropy(logits, targets, { reduction: 'sum' }),
  };
  await measuredTogether(group, async () => {
    for await (const { values, batch } of predict({ model, batches, outputs })) {
      matrix.add(
        values.ids,
        batch.examples.map(({ target }) => target as number),
      );
      loss += values.loss[0] as number;
    }
  });
  await matrix.sumOver(group);
  [loss] = await sumOver(group, [loss]);
  const { total: examples, accuracy, macroF1, perClass, counts: confusion } = matrix;
  return { accuracy, macroF1, loss: loss / Math.max(1, examples), examples, perClass, confusion };
}

async function scoreSeveral({ model, labels, batches, group = singleProcess }: Scored): Promise<ClassificationScores> {
  const scores = multiLabelScores(labels.size);
  let loss = 0;
  const outputs = {
    has: (logits: Tensor) => cast(greater(logits, 0), 'int32'),
    loss: (logits: Tensor, { targets }: EncodedBatch) => sigmoidCrossEntropy(logits, targets, { reduction: 'sum' }),
  };
  await measuredTogether(group, async () => {
    for await (const { values, batch } of predict({ model, batches, outputs })) {
      scores.add(
        values.has,
        batch.examples.flatMap(({ target }) => [...(target as Float32Array)]),
      );
      loss += values.loss[0] as number;
    }
  });
  await scores.sumOver(group);
  [loss] = await sumOver(group, [loss]);
  const { examples, exactMatch: accuracy, macroF1, micro, perClass } = scores;
  return { accuracy, macroF1, microF1: micro.f1, loss: loss / Math.max(1, examples * labels.size), examples, perClass };
}
