import { combineRows } from './combine-rows';
import { Bank, bankRow, Problem } from './problem';

/**
 * The gradients that arrive at the sums of some windows of one sequence, before the ReLU: `[rows, filters]`, a `bankRow` each. Rows beyond
 * the windows, and columns beyond the filters up to a multiple of 4, are zeros.
 *
 * @param first the first of the windows
 * @param windows all windows of the sequence
 */
export function arrivingGradients(to: usize, problem: Problem, bank: Bank, sequence: i32, first: i32, rows: i32, windows: i32): void {
  const real = min(rows, windows - first);
  const stepBytes = (<usize>problem.features) << 2;
  const activations = problem.activations + <usize>(sequence * problem.time + first) * stepBytes + ((<usize>bank.feature) << 2);
  const averages = problem.pooled + ((<usize>(sequence * 2 * problem.features + bank.feature)) << 2);
  const largest = averages + stepBytes;
  const positions = problem.positions + ((<usize>(sequence * problem.features + bank.feature)) << 2);
  let filter = 0;
  for (; filter + 16 <= bank.filters; filter += 16) {
    const at = (<usize>filter) << 2;
    shareAverages(to + at, activations + at, stepBytes, averages + at, windows, real);
  }
  for (; filter < bank.filters; filter += 4) {
    const at = (<usize>filter) << 2;
    shareFew(to + at, activations + at, stepBytes, averages + at, windows, real, min(4, bank.filters - filter));
  }
  for (let filter = 0; filter < bank.filters; filter++) {
    const at = (<usize>filter) << 2;
    const row = load<i32>(positions + at) - first;
    if (row < 0 || row >= real || load<f32>(activations + <usize>row * stepBytes + at) <= 0) continue;
    const place = to + <usize>row * bankRow + at;
    store<f32>(place, load<f32>(place) + load<f32>(largest + at));
  }
  if (rows > real) memory.fill(to + <usize>real * bankRow, 0, <usize>(rows - real) * bankRow);
}

/**
 * What arrives at the products of one tile at one point, `[filters]`.
 *
 * @param tile its place among those of `arriving`
 */
export function transformArriving(to: usize, arriving: usize, bank: Bank, tile: i32, point: i32): void {
  const outputs = bank.filtering.outputs;
  const factors = bank.filtering.output + ((<usize>(point * outputs)) << 2);
  combineRows(to, arriving + <usize>(tile * outputs) * bankRow, bankRow, factors, 4, outputs, bank.filters, false);
}

/** For 16 filters: each window gets its share of the gradient of the average, unless its activation is 0. */
function shareAverages(to: usize, activations: usize, stepBytes: usize, averages: usize, windows: i32, rows: i32): void {
  const zero = f32x4.splat(0);
  const count = f32x4.splat(<f32>windows);
  const share0 = f32x4.div(v128.load(averages), count);
  const share1 = f32x4.div(v128.load(averages, 16), count);
  const share2 = f32x4.div(v128.load(averages, 32), count);
  const share3 = f32x4.div(v128.load(averages, 48), count);
  for (let row = 0; row < rows; row++) {
    v128.store(to, v128.andnot(share0, f32x4.le(v128.load(activations), zero)));
    v128.store(to, v128.andnot(share1, f32x4.le(v128.load(activations, 16), zero)), 16);
    v128.store(to, v128.andnot(share2, f32x4.le(v128.load(activations, 32), zero)), 32);
    v128.store(to, v128.andnot(share3, f32x4.le(v128.load(activations, 48), zero)), 48);
    to += bankRow;
    activations += stepBytes;
  }
}

/** The same for at most four filters. */
function shareFew(to: usize, activations: usize, stepBytes: usize, averages: usize, windows: i32, rows: i32, filters: i32): void {
  for (let row = 0; row < rows; row++) {
    v128.store(to, f32x4.splat(0));
    for (let filter = 0; filter < filters; filter++) {
      const at = (<usize>filter) << 2;
      if (load<f32>(activations + at) <= 0) continue;
      store<f32>(to + at, load<f32>(averages + at) / <f32>windows);
    }
    to += bankRow;
    activations += stepBytes;
  }
}
