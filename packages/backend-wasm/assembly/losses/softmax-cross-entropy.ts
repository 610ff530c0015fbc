import { largestOf, scaleBy, shiftedExponentials } from '../math/softmax';
import { Loss, runLoss } from './loss';

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
 * The loss `log(sum(exp(x))) - x[id]` of all rows of `logits [rows, classes]` into `value []`, and its gradient `softmax(x) - oneHot(id)`;
 * rows with a weight of 0 are left out.
 */
export function softmaxCrossEntropy(
  logits: usize,
  ids: usize,
  weights: usize,
  rows: i32,
  classes: i32,
  mean: bool,
  gradient: usize,
  value: usize,
): void {
  runLoss(softmaxCrossEntropyChunk.index, logits, ids, weights, rows, classes, mean, gradient, value);
}

function softmaxCrossEntropyChunk(task: usize, chunk: i32, thread: i32): void {
  const loss = changetype<Loss>(task);
  const from = chunk * loss.chunkRows;
  const end = min(loss.rows, from + loss.chunkRows);
  const bytes = (<usize>loss.classes) << 2;
  let total: f64 = 0;
  for (let row = from; row < end; row++) {
    const at = (<usize>row) << 2;
    const weight: f64 = loss.weights ? load<f32>(loss.weights + at) : 1;
    const gradient = loss.gradient + <usize>row * bytes;
    if (weight == 0) memory.fill(gradient, 0, bytes);
    else
      total +=
        weight * rowLoss(loss.scores + <usize>row * bytes, loss.classes, load<u32>(loss.targets + at), loss.scale * weight, gradient);
  }
  store<f64>(loss.sums + ((<usize>chunk) << 3), total);
}

/** The loss of one row, and its gradient times `scale`. */
function rowLoss(logits: usize, classes: i32, id: u32, scale: f64, gradient: usize): f64 {
  const largest = largestOf(logits, classes);
  const sum = shiftedExponentials(gradient, logits, classes, largest);
  scaleBy(gradient, classes, <f32>(scale / sum));
  const chosen = (<usize>id) << 2;
  store<f32>(gradient + chosen, load<f32>(gradient + chosen) - <f32>scale);
  return <f64>largest + Math.log(sum) - <f64>load<f32>(logits + chosen);
}
