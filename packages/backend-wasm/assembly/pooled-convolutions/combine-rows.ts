import { multiplyAdd } from '../arithmetic';

/**
 * `to [columns] (+)= sum of coefficient times row` over some rows; those with the coefficient 0 are not read.
 *
 * @param fromStride bytes from one row to the next
 * @param coefficientStride bytes from the coefficient of one row to that of the next
 */
export function combineRows(
  to: usize,
  from: usize,
  fromStride: usize,
  coefficients: usize,
  coefficientStride: usize,
  rows: i32,
  columns: i32,
  accumulate: bool,
): void {
  const zero = f32x4.splat(0);
  let column = 0;
  for (; column + 16 <= columns; column += 16) {
    let s0 = accumulate ? v128.load(to) : zero;
    let s1 = accumulate ? v128.load(to, 16) : zero;
    let s2 = accumulate ? v128.load(to, 32) : zero;
    let s3 = accumulate ? v128.load(to, 48) : zero;
    let row = from;
    let place = coefficients;
    for (let index = 0; index < rows; index++) {
      if (load<f32>(place) != 0) {
        const coefficient = v128.load32_splat(place);
        s0 = multiplyAdd(coefficient, v128.load(row), s0);
        s1 = multiplyAdd(coefficient, v128.load(row, 16), s1);
        s2 = multiplyAdd(coefficient, v128.load(row, 32), s2);
        s3 = multiplyAdd(coefficient, v128.load(row, 48), s3);
      }
      row += fromStride;
      place += coefficientStride;
    }
    v128.store(to, s0);
    v128.store(to, s1, 16);
    v128.store(to, s2, 32);
    v128.store(to, s3, 48);
    to += 64;
    from += 64;
  }
  for (; column + 4 <= columns; column += 4) {
    let sum = accumulate ? v128.load(to) : zero;
    for (let index = 0; index < rows; index++) {
      const place = coefficients + <usize>index * coefficientStride;
      if (load<f32>(place) != 0) sum = multiplyAdd(v128.load32_splat(place), v128.load(from + <usize>index * fromStride), sum);
    }
    v128.store(to, sum);
    to += 16;
    from += 16;
  }
  for (; column < columns; column++) {
    let sum = accumulate ? v128.load32_zero(to) : zero;
    for (let index = 0; index < rows; index++) {
      const place = coefficients + <usize>index * coefficientStride;
      if (load<f32>(place) != 0) sum = multiplyAdd(v128.load32_splat(place), v128.load32_zero(from + <usize>index * fromStride), sum);
    }
    v128.store_lane<f32>(to, sum, 0);
    to += 4;
    from += 4;
  }
}
