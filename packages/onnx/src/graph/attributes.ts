import type { OnnxAttribute, OnnxGraph } from '@tidegate/formats';

export type Attributes = Readonly<Record<string, OnnxAttribute>>;

export function int(value: number): OnnxAttribute {
  return { type: 'INT', value: BigInt(value) };
}

export function ints(...values: readonly number[]): OnnxAttribute {
  return { type: 'INTS', value: BigInt64Array.from(values, BigInt) };
}

/** Rounded to float32, as it comes back from a file. */
export function float(value: number): OnnxAttribute {
  return { type: 'FLOAT', value: Math.fround(value) };
}

export function floats(...values: readonly number[]): OnnxAttribute {
  return { type: 'FLOATS', value: Float32Array.from(values) };
}

export function subgraph(value: OnnxGraph): OnnxAttribute {
  return { type: 'GRAPH', value };
}
