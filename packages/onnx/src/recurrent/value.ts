import type { OnnxTensor } from '@tidegate/formats';
import type { View } from './view.js';

/** What is known of a value of a graph before it runs. */
export type Value =
  | { readonly kind: 'view'; readonly view: View }
  /** Views one behind the other along an axis, as the states of all layers may be given. */
  | { readonly kind: 'joined'; readonly views: readonly View[]; readonly axis: number }
  | { readonly kind: 'constant'; readonly tensor: OnnxTensor }
  /** Whole numbers that follow from shapes, with which files describe the zeros that a state starts from. */
  | { readonly kind: 'sizes' }
  | { readonly kind: 'zeros' };

/** What may be done with sizes, and still be sizes. */
export const sizeOperators = ['Add', 'Cast', 'Concat', 'Gather', 'Mul', 'Slice', 'Squeeze', 'Unsqueeze'];

/** What leaves zeros zeros, where the first input is made of them. */
export const zeroOperators = ['Expand', 'Identity', 'Reshape', 'Slice', 'Squeeze', 'Transpose', 'Unsqueeze'];

export function isZero({ data }: OnnxTensor): boolean {
  return Array.from<number | bigint | string>(data).every((value) => Number(value) === 0);
}

/** The whole numbers of a constant. */
export function integersIn(value: Value | undefined): readonly number[] | undefined {
  if (value?.kind !== 'constant') return undefined;
  const { dataType, data } = value.tensor;
  return dataType === 'INT64' || dataType === 'INT32' ? Array.from<number | bigint, number>(data, Number) : undefined;
}
