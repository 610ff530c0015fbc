/**
 * An algorithm F(m, r) that computes `m` neighbouring outputs of a filter with `r` taps by `points` products instead of `m r`: minimal
 * filtering after Winograd, as in Lavin and Gray (arXiv 1509.09308), by evaluation at points (Toom and Cook):
 * ```text
 * y = A^T ((G g) * (B^T d))     d [points] inputs, g [r] taps, y [m] outputs
 * ```
 * Where inputs and taps are vectors and matrices of channels, the products are matrix products, and the transforms are next to nothing.
 */
@unmanaged
export class Filtering {
  taps: i32;
  points: i32;
  /** `m`, also the steps from one tile of inputs to the next. */
  outputs: i32;
  /** `B^T [points, points]`, row by row, as the others */
  input: usize;
  /** `G [points, taps]` */
  kernel: usize;
  /** `A [points, outputs]` */
  output: usize;
}

/** Points of one algorithm, the one at infinity included: more would save little, and cost digits. */
export const evaluationPoints: i32 = 6;
/** 0, 1, -1, 2, -1/2: the sums keep as many digits as without transforms, and the entries of `B` are exact. */
const finitePoints = memory.data<f64>([0, 1, -1, 2, -0.5]);

/** The algorithm for kernels of this width; `releaseFiltering` gives its memory back. */
export function makeFiltering(width: i32): Filtering {
  const minimal = width > 1 && width < evaluationPoints;
  const points = minimal ? evaluationPoints : width;
  const outputs = points - width + 1;
  const address = heap.alloc(offsetof<Filtering>() + ((<usize>(points * (points + width + outputs))) << 2));
  const filtering = changetype<Filtering>(address);
  filtering.taps = width;
  filtering.points = points;
  filtering.outputs = outputs;
  filtering.input = address + offsetof<Filtering>();
  filtering.kernel = filtering.input + ((<usize>(points * points)) << 2);
  filtering.output = filtering.kernel + ((<usize>(points * width)) << 2);
  if (minimal) evaluateAtPoints(filtering);
  else takeEachTap(filtering);
  return filtering;
}

export function releaseFiltering(filtering: Filtering): void {
  heap.free(changetype<usize>(filtering));
}

/** F(1, r): a product for each tap, and their sum. */
function takeEachTap(filtering: Filtering): void {
  const points = filtering.points;
  for (let point = 0; point < points; point++) {
    for (let tap = 0; tap < points; tap++) {
      set(filtering.input, point * points + tap, point == tap ? 1 : 0);
      set(filtering.kernel, point * points + tap, point == tap ? 1 : 0);
    }
    set(filtering.output, point, 1);
  }
}

function evaluateAtPoints(filtering: Filtering): void {
  const points = filtering.points;
  const taps = filtering.taps;
  const outputs = filtering.outputs;
  const last = points - 1;
  for (let point = 0; point < points; point++) {
    const row = filtering.input + ((<usize>(point * points)) << 2);
    const factor = 1 / polynomialWithout(row, point);
    for (let tap = 0; tap < taps; tap++) set(filtering.kernel, point * taps + tap, factor * power(point, tap, taps));
    for (let at = 0; at < outputs; at++) set(filtering.output, point * outputs + at, power(point, at, outputs));
  }
}

/**
 * Writes the coefficients of the product of all `x - a` but the one of this point, constant first.
 *
 * @returns its value at the point, 1 at infinity
 */
function polynomialWithout(row: usize, point: i32): f64 {
  const last = evaluationPoints - 1;
  memory.fill(row, 0, evaluationPoints << 2);
  set(row, 0, 1);
  let value: f64 = 1;
  for (let other = 0; other < last; other++) {
    if (other == point) continue;
    const root = finitePoint(other);
    for (let at = last; at > 0; at--) set(row, at, <f64>get(row, at - 1) - root * <f64>get(row, at));
    set(row, 0, -root * <f64>get(row, 0));
    if (point < last) value *= finitePoint(point) - root;
  }
  return value;
}

/** A power of a point among the first `count`; of infinity, the highest one alone. */
function power(point: i32, exponent: i32, count: i32): f64 {
  if (point == evaluationPoints - 1) return exponent == count - 1 ? 1 : 0;
  let result: f64 = 1;
  for (let at = 0; at < exponent; at++) result *= finitePoint(point);
  return result;
}

function finitePoint(index: i32): f64 {
  return load<f64>(finitePoints + ((<usize>index) << 3));
}

function get(values: usize, index: i32): f32 {
  return load<f32>(values + ((<usize>index) << 2));
}

function set(values: usize, index: i32, value: f64): void {
  store<f32>(values + ((<usize>index) << 2), <f32>value);
}
