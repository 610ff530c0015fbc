import type { SequenceTaggerConfig } from '@tidegate/models';
import type { GraphWriter } from '../graph/graph-writer.js';
import { type Ends, value } from '../graph/values.js';
import { dense, swapTimeAndBatch } from '../layers/dense.js';
import { encode } from '../layers/encoder.js';
import { createFrame, type Frame } from '../layers/frame.js';
import type { Sequence } from '../layers/recurrence.js';
import type { WeightSource } from '../weights/weight-source.js';

/** `inputs` and `lengths` to `logits`, `[batch, time, outputSize]`. */
export function sequenceTaggerGraph(graph: GraphWriter, weights: WeightSource, config: SequenceTaggerConfig): Ends {
  const { inputSize, outputSize } = config;
  const frame = createFrame(graph, weights, 'inputs', 'lengths');
  const { outputs } = encode(frame, 'encoder', config, { value: swapTimeAndBatch(frame, 'inputs'), size: inputSize });
  answerEachStep(frame, config, outputs);
  return {
    inputs: [value('inputs', 'FLOAT', 'batch', 'time', inputSize), value('lengths', 'INT32', 'batch')],
    outputs: [value('logits', 'FLOAT', 'batch', 'time', outputSize)],
  };
}

/** A dense head at each step, to `logits`. */
export function answerEachStep(
  frame: Frame,
  { outputSize, outputBias = true }: { readonly outputSize: number; readonly outputBias?: boolean },
  outputs: Sequence,
): void {
  swapTimeAndBatch(frame, dense(frame, 'head', outputs, { outputSize, useBias: outputBias }), 'logits');
}
