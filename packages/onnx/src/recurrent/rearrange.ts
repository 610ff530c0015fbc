import type { OnnxNode } from '@tidegate/formats';
import { malformed } from '../errors/malformed.js';
import type { Axes, View } from './view.js';

/** Whole numbers that a node is given. */
export type IntegersOf = (index: number, attribute: string) => readonly number[] | undefined;

type Rearrange = (
  groups: readonly Axes[],
  integers: IntegersOf,
  where: string,
  sizeOf: (axis: string) => number | undefined,
) => readonly Axes[];

const operators: Readonly<Record<string, Rearrange>> = {
  Identity: (groups) => groups,
  Transpose(groups, integers, where) {
    const order = integers(-1, 'perm') ?? groups.map((_, axis) => groups.length - 1 - axis);
    if ([...order].sort((a, b) => a - b).join() !== [...groups.keys()].join()) {
      throw malformed(`${where}: perm must be an order of ${groups.length} axes, but is [${order.join(', ')}]`);
    }
    return order.map((axis) => groups[axis] as Axes);
  },
  Squeeze(groups, integers, where) {
    const axes = axesOf(integers, groups.length, where);
    for (const axis of axes) if (groups[axis]?.length !== 0) throw malformed(`${where}: axis ${axis} must be known to have the size 1`);
    return groups.filter((_, axis) => !axes.includes(axis));
  },
  Unsqueeze(groups, integers, where) {
    const axes = integers(1, 'axes') ?? [];
    const rank = groups.length + axes.length;
    const places = axesOf(integers, rank, where);
    const rest = groups.values();
    return Array.from({ length: rank }, (_, axis) => (places.includes(axis) ? [] : (rest.next().value as Axes)));
  },
  Reshape(groups, integers, where, sizeOf) {
    const shape = integers(1, 'shape') ?? [];
    const kept = shape.slice(0, -1);
    const merged = groups.slice(kept.length).flat();
    const last = shape.at(-1);
    const sizes = merged.map(sizeOf);
    const size = sizes.every((known) => known !== undefined) ? sizes.reduce((product, known) => product * known, 1) : undefined;
    const fits =
      kept.every((dimension) => dimension === 0) &&
      kept.length < groups.length &&
      last !== undefined &&
      (last === -1 || (last > 0 && last === size));
    if (!fits)
      throw malformed(`${where}: the shape must keep axes by 0 and join the rest, as [0, 0, -1] does, but is [${shape.join(', ')}]`);
    return [...groups.slice(0, kept.length), merged];
  },
};

function axesOf(integers: IntegersOf, rank: number, where: string): readonly number[] {
  const axes = integers(1, 'axes')?.map((axis) => (axis < 0 ? axis + rank : axis));
  if (axes?.every((axis) => axis >= 0 && axis < rank) && new Set(axes).size === axes.length) return axes;
  throw malformed(`${where}: axes must be given, distinct, and among the ${rank} that there are`);
}

export const rearrangingOperators = Object.keys(operators);

/**
 * What a node that moves no number out of its row makes of a view.
 *
 * @param sizeOf the size of an axis of the source, where it is known
 * @throws FormatError if the node does not say how, or takes apart what belongs together
 */
export function rearrange(
  node: OnnxNode,
  view: View,
  integers: IntegersOf,
  where: string,
  sizeOf: (axis: string) => number | undefined,
): View {
  const { [node.opType]: change } = operators;
  if (!change) throw malformed(`${where} cannot be read here`);
  return { ...view, groups: change(view.groups, integers, where, sizeOf) };
}
