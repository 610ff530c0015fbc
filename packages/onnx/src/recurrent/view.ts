import { reshape, slice, type Tensor, transpose } from '@tensorflow/tfjs-core';

/** What stands behind a value of a graph, before anything rearranges it. */
export type Source =
  | { readonly kind: 'input'; readonly name: string }
  /** What a recurrent node gives at each step: `batch`, `time`, `direction`, `hidden`. */
  | { readonly kind: 'outputs'; readonly node: number }
  /** A part of what it remembers at the end: `direction`, `batch`, `hidden`. */
  | { readonly kind: 'state'; readonly node: number; readonly part: 'h' | 'c' };

/** Axes of the source by name, in the order in which they stand there; of an input, `0`, `1` and so on. */
export type Axes = readonly string[];

/** Some places of one axis of an input: from `start` up to `end`, which may lie beyond it. */
export interface Piece {
  readonly axis: string;
  readonly start: number;
  readonly end: number;
}

/** A source with its axes in another order, side by side in groups: a group of several is one axis, a group of none an axis of size 1. */
export interface View {
  readonly source: Source;
  readonly groups: readonly Axes[];
  /** The part of the source that it is of; all of it if absent. */
  readonly piece?: Piece;
}

/** The tensor that a view is of its source's. */
export function arrange(source: Tensor, axes: Axes, { groups, piece }: Pick<View, 'groups' | 'piece'>): Tensor {
  const tensor = piece ? cut(source, axes, piece) : source;
  const order = groups.flat().map((axis) => axes.indexOf(axis));
  const shape = groups.map((group) => group.reduce((size, axis) => size * (tensor.shape[axes.indexOf(axis)] as number), 1));
  return reshape(transpose(tensor, order), shape);
}

function cut(tensor: Tensor, axes: Axes, { axis, start, end }: Piece): Tensor {
  const place = axes.indexOf(axis);
  const [from, to] = [start, end].map((step) => Math.min(step, tensor.shape[place] as number)) as [number, number];
  return slice(
    tensor,
    axes.map((_, index) => (index === place ? from : 0)),
    tensor.shape.map((size, index) => (index === place ? to - from : size)),
  );
}
