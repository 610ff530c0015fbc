import type { Pooling, TextRnnConfig } from '@tidegate/models';
import { int } from '../graph/attributes.js';
import type { GraphWriter } from '../graph/graph-writer.js';
import { type Ends, value } from '../graph/values.js';
import { dense } from '../layers/dense.js';
import { embed } from '../layers/embedding.js';
import { encode } from '../layers/encoder.js';
import { createFrame, type Frame, parameter } from '../layers/frame.js';
import type { Sequence } from '../layers/recurrence.js';
import { firstOutputs, largestOutputs, lastOutputs, meanOutputs, sumOverTime } from '../layers/steps.js';
import type { WeightSource } from '../weights/weight-source.js';
import { tokenInputs } from './token-tagger.js';

/** `ids` and `lengths` to `logits`, `[batch, outputSize]`. */
export function textRnnGraph(graph: GraphWriter, weights: WeightSource, config: TextRnnConfig): Ends {
  const { hiddenSize = config.embeddingSize, outputSize, outputBias = true, pooling = 'final-state' } = config;
  const frame = createFrame(graph, weights, 'ids', 'lengths');
  const { outputs } = encode(frame, 'encoder', { ...config, hiddenSize, bidirectional: true }, embed(frame, config, 'ids'));
  const pooled = pool(frame, pooling, outputs, config.attentionSize ?? outputs.size);
  dense(frame, 'head', { value: pooled, size: outputs.size }, { outputSize, useBias: outputBias, output: 'logits' });
  return { inputs: tokenInputs, outputs: [value('logits', 'FLOAT', 'batch', outputSize)] };
}

/** `[time, batch, size]`, the outputs of both directions side by side, to `[batch, size]`. */
function pool(frame: Frame, pooling: Pooling, outputs: Sequence, attentionSize: number): string {
  switch (pooling) {
    case 'final-state': {
      const [forward, backward] = frame.graph.split(outputs.value, 2, 2) as [string, string];
      return frame.graph.op('Concat', [lastOutputs(frame, forward), firstOutputs(frame, backward)], { axis: int(1) });
    }
    case 'last-position':
      return lastOutputs(frame, outputs.value);
    case 'mean':
      return meanOutputs(frame, outputs.value);
    case 'max':
      return largestOutputs(frame, outputs.value);
    case 'attention':
      return attend(frame, outputs, attentionSize);
  }
}

/** Scores padding, far below any real step. */
const never = -1e9;

/** The mean of the outputs, weighted by `softmax(q . tanh(W h_t + b))` over the real steps. */
function attend(frame: Frame, outputs: Sequence, attentionSize: number): string {
  const { graph, isReal } = frame;
  const compared = graph.op('Tanh', [dense(frame, 'attention', outputs, { outputSize: attentionSize, useBias: true })]);
  const scores = graph.op('MatMul', [compared, parameter(frame, 'attention/query', [attentionSize, 1])]);
  const weights = graph.op('Softmax', [graph.op('Where', [isReal, scores, graph.floats(never)])], { axis: int(0) });
  return sumOverTime(frame, graph.op('Mul', [outputs.value, weights]));
}
