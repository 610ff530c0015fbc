import { reshape, type Tensor, transpose } from '@tensorflow/tfjs-core';

/** What stands behind a value of a graph, before anything rearranges it. */
export type Source =
  | { readonly kind: 'input'; readonly name: string }
  /** What a recurrent node gives at each step: `batch`, `time`, `direction`, `hidden`. */
  | { readonly kind: 'outputs'; readonly node: number }
  /** A part of what it remembers at the end: `direction`, `batch`, `hidden`. */
  | { readonly kind: 'state'; readonly node: number; readonly part: 'h' | 'c' };

/** Axes of the source by name, in the order in which they stand there; of an input, `0`, `1` and so on. */
export type Axes = readonly string[];

/** A source with its axes in another order, side by side in groups: a group of several is one axis, a group of none an axis of size 1. */
export interface View {
  readonly source: Source;
  readonly groups: readonly Axes[];
}

/** The tensor that a view is of its source's. */
export function arrange(tensor: Tensor, axes: Axes, groups: readonly Axes[]): Tensor {
  const order = groups.flat().map((axis) => axes.indexOf(axis));
  const shape = groups.map((group) => group.reduce((size, axis) => size * (tensor.shape[axes.indexOf(axis)] as number), 1));
  return reshape(transpose(tensor, order), shape);
}
