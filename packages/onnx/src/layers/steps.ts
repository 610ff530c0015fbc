import { int, ints } from '../graph/attributes.js';
import { swapTimeAndBatch } from './dense.js';
import type { Frame } from './frame.js';

/** Stands at padded steps where the maximum is sought: smaller than what any real step has. */
const lowest = -1e30;

/** The output at each sequence's own last step; of an empty sequence the first, which is zeros. `[time, batch, size]` to `[batch, size]`. */
export function lastOutputs(frame: Frame, outputs: string): string {
  const { graph, lengths } = frame;
  const last = graph.op('Max', [graph.op('Sub', [lengths, graph.integer(1)]), graph.integer(0)]);
  const steps = graph.op('Unsqueeze', [graph.op('Cast', [last], { to: int(7) }), graph.sizes([1])]);
  return graph.op('GatherND', [swapTimeAndBatch(frame, outputs), steps], { batch_dims: int(1) });
}

/** The output at the first step. `[time, batch, size]` to `[batch, size]`. */
export function firstOutputs({ graph }: Frame, outputs: string): string {
  return graph.op('Gather', [outputs, graph.sizes(0)]);
}

/** The mean of each feature over the real steps of outputs that are zero at padded ones. `[time, batch, size]` to `[batch, size]`. */
export function meanOutputs(frame: Frame, outputs: string): string {
  const { graph, lengths } = frame;
  const count = graph.op('Cast', [graph.op('Max', [lengths, graph.integer(1)])], { to: int(1) });
  return graph.op('Div', [sumOverTime(frame, outputs), graph.op('Unsqueeze', [count, graph.sizes([1])])]);
}

/** The maximum of each feature over the real steps; zeros of an empty sequence. `[time, batch, size]` to `[batch, size]`. */
export function largestOutputs({ graph, lengths, isReal }: Frame, outputs: string): string {
  const real = graph.op('Where', [isReal, outputs, graph.floats(lowest)]);
  const found = graph.op('ReduceMax', [real], { axes: ints(0), keepdims: int(0) });
  const isEmpty = graph.op('Unsqueeze', [graph.op('Less', [lengths, graph.integer(1)]), graph.sizes([1])]);
  return graph.op('Where', [isEmpty, graph.floats(0), found]);
}

export function sumOverTime({ graph }: Frame, values: string): string {
  return graph.op('ReduceSum', [values, graph.sizes([0])], { keepdims: int(0) });
}
