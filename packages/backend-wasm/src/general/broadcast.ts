import { backend_util } from '@tensorflow/tfjs-core';

/** Bytes from one element to the next along three axes; 0 where an operand stays the same. */
interface Strides {
  readonly launches: number;
  readonly outer: number;
  readonly inner: number;
}

/** How two operands run through their common shape, taken as one matrix, or as several with a launch for each. */
export interface Broadcast {
  readonly shape: number[];
  readonly launches: number;
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

/** Elements below which a launch costs more than it saves. */
export const leastOfLaunch = 64;

/** The common shape of two operands as matrices; undefined if that takes more than three axes, or matrices that are too small. */
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
  if (axes.length > 3) return undefined;
  const inner = axes.at(-1) ?? { size: 1, a: true, b: true };
  const outer = axes.at(-2) ?? single;
  const launches = axes.at(-3) ?? single;
  if (launches !== single && outer.size * inner.size < leastOfLaunch) return undefined;
  const stridesOf = (operand: 'a' | 'b'): Strides => {
    const row = inner[operand] ? inner.size : 1;
    const matrix = row * (outer[operand] ? outer.size : 1);
    return {
      launches: launches[operand] ? 4 * matrix : 0,
      outer: outer[operand] ? 4 * row : 0,
      inner: inner[operand] ? 4 : 0,
    };
  };
  return { shape, launches: launches.size, outer: outer.size, inner: inner.size, a: stridesOf('a'), b: stridesOf('b') };
}

const single: Axis = { size: 1, a: false, b: false };
