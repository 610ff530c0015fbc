import { multiplyAdd } from '../arithmetic';

/**
 * `B^T d` at all six points of `filtering.ts`, for full tiles: six rows `[channels]` become six. With `x` for a shift by one step, the rows
 * of `B^T` are the product `x (x - 1) (x + 1) (x - 2) (x + 1/2)` without the factor of their point, and share what they have in common:
 * ```text
 * e = (x - 2) (x + 1/2) d      f = (x - 1) (x + 1) d
 * ```
 *
 * @param toStride bytes from the result of one point to that of the next
 */
export function evaluateTile(to: usize, toStride: usize, from: usize, fromStride: usize, channels: i32): void {
  let channel = 0;
  for (; channel + 4 <= channels; channel += 4) {
    const d0 = v128.load(from);
    const d1 = v128.load(from + fromStride);
    const d2 = v128.load(from + 2 * fromStride);
    const d3 = v128.load(from + 3 * fromStride);
    const d4 = v128.load(from + 4 * fromStride);
    const d5 = v128.load(from + 5 * fromStride);
    storePoints(to, toStride, d0, d1, d2, d3, d4, d5);
    to += 16;
    from += 16;
  }
}

function storePoints(to: usize, toStride: usize, d0: v128, d1: v128, d2: v128, d3: v128, d4: v128, d5: v128): void {
  const factor = f32x4.splat(-1.5);
  const e0 = f32x4.sub(multiplyAdd(factor, d1, d2), d0);
  const e1 = f32x4.sub(multiplyAdd(factor, d2, d3), d1);
  const e2 = f32x4.sub(multiplyAdd(factor, d3, d4), d2);
  const e3 = f32x4.sub(multiplyAdd(factor, d4, d5), d3);
  const f1 = f32x4.sub(d3, d1);
  const f2 = f32x4.sub(d4, d2);
  v128.store(to, f32x4.sub(e2, e0));
  v128.store(to + toStride, f32x4.add(e2, e1));
  v128.store(to + 2 * toStride, f32x4.sub(e2, e1));
  v128.store(to + 3 * toStride, multiplyAdd(f32x4.splat(0.5), f1, f2));
  v128.store(to + 4 * toStride, multiplyAdd(f32x4.splat(-2), f1, f2));
  v128.store(to + 5 * toStride, f32x4.sub(e3, e1));
}
