/** Four floats, or as many as there are, and zeros. */
export function loadLanes(from: usize, count: i32): v128 {
  if (count >= 4) return v128.load(from);
  return loadSome(from, count);
}

/** Stores the first `count` lanes, at most four. */
export function storeLanes(to: usize, values: v128, count: i32): void {
  if (count >= 4) v128.store(to, values);
  else storeSome(to, values, count);
}

function loadSome(from: usize, count: i32): v128 {
  let values = v128.load32_zero(from);
  if (count > 1) values = v128.load_lane<f32>(from, values, 1, 4);
  if (count > 2) values = v128.load_lane<f32>(from, values, 2, 8);
  return values;
}

function storeSome(to: usize, values: v128, count: i32): void {
  v128.store_lane<f32>(to, values, 0);
  if (count > 1) v128.store_lane<f32>(to, values, 1, 4);
  if (count > 2) v128.store_lane<f32>(to, values, 2, 8);
}
