/** `count` times the same value. */
export function fill(to: usize, count: i32, value: f32): void {
  const lanes = f32x4.splat(value);
  const end = to + ((<usize>(count & ~3)) << 2);
  for (; to < end; to += 16) v128.store(to, lanes);
  for (let rest = count & 3; rest > 0; rest--, to += 4) store<f32>(to, value);
}
