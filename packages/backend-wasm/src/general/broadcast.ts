import { backend_util } from '@tensorflow/tfjs-core';

/** Bytes from one element to the next along two axes; 0 where an operand stays the same. */
interface Strides {
  readonly outer: number;
  readonly inner: number;
}

/** How two operands run through their common shape, taken as a matrix. */
export interface Broadcast {
  readonly shape: number[];
  readonly outer: number;
  readonly inner: number;
  readonly a: Strides;
  readonly b: Strides;
}

interface Axis {
  size: number;
  readonly a: boolean;
  readonly b: boolean;
}

/** The common shape of two operands as a matrix; undefined if that takes more than two axes. */
export function broadcast(aShape: readonly number[], bShape: readonly number[]): Broadcast | undefined {
  const shape = backend_util.assertAndGetBroadcastShape([...aShape], [...bShape]);
  const axes: Axis[] = [];
  shape.forEach((size, index) => {
    if (size === 1) return;
    const a = (aShape[index - shape.length + aShape.length] ?? 1) === size;
    const b = (bShape[index - shape.length + bShape.length] ?? 1) === size;
    const last = axes.at(-1);
    if (last?.a === a && last.b === b) last.size *= size;
    else axes.push({ size, a, b });
  });
  if (axes.length > 2) return undefined;
  const inner = axes.at(-1) ?? { size: 1, a: true, b: true };
  const outer = axes.length === 2 ? (axes[0] as Axis) : { size: 1, a: false, b: false };
  const stridesOf = (operand: 'a' | 'b'): Strides => ({
    inner: inner[operand] ? 4 : 0,
    outer: outer[operand] ? 4 * (inner[operand] ? inner.size : 1) : 0,
  });
  return { shape, outer: outer.size, inner: inner.size, a: stridesOf('a'), b: stridesOf('b') };
}
