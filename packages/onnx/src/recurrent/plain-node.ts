import type { OnnxNode, OnnxTensor } from '@tidegate/formats';
import { malformed } from '../errors/malformed.js';
import { rearrange, rearrangingOperators } from './rearrange.js';
import { integersIn, isZero, sizeOperators, type Value, zeroOperators } from './value.js';
import type { View } from './view.js';

export const recurrentOperators: readonly string[] = ['RNN', 'LSTM', 'GRU'];

/** Operators on views. */
const readable = [...rearrangingOperators, 'Slice', 'Concat'];

/**
 * What a node that is not recurrent gives: other views of what recurrent ones read and give, or the zeros that a state starts from.
 *
 * @param inputs what is known of each
 * @param sizeOf the size of an axis of a view, where it is known
 * @throws FormatError if the node does anything else
 */
export function plainNode(
  node: OnnxNode,
  where: string,
  inputs: readonly (Value | undefined)[],
  sizeOf: (view: View, axis: string) => number | undefined,
): Value {
  const { opType, attributes } = node;
  const [first, ...others] = inputs;
  if (opType === 'Constant') return { kind: 'constant', tensor: constantOf(node, where) };
  if (opType === 'Shape' && first) return { kind: 'sizes' };
  const areSizes = inputs.every((value) => value?.kind === 'sizes' || value?.kind === 'constant');
  if (areSizes && inputs.some((value) => value?.kind === 'sizes') && sizeOperators.includes(opType)) return { kind: 'sizes' };
  if (opType === 'ConstantOfShape' && areSizes && isZeroFilled(node)) return { kind: 'zeros' };
  const isNothing = first?.kind === 'zeros' || (first?.kind === 'constant' && isZero(first.tensor));
  if (isNothing && zeroOperators.includes(opType) && others.every((value) => value?.kind === 'constant' || value?.kind === 'sizes'))
    return { kind: 'zeros' };
  if (first?.kind === 'view' && opType === 'Cast' && first.view.source.kind === 'input' && first.view.groups.length === 1) return first;
  if (opType === 'Concat' && inputs.every((value) => value?.kind === 'view')) {
    return joined(
      inputs.map(({ view }) => view),
      attributes.axis,
      where,
    );
  }
  if (first?.kind !== 'view' || !readable.includes(opType)) {
    throw malformed(`${where} must be one of ${[...recurrentOperators, ...readable].join(', ')}, on what those give`);
  }
  const integers = (index: number, attribute: string) => {
    const { [attribute]: given } = attributes;
    return given?.type === 'INTS' ? Array.from(given.value, Number) : integersIn(inputs[index]);
  };
  const { view } = first;
  if (opType === 'Slice') return { kind: 'view', view: pieceOf(view, inputs, where) };
  if (attributes.allowzero?.type === 'INT' && attributes.allowzero.value !== 0n) throw malformed(`${where}: allowzero must be 0`);
  return { kind: 'view', view: rearrange(node, view, integers, where, (axis) => sizeOf(view, axis)) };
}

/** @throws FormatError unless all views have the axis */
function joined(views: readonly View[], axis: OnnxNode['attributes'][string] | undefined, where: string): Value {
  const rank = views[0]?.groups.length ?? 0;
  const place = axis?.type === 'INT' ? Number(axis.value) : rank;
  const positive = place < 0 ? place + rank : place;
  if (positive >= 0 && positive < rank && views.every(({ groups }) => groups.length === rank))
    return { kind: 'joined', views, axis: positive };
  throw malformed(`${where}: axis must be one of the ${rank} that all inputs have`);
}

/** @throws FormatError unless it is of an input of the graph, along one axis, forward and step by step */
function pieceOf(view: View, inputs: readonly (Value | undefined)[], where: string): View {
  const [starts, ends, axes, steps] = inputs.slice(1).map(integersIn);
  const [axis, start = -1, end = -1] = [axes?.[0] ?? -1, starts?.[0], ends?.[0]];
  const group = view.groups[axis < 0 ? axis + view.groups.length : axis];
  const isOne = [starts, ends, axes].every((given) => given?.length === 1) && (inputs[4] === undefined || steps?.join() === '1');
  const [place] = group ?? [];
  if (isOne && view.source.kind === 'input' && !view.piece && group?.length === 1 && place !== undefined && start >= 0 && end > start) {
    return { ...view, piece: { axis: place, start, end } };
  }
  throw malformed(`${where} must cut an input of the graph along one axis, from a place before another, without steps`);
}

function isZeroFilled({ attributes: { value } }: OnnxNode): boolean {
  return value === undefined || (value.type === 'TENSOR' && isZero(value.value));
}

function constantOf({ attributes }: OnnxNode, where: string): OnnxTensor {
  const { value, value_ints: integers, value_int: integer } = attributes;
  if (value?.type === 'TENSOR') return value.value;
  if (integers?.type === 'INTS') return { dataType: 'INT64', shape: [integers.value.length], data: integers.value };
  if (integer?.type === 'INT') return { dataType: 'INT64', shape: [], data: BigInt64Array.of(integer.value) };
  throw malformed(`${where} must have the attribute value, value_ints or value_int`);
}
