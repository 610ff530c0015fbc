import type { OnnxNode, OnnxTensor } from '@tidegate/formats';
import { malformed } from '../errors/malformed.js';
import { rearrange, rearrangingOperators } from './rearrange.js';
import { integersIn, isZero, sizeOperators, type Value, zeroOperators } from './value.js';
import type { View } from './view.js';

export const recurrentOperators: readonly string[] = ['RNN', 'LSTM', 'GRU'];

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
  if (isNothing && zeroOperators.includes(opType) && others.every((value) => value?.kind !== 'view')) return { kind: 'zeros' };
  if (first?.kind === 'view' && opType === 'Cast' && first.view.source.kind === 'input' && first.view.groups.length === 1) return first;
  if (first?.kind !== 'view' || !rearrangingOperators.includes(opType)) {
    throw malformed(`${where} must be one of ${[...recurrentOperators, ...rearrangingOperators].join(', ')}, on what those give`);
  }
  const integers = (index: number, attribute: string) => {
    const { [attribute]: given } = attributes;
    return given?.type === 'INTS' ? Array.from(given.value, Number) : integersIn(inputs[index]);
  };
  const { view } = first;
  return { kind: 'view', view: rearrange(node, view, integers, where, (axis) => sizeOf(view, axis)) };
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
