/**
 * WGSL: `log1p(x)` is log(1 + x) of a number of at least 0, small ones to all their digits, for which the logarithm of WGSL is too coarse: the
 * series of 2 atanh(x / (2 + x)), where that converges fast.
 */
export const log1p = /* wgsl */ `
fn log1p(x: f32) -> f32 {
  if (x > 1.0) {
    return log(1.0 + x);
  }
  let s = x / (2.0 + x);
  let q = s * s;
  let tail = 1.0 / 9.0 + q * (1.0 / 11.0 + q * (1.0 / 13.0 + q * (1.0 / 15.0)));
  return 2.0 * s * (1.0 + q * (1.0 / 3.0 + q * (1.0 / 5.0 + q * (1.0 / 7.0 + q * tail))));
}
`;
