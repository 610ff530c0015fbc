import { parallel } from '../threads/parallel';

/** At most so many chunks of work. */
const mostChunks: i32 = 64;
/** Scores of one chunk of work, at least, give or take a row. */
const chunkScores: i32 = 8192;
/** Scores below which one thread does all: waking another would take longer. */
const leastShared: f64 = 30000;

/** A loss of many rows of scores that threads share. */
@unmanaged
export class Loss {
  /** `[rows, classes]`; a row has one score in the losses that know no classes. */
  scores: usize;
  /** One of each row. */
  targets: usize;
  /** One of each row, or 0 if all count 1. */
  weights: usize;
  /** One of each class, or 0 if all count 1; only for the loss that knows classes. */
  classWeights: usize;
  /** The share of each target that is spread over all answers. */
  labelSmoothing: f64;
  /** With respect to the scores, to be filled. */
  gradient: usize;
  rows: i32;
  classes: i32;
  /** What the weighted sum of all rows is multiplied by. */
  scale: f64;
  chunkRows: i32;
  /** Of each chunk the weighted sum of its rows. */
  sums: usize;
}

/** The one that is computed; what a loss adds to the usual it sets before `runLoss`. */
export const loss = changetype<Loss>(memory.data(offsetof<Loss>(), 16));
const chunkSums: usize = memory.data(mostChunks * 8, 16);

/**
 * Fills the gradient, and `value` with the loss: chunks by threads, their sums in order.
 *
 * @param task computes a chunk: its gradient and its entry of `sums`
 * @param mean whether the weighted sum is divided by `totalWeight`, or is 0 where that is 0
 */
export function runLoss(
  task: u32,
  scores: usize,
  targets: usize,
  weights: usize,
  rows: i32,
  classes: i32,
  mean: bool,
  totalWeight: f64,
  gradient: usize,
  value: usize,
): void {
  loss.scores = scores;
  loss.targets = targets;
  loss.weights = weights;
  loss.gradient = gradient;
  loss.rows = rows;
  loss.classes = classes;
  loss.scale = mean ? (totalWeight != 0 ? 1 / totalWeight : 0) : 1;
  // Whole vectors of rows, so that only the last chunk has a rest.
  loss.chunkRows = (max(max(1, chunkScores / max(1, classes)), (rows + mostChunks - 1) / mostChunks) + 3) & ~3;
  loss.sums = chunkSums;
  const chunks = (rows + loss.chunkRows - 1) / loss.chunkRows;
  const shared = changetype<usize>(loss);
  if (<f64>rows * <f64>classes < leastShared) for (let chunk = 0; chunk < chunks; chunk++) call_indirect<void>(task, shared, chunk, 0);
  else parallel(task, shared, chunks);
  let total: f64 = 0;
  for (let chunk = 0; chunk < chunks; chunk++) total += load<f64>(chunkSums + ((<usize>chunk) << 3));
  store<f32>(value, <f32>(loss.scale * total));
}

/** What all rows count together, by their own weights. */
export function totalWeightOf(weights: usize, rows: i32): f64 {
  return weights ? sumOf(weights, rows) : <f64>rows;
}

export function sumOf(values: usize, count: i32): f64 {
  let total: f64 = 0;
  for (let index = 0; index < count; index++) total += <f64>load<f32>(values + ((<usize>index) << 2));
  return total;
}
