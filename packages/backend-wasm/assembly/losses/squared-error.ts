import { addLanes, totalOf } from '../math/double-sum';
import { loadLanes, storeLanes } from '../math/lanes';
import { Loss, runLoss, totalWeightOf } from './loss';
import { weightsAt } from './weights';

/** The loss `(prediction - target)^2` of `count` elements into `value []`, and its gradient `2 (prediction - target)`. */
export function squaredError(
  predictions: usize,
  targets: usize,
  weights: usize,
  count: i32,
  mean: bool,
  gradient: usize,
  value: usize,
): void {
  runLoss(squaredErrorChunk.index, predictions, targets, weights, count, 1, mean, totalWeightOf(weights, count), gradient, value);
}

function squaredErrorChunk(task: usize, chunk: i32, thread: i32): void {
  const loss = changetype<Loss>(task);
  const from = chunk * loss.chunkRows;
  const end = min(loss.rows, from + loss.chunkRows);
  const slope = f32x4.splat(<f32>(2 * loss.scale));
  let sums = f64x2.splat(0);
  for (let row = from; row < end; row += 4) {
    const at = (<usize>row) << 2;
    const count = end - row;
    const weight = weightsAt(loss, row, count);
    const difference = f32x4.sub(loadLanes(loss.scores + at, count), loadLanes(loss.targets + at, count));
    const weighted = f32x4.mul(weight, difference);
    sums = addLanes(sums, f32x4.mul(weighted, difference));
    storeLanes(loss.gradient + at, f32x4.mul(slope, weighted), count);
  }
  store<f64>(loss.sums + ((<usize>chunk) << 3), totalOf(sums));
}
