import { loadLanes } from '../math/lanes';
import { Loss } from './loss';

const ones: usize = memory.data<f32>([1, 1, 1, 1]);

/** The weights of up to four rows; 0 for lanes that are no rows. */
export function weightsAt(loss: Loss, row: i32, count: i32): v128 {
  return loadLanes(loss.weights ? loss.weights + ((<usize>row) << 2) : ones, count);
}

/** The sum of four lanes, added to two sums in double precision. */
export function addLanes(sums: v128, lanes: v128): v128 {
  const high = v128.shuffle<f32>(lanes, lanes, 2, 3, 2, 3);
  return f64x2.add(sums, f64x2.add(f64x2.promote_low_f32x4(lanes), f64x2.promote_low_f32x4(high)));
}

export function totalOf(sums: v128): f64 {
  return f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
}
