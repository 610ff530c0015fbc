import type { TrainingSteps } from '../training-steps.js';
import { adder } from './adder.js';
import { characterLanguageModel } from './character-language-model.js';
import { rcnn } from './rcnn.js';
import { textRnn } from './text-rnn.js';

/** A network and its batch in tfjs-layers. */
export interface TfjsLayersCase {
  /** That of the same network in Tidegate. */
  readonly name: string;
  /** Starts training on the active backend; a backend that lacks a kernel which the network needs throws here or at the first step. */
  start(): TrainingSteps;
}

/** Every case that tfjs-layers can express, on batches of the same shapes as ours. */
export const tfjsLayersCases: readonly TfjsLayersCase[] = [
  { name: 'adder', start: adder },
  { name: 'textrnn-seed', start: () => textRnn({ vocabularySize: 10_000, time: 5, batch: 8, learningRate: 1e-2 }) },
  { name: 'textrnn', start: () => textRnn({ vocabularySize: 20_000, time: 100, batch: 64, learningRate: 1e-3 }) },
  { name: 'rcnn', start: rcnn },
  { name: 'charlm-lstm', start: () => characterLanguageModel('lstm', 50) },
  { name: 'charlm-gru', start: () => characterLanguageModel('gru', 50) },
  { name: 'charlm-rnn', start: () => characterLanguageModel('rnn', 50) },
  { name: 'charlm-lstm-20', start: () => characterLanguageModel('lstm', 20) },
];
