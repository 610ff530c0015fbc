import type { LanguageModelConfig } from '@tidegate/models';
import { ints } from '../graph/attributes.js';
import type { GraphWriter } from '../graph/graph-writer.js';
import { type Ends, value } from '../graph/values.js';
import { swapTimeAndBatch } from '../layers/dense.js';
import { embed, embeddingTable } from '../layers/embedding.js';
import { encode, learnedStates } from '../layers/encoder.js';
import { createFrame, type Frame, parameter } from '../layers/frame.js';
import { type Sequence, type State, stateSizes } from '../layers/recurrence.js';
import type { WeightSource } from '../weights/weight-source.js';
import { tokenInputs } from './token-tagger.js';

/**
 * `ids`, `lengths` and the state of each layer, `state_0_h` and so on, to `logits`, `[batch, time, vocabularySize]`, and the state after the
 * last real step, `next_state_0_h`. Where the state of a new sequence is learned, it is an output, too: `first_state_0_h`.
 */
export function languageModelGraph(graph: GraphWriter, weights: WeightSource, config: LanguageModelConfig): Ends {
  const { layers = 1, learnedState = false, layerNormalization = false } = config;
  const frame = createFrame(graph, weights, 'ids', 'lengths');
  const sizes = Object.entries(stateSizes(config));
  const indices = Array.from({ length: layers }, (_, layer) => layer);
  const nameOf = (prefix: string, layer: number, part: string) => `${prefix}state_${layer}_${part}`;
  const values = (prefix: string) =>
    indices.flatMap((layer) => sizes.map(([part, size]) => value(nameOf(prefix, layer, part), 'FLOAT', 'batch', size)));
  const give = (prefix: string, states: readonly (readonly State[])[]): void => {
    for (const [layer, [state]] of states.entries()) {
      for (const [part] of sizes) graph.op('Identity', [state?.[part] as string], {}, nameOf(prefix, layer, part));
    }
  };
  const given = indices.map((layer) => [Object.fromEntries(sizes.map(([part]) => [part, nameOf('', layer, part)]))]);
  const { outputs, states } = encode(frame, 'encoder', config, embed(frame, config, 'ids'), given);
  score(frame, config, outputs);
  give('next_', states);
  if (learnedState) {
    const path = (layer: number) => `encoder/${layer}${layerNormalization ? '/layer' : ''}/initialState`;
    give(
      'first_',
      indices.map((layer) => learnedStates(frame, path(layer), config)),
    );
  }
  return {
    inputs: [...tokenInputs, ...values('')],
    outputs: [
      value('logits', 'FLOAT', 'batch', 'time', config.vocabularySize),
      ...values('next_'),
      ...(learnedState ? values('first_') : []),
    ],
  };
}

/** A score for each token of the vocabulary, by the rows of the head or those of the embedding. */
function score(frame: Frame, config: LanguageModelConfig, { value: features, size }: Sequence): void {
  const { vocabularySize, tieEmbeddings = false, outputBias = true } = config;
  const { graph } = frame;
  const rows = tieEmbeddings ? embeddingTable(frame, config) : parameter(frame, 'head/kernel', [vocabularySize, size]);
  const product = graph.op('MatMul', [features, graph.op('Transpose', [rows], { perm: ints(1, 0) })]);
  const scores = outputBias ? graph.op('Add', [product, parameter(frame, 'head/bias', [vocabularySize])]) : product;
  swapTimeAndBatch(frame, scores, 'logits');
}
