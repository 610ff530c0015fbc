import { multiplyAdd } from '../arithmetic';
import { combineRows } from './combine-rows';

/** `to [columns] = sum of coefficient times row` over six rows, with the coefficients in registers. */
export function combineSixRows(to: usize, from: usize, fromStride: usize, coefficients: usize, columns: i32): void {
  const c0 = v128.load32_splat(coefficients);
  const c1 = v128.load32_splat(coefficients, 4);
  const c2 = v128.load32_splat(coefficients, 8);
  const c3 = v128.load32_splat(coefficients, 12);
  const c4 = v128.load32_splat(coefficients, 16);
  const c5 = v128.load32_splat(coefficients, 20);
  let row0 = from;
  let row1 = row0 + fromStride;
  let row2 = row1 + fromStride;
  let row3 = row2 + fromStride;
  let row4 = row3 + fromStride;
  let row5 = row4 + fromStride;
  const end = to + ((<usize>(columns & ~3)) << 2);
  while (to < end) {
    let even = f32x4.mul(c0, v128.load(row0));
    let odd = f32x4.mul(c1, v128.load(row1));
    even = multiplyAdd(c2, v128.load(row2), even);
    odd = multiplyAdd(c3, v128.load(row3), odd);
    even = multiplyAdd(c4, v128.load(row4), even);
    odd = multiplyAdd(c5, v128.load(row5), odd);
    v128.store(to, f32x4.add(even, odd));
    to += 16;
    row0 += 16;
    row1 += 16;
    row2 += 16;
    row3 += 16;
    row4 += 16;
    row5 += 16;
  }
  combineRows(to, row0, fromStride, coefficients, 4, 6, columns & 3, false);
}
