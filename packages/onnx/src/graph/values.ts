import type { OnnxDataType, OnnxDimension, OnnxValue } from '@tidegate/formats';

/** A tensor that goes into a graph or comes out of it; a dimension of a name may have any size. */
export function value(name: string, dataType: OnnxDataType, ...shape: readonly OnnxDimension[]): OnnxValue {
  return { name, type: { kind: 'tensor', dataType, shape } };
}

/** What goes into a model and what comes out of it. */
export interface Ends {
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
}
