import { int } from '../graph/attributes.js';
import type { GraphWriter } from '../graph/graph-writer.js';
import type { WeightSource } from '../weights/weight-source.js';

/** What all layers of a graph use. Inside of it, sequences are `[time, batch, features]`, as the recurrent operators read them. */
export interface Frame {
  readonly graph: GraphWriter;
  readonly weights: WeightSource;
  /** `[batch]`, int32: real steps of each sequence */
  readonly lengths: string;
  /** `[time, batch, 1]`, bool: which steps are real */
  readonly isReal: string;
  /** `[1]`, int64: sequences */
  readonly batch: string;
  /** `[1]`, int64: steps */
  readonly time: string;
}

/**
 * @param sequences the name of an input `[batch, time, ...]`
 * @param lengths the name of an input `[batch]`, int32
 */
export function createFrame(graph: GraphWriter, weights: WeightSource, sequences: string, lengths: string): Frame {
  const shape = graph.op('Shape', [sequences]);
  const batch = graph.op('Gather', [shape, graph.sizes([0])]);
  const time = graph.op('Gather', [shape, graph.sizes([1])]);
  const count = graph.op('Cast', [graph.op('Squeeze', [time, graph.sizes([0])])], { to: int(6) });
  const steps = graph.op('Range', [graph.integer(0), count, graph.integer(1)]);
  const before = graph.op('Less', [graph.op('Unsqueeze', [steps, graph.sizes([1])]), lengths]);
  return { graph, weights, lengths, isReal: graph.op('Unsqueeze', [before, graph.sizes([2])]), batch, time };
}

/** A sequence with zeros at padded steps, whatever stood there. */
export function zeroPadding({ graph, isReal }: Frame, outputs: string): string {
  return graph.op('Where', [isReal, outputs, graph.floats(0)]);
}

/** Zeros of a shape that is a value of the graph. */
export function zeros(graph: GraphWriter, shape: string): string {
  return graph.op('ConstantOfShape', [shape]);
}

/** A parameter of the model, as an initializer of its path. */
export function parameter({ graph, weights }: Frame, path: string, shape: readonly number[]): string {
  return graph.initializer(path, { dataType: 'FLOAT', ...weights.parameter(path, shape) });
}
