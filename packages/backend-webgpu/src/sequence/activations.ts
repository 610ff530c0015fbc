/** Activations that neither overflow nor lose their last digits: both go through the exponential of a number that is not above 0. */
export const activations = `
fn sigmoid(x: f32) -> f32 {
  let small = exp(-abs(x));
  return select(small, 1.0, x >= 0.0) / (1.0 + small);
}
// Near 0 the difference of exponentials would lose digits: there its series does.
fn hyperbolicTangent(x: f32) -> f32 {
  let square = x * x;
  if (square < 0.04) {
    return x * (1.0 + square * (-0.33333333333 + square * (0.13333333333 + square * (-0.05396825397 + square * 0.02186948854))));
  }
  let small = exp(-2.0 * abs(x));
  return sign(x) * (1.0 - small) / (1.0 + small);
}
`;
