import { argMax, type Tensor } from '@tensorflow/tfjs-core';
import { tokenBatches } from '@tidegate/datasets';
import type { TextClassifier } from '@tidegate/models';
import { softmaxCrossEntropy } from '@tidegate/ops';
import { type ClassScores, confusionMatrix, predict } from '@tidegate/training';
import type { LearnedText } from '../data/prepare.js';

/** How a network does on texts. Plain values. */
export interface Scores {
  /** The share of the texts that are right. */
  readonly accuracy: number;
  readonly macroF1: number;
  /** Cross-entropy, mean over the texts. */
  readonly loss: number;
  readonly examples: number;
  /** By class id. */
  readonly perClass: readonly ClassScores[];
  /** `confusion[actual][predicted]` */
  readonly confusion: readonly (readonly number[])[];
}

export interface Measured {
  readonly scores: Scores;
  /** The class that each text was taken for, in their order. */
  readonly predicted: readonly number[];
}

const batchSize = 64;

/** Measures a network on texts without training it. */
export async function measure(model: TextClassifier, texts: readonly LearnedText[], classes: number): Promise<Measured> {
  const matrix = confusionMatrix(classes);
  const predicted: number[] = [];
  let loss = 0;
  const outputs = {
    ids: (logits: Tensor) => argMax(logits, -1),
    loss: (logits: Tensor, { targets }: { readonly targets: Tensor }) => softmaxCrossEntropy(logits, targets, { reduction: 'sum' }),
  };
  for await (const { values, batch } of predict({ model, batches: tokenBatches(texts, { batchSize }), outputs })) {
    const actual = batch.examples.map(({ target }) => target);
    matrix.add(values.ids, actual);
    predicted.push(...values.ids);
    loss += values.loss[0] as number;
  }
  const { total: examples, accuracy, macroF1, perClass, counts: confusion } = matrix;
  return { scores: { accuracy, macroF1, loss: loss / Math.max(1, examples), examples, perClass, confusion }, predicted };
}
