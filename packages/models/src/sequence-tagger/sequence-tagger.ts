import type { Model, Random } from '@tidegate/core';
import { createEncoder } from '../recurrent-encoder/encoder.js';
import { type SequenceBatch, tagger } from '../tagger/tagger.js';
import { assertSequenceTaggerConfig, type SequenceTaggerConfig } from './config.js';

export type SequenceTagger = Model<SequenceBatch, SequenceTaggerConfig>;

/**
 * A tagger made from plain JSON: a stack of RNN, LSTM or GRU layers, and a dense head at each step. Logits are
 * `[batch, time, outputSize]`. The binary adder is the smallest of its kind: two input bits and one logit at each step.
 *
 * @param random where the first weights come from
 * @throws ArgumentError if a value of the configuration is out of its range
 */
export function sequenceTagger(config: SequenceTaggerConfig, random: Random): SequenceTagger {
  assertSequenceTaggerConfig(config);
  const { outputSize, outputBias = true, outputInitializer } = config;
  const head = { outputSize, outputBias, ...(outputInitializer && { outputInitializer }) };
  return tagger({ name: 'sequenceTagger', config, encoder: createEncoder('sequenceTagger', config, config.inputSize), ...head }, random);
}
