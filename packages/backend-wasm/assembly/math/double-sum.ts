/** Four floats, added to two sums in double precision. */
export function addLanes(sums: v128, lanes: v128): v128 {
  const high = v128.shuffle<f32>(lanes, lanes, 2, 3, 2, 3);
  return f64x2.add(sums, f64x2.add(f64x2.promote_low_f32x4(lanes), f64x2.promote_low_f32x4(high)));
}

export function totalOf(sums: v128): f64 {
  return f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
}
