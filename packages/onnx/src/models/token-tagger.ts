import type { TokenTaggerConfig } from '@tidegate/models';
import type { GraphWriter } from '../graph/graph-writer.js';
import { type Ends, value } from '../graph/values.js';
import { embed } from '../layers/embedding.js';
import { encode } from '../layers/encoder.js';
import { createFrame } from '../layers/frame.js';
import type { WeightSource } from '../weights/weight-source.js';
import { answerEachStep } from './sequence-tagger.js';

/** What models of tokens read. */
export const tokenInputs = [value('ids', 'INT32', 'batch', 'time'), value('lengths', 'INT32', 'batch')];

/** `ids` and `lengths` to `logits`, `[batch, time, outputSize]`. */
export function tokenTaggerGraph(graph: GraphWriter, weights: WeightSource, config: TokenTaggerConfig): Ends {
  const frame = createFrame(graph, weights, 'ids', 'lengths');
  const { outputs } = encode(frame, 'encoder', config, embed(frame, config, 'ids'));
  answerEachStep(frame, config, outputs);
  return { inputs: tokenInputs, outputs: [value('logits', 'FLOAT', 'batch', 'time', config.outputSize)] };
}
