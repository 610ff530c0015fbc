import { Bank, bankFilters, bankRow, Problem } from './problem';

/** Bytes of scratch: biases, sums, maxima, positions. */
export const poolingBytes: usize = bankRow * 4;

/** Starts the poolings of one sequence. */
export function beginPooling(pooling: usize, bank: Bank): void {
  memory.fill(pooling, 0, bankRow * 2);
  memory.copy(pooling, bank.convolution.bias + ((<usize>bank.firstFilter) << 2), (<usize>bank.filters) << 2);
  for (let filter = 0; filter < bankFilters; filter += 4) {
    const at = pooling + ((<usize>filter) << 2);
    v128.store(at, f32x4.splat(-1), bankRow * 2);
    v128.store(at, i32x4.splat(-1), bankRow * 3);
  }
}

/** Adds biases to some windows, activates and keeps them, and takes them into the poolings. */
export function poolWindows(pooling: usize, sums: usize, problem: Problem, bank: Bank, sequence: i32, first: i32, windows: i32): void {
  const zero = f32x4.splat(0);
  const stepBytes = (<usize>problem.features) << 2;
  let target = problem.activations + <usize>(sequence * problem.time + first) * stepBytes + ((<usize>bank.feature) << 2);
  for (let filter = 0; filter < bank.filters; filter += 4) {
    const state = pooling + ((<usize>filter) << 2);
    const bias = v128.load(state);
    let sum = v128.load(state, bankRow);
    let largest = v128.load(state, bankRow * 2);
    let position = v128.load(state, bankRow * 3);
    const left = bank.filters - filter;
    let from = sums + ((<usize>filter) << 2);
    let to = target;
    for (let window = first; window < first + windows; window++) {
      const activation = f32x4.max(f32x4.add(v128.load(from), bias), zero);
      if (left >= 4) v128.store(to, activation);
      else storeSome(to, activation, left);
      sum = f32x4.add(sum, activation);
      // What is no number counts as larger than any.
      const larger = v128.or(f32x4.gt(activation, largest), f32x4.ne(activation, activation));
      largest = v128.bitselect(activation, largest, larger);
      position = v128.bitselect(i32x4.splat(window), position, larger);
      from += bankRow;
      to += stepBytes;
    }
    v128.store(state, sum, bankRow);
    v128.store(state, largest, bankRow * 2);
    v128.store(state, position, bankRow * 3);
    target += 16;
  }
}

/** Writes averages, maxima and positions of one sequence. */
export function endPooling(pooling: usize, problem: Problem, bank: Bank, sequence: i32, windows: i32): void {
  const features = problem.features;
  const pooled = problem.pooled + ((<usize>(sequence * 2 * features + bank.feature)) << 2);
  const positions = problem.positions + ((<usize>(sequence * features + bank.feature)) << 2);
  for (let filter = 0; filter < bank.filters; filter++) {
    const at = (<usize>filter) << 2;
    const state = pooling + at;
    store<f32>(pooled + at, windows > 0 ? load<f32>(state, bankRow) / <f32>windows : 0);
    store<f32>(pooled + at + ((<usize>features) << 2), windows > 0 ? load<f32>(state, bankRow * 2) : 0);
    store<i32>(positions + at, load<i32>(state, bankRow * 3));
  }
}

/** The first one, two or three lanes. */
function storeSome(to: usize, values: v128, count: i32): void {
  v128.store_lane<f32>(to, values, 0);
  if (count > 1) v128.store_lane<f32>(to, values, 1, 4);
  if (count > 2) v128.store_lane<f32>(to, values, 2, 8);
}
