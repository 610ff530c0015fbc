import { addLanes, totalOf } from '../math/double-sum';
import { exp } from '../math/exp';
import { loadLanes, storeLanes } from '../math/lanes';
import { log1pOfUnit } from '../math/log1p';
import { loss as current, Loss, runLoss, totalWeightOf } from './loss';
import { weightsAt } from './weights';

/** The loss `softplus(x) - t x` of `count` logits into `value []`, and its gradient `sigmoid(x) - t`, with `t` the smoothed target. */
export function sigmoidCrossEntropy(
  logits: usize,
  targets: usize,
  weights: usize,
  labelSmoothing: f64,
  count: i32,
  mean: bool,
  gradient: usize,
  value: usize,
): void {
  current.labelSmoothing = labelSmoothing;
  runLoss(sigmoidCrossEntropyChunk.index, logits, targets, weights, count, 1, mean, totalWeightOf(weights, count), gradient, value);
}

function sigmoidCrossEntropyChunk(task: usize, chunk: i32, thread: i32): void {
  const loss = changetype<Loss>(task);
  const from = chunk * loss.chunkRows;
  const end = min(loss.rows, from + loss.chunkRows);
  const scale = f32x4.splat(<f32>loss.scale);
  const kept = f32x4.splat(<f32>(1 - loss.labelSmoothing));
  const spread = f32x4.splat(<f32>(loss.labelSmoothing / 2));
  const zero = f32x4.splat(0);
  const one = f32x4.splat(1);
  let sums = f64x2.splat(0);
  for (let row = from; row < end; row += 4) {
    const at = (<usize>row) << 2;
    const count = end - row;
    const weight = weightsAt(loss, row, count);
    const logit = loadLanes(loss.scores + at, count);
    const target = f32x4.add(f32x4.mul(loadLanes(loss.targets + at, count), kept), spread);
    // The exponential of a number below 0 cannot overflow.
    const small = exp(f32x4.neg(f32x4.abs(logit)));
    const softplus = f32x4.add(f32x4.max(logit, zero), log1pOfUnit(small));
    const numerator = v128.bitselect(one, small, f32x4.ge(logit, zero));
    const sigmoid = f32x4.div(numerator, f32x4.add(one, small));
    sums = addLanes(sums, f32x4.mul(weight, f32x4.sub(softplus, f32x4.mul(target, logit))));
    storeLanes(loss.gradient + at, f32x4.mul(f32x4.mul(scale, weight), f32x4.sub(sigmoid, target)), count);
  }
  store<f64>(loss.sums + ((<usize>chunk) << 3), totalOf(sums));
}
