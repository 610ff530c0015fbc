import { addLanes, totalOf } from './double-sum';
import { exp } from './exp';
import { loadLanes, storeLanes } from './lanes';

/** The largest of `count` values; not a number if one of them is. */
export function largestOf(values: usize, count: i32): f32 {
  let largest: f32 = -Infinity;
  const whole = count & ~3;
  if (whole) {
    let lanes = v128.load(values);
    for (let index = 4; index < whole; index += 4) lanes = f32x4.max(lanes, v128.load(values + ((<usize>index) << 2)));
    largest = max(
      max(f32x4.extract_lane(lanes, 0), f32x4.extract_lane(lanes, 1)),
      max(f32x4.extract_lane(lanes, 2), f32x4.extract_lane(lanes, 3)),
    );
  }
  for (let index = whole; index < count; index++) largest = max(largest, load<f32>(values + ((<usize>index) << 2)));
  return largest;
}

/** Writes `e^(value - largest)` of each value; gives their sum. */
export function shiftedExponentials(to: usize, values: usize, count: i32, largest: f32): f64 {
  const shift = f32x4.splat(largest);
  const whole = count & ~3;
  let sums = f64x2.splat(0);
  for (let index = 0; index < whole; index += 4) {
    const at = (<usize>index) << 2;
    const power = exp(f32x4.sub(v128.load(values + at), shift));
    v128.store(to + at, power);
    sums = addLanes(sums, power);
  }
  if (whole < count) {
    const at = (<usize>whole) << 2;
    storeLanes(to + at, exp(f32x4.sub(loadLanes(values + at, count - whole), shift)), count - whole);
    sums = addLanes(sums, loadLanes(to + at, count - whole));
  }
  return totalOf(sums);
}

/** Multiplies values in their place. */
export function scaleBy(values: usize, count: i32, factor: f32): void {
  const factors = f32x4.splat(factor);
  const whole = count & ~3;
  for (let index = 0; index < whole; index += 4) {
    const at = values + ((<usize>index) << 2);
    v128.store(at, f32x4.mul(v128.load(at), factors));
  }
  for (let index = whole; index < count; index++) {
    const at = values + ((<usize>index) << 2);
    store<f32>(at, load<f32>(at) * factor);
  }
}
