import { addLanes, totalOf } from '../math/double-sum';
import { loadLanes, storeLanes } from '../math/lanes';
import { largestOf, scaleBy, shiftedExponentials } from '../math/softmax';
import { loss as current, Loss, runLoss, sumOf, totalWeightOf } from './loss';

/** The first row that counts and whose id is not from 0 to `classes - 1`, or -1 if there is none. */
export function firstClassOutside(ids: usize, weights: usize, rows: i32, classes: i32): i32 {
  for (let row = 0; row < rows; row++) {
    const at = (<usize>row) << 2;
    if (<u32>load<i32>(ids + at) < <u32>classes) continue;
    if (!weights || load<f32>(weights + at) != 0) return row;
  }
  return -1;
}

/**
 * The loss `sum(q) log(sum(exp(x))) - sum(q x)` of all rows of `logits [rows, classes]` with targets q into `value []`, and its gradient
 * `sum(q) softmax(x) - q`; rows with a weight of 0 are left out. A target is 1 at the right class, then smoothed, then multiplied by the
 * class weights.
 */
export function softmaxCrossEntropy(
  logits: usize,
  ids: usize,
  weights: usize,
  classWeights: usize,
  labelSmoothing: f64,
  rows: i32,
  classes: i32,
  mean: bool,
  gradient: usize,
  value: usize,
): void {
  current.classWeights = classWeights;
  current.labelSmoothing = labelSmoothing;
  const totalWeight = classWeights ? totalClassWeight(ids, weights, rows, classWeights) : totalWeightOf(weights, rows);
  runLoss(softmaxCrossEntropyChunk.index, logits, ids, weights, rows, classes, mean, totalWeight, gradient, value);
}

/** What all rows count together, each by its weight times that of its class. */
function totalClassWeight(ids: usize, weights: usize, rows: i32, classWeights: usize): f64 {
  let total: f64 = 0;
  for (let row = 0; row < rows; row++) {
    const at = (<usize>row) << 2;
    const weight: f32 = weights ? load<f32>(weights + at) : 1;
    // A row that is left out may have any id.
    if (weight != 0) total += <f64>(weight * load<f32>(classWeights + ((<usize>load<u32>(ids + at)) << 2)));
  }
  return total;
}

function softmaxCrossEntropyChunk(task: usize, chunk: i32, thread: i32): void {
  const loss = changetype<Loss>(task);
  const from = chunk * loss.chunkRows;
  const end = min(loss.rows, from + loss.chunkRows);
  const bytes = (<usize>loss.classes) << 2;
  const spread = loss.labelSmoothing / <f64>loss.classes;
  const spreadOfAll = loss.classWeights ? spread * sumOf(loss.classWeights, loss.classes) : loss.labelSmoothing;
  let total: f64 = 0;
  for (let row = from; row < end; row++) {
    const at = (<usize>row) << 2;
    const weight: f64 = loss.weights ? load<f32>(loss.weights + at) : 1;
    const gradient = loss.gradient + <usize>row * bytes;
    if (weight == 0) {
      memory.fill(gradient, 0, bytes);
      continue;
    }
    const logits = loss.scores + <usize>row * bytes;
    const id = load<u32>(loss.targets + at);
    const classWeight: f64 = loss.classWeights ? load<f32>(loss.classWeights + ((<usize>id) << 2)) : 1;
    const chosen = (1 - loss.labelSmoothing) * classWeight;
    let value = rowLoss(logits, loss.classes, id, chosen, chosen + spreadOfAll, loss.scale * weight, gradient);
    if (spread != 0)
      value -= spread * spreadTargets(logits, loss.classes, loss.classWeights, <f32>(loss.scale * weight * spread), gradient);
    total += weight * value;
  }
  store<f64>(loss.sums + ((<usize>chunk) << 3), total);
}

/**
 * The loss of one row, and its gradient times `scale`, as if its target were `chosen` at the right class and zero elsewhere, but with
 * `all` as the sum of the target.
 */
function rowLoss(logits: usize, classes: i32, id: u32, chosen: f64, all: f64, scale: f64, gradient: usize): f64 {
  const largest = largestOf(logits, classes);
  const sum = shiftedExponentials(gradient, logits, classes, largest);
  scaleBy(gradient, classes, <f32>((scale * all) / sum));
  const place = (<usize>id) << 2;
  store<f32>(gradient + place, load<f32>(gradient + place) - <f32>(scale * chosen));
  return all * (<f64>largest + Math.log(sum)) - chosen * <f64>load<f32>(logits + place);
}

/** The sum of the logits, each times its class weight; takes the class weights times `factor` from the gradient. */
function spreadTargets(logits: usize, classes: i32, classWeights: usize, factor: f32, gradient: usize): f64 {
  const factors = f32x4.splat(factor);
  const one = f32x4.splat(1);
  let sums = f64x2.splat(0);
  for (let index = 0; index < classes; index += 4) {
    const at = (<usize>index) << 2;
    const count = classes - index;
    const weight = classWeights ? loadLanes(classWeights + at, count) : one;
    sums = addLanes(sums, f32x4.mul(weight, loadLanes(logits + at, count)));
    storeLanes(gradient + at, f32x4.sub(loadLanes(gradient + at, count), f32x4.mul(factors, weight)), count);
  }
  return totalOf(sums);
}
