import { ints } from '../graph/attributes.js';
import { type Frame, parameter } from './frame.js';
import type { Sequence } from './recurrence.js';

export interface DenseOptions {
  readonly outputSize: number;
  readonly useBias: boolean;
  /** The name of the result, if it must have one. */
  readonly output?: string;
}

/** `[..., size]` to `[..., outputSize]` */
export function dense(frame: Frame, path: string, { value, size }: Sequence, { outputSize, useBias, output }: DenseOptions): string {
  const { graph } = frame;
  const kernel = parameter(frame, `${path}/kernel`, [size, outputSize]);
  if (!useBias) return graph.op('MatMul', [value, kernel], {}, output);
  return graph.op('Add', [graph.op('MatMul', [value, kernel]), parameter(frame, `${path}/bias`, [outputSize])], {}, output);
}

/** `[time, batch, size]` as `[batch, time, size]`, and the other way round. */
export function swapTimeAndBatch({ graph }: Frame, value: string, output?: string): string {
  return graph.op('Transpose', [value], { perm: ints(1, 0, 2) }, output);
}
