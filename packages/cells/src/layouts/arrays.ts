import type { WeightArray } from './weights.js';

/** Rows and columns; a vector is one row. */
function sizesOf({ shape }: WeightArray): readonly [rows: number, columns: number] {
  const columns = shape.at(-1) ?? 1;
  return [shape.length === 1 ? 1 : (shape[0] ?? 1), columns];
}

export function zeroArray(...shape: readonly number[]): WeightArray {
  return { shape, data: new Float32Array(shape.reduce((product, size) => product * size, 1)) };
}

/** `[rows, columns]` to `[columns, rows]`. */
export function transposed(matrix: WeightArray): WeightArray {
  const [rows, columns] = sizesOf(matrix);
  const result = zeroArray(columns, rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) result.data[column * rows + row] = matrix.data[row * columns + column] as number;
  }
  return result;
}

/**
 * The blocks of columns, all of one width, that `order` names, side by side. Of a matrix with the gates `r z n`, an order of `[1, 0, 2]`
 * makes `z r n`, and `[2]` makes `n`.
 */
export function takeBlocks(array: WeightArray, blocks: number, order: readonly number[]): WeightArray {
  const [rows, columns] = sizesOf(array);
  const width = columns / blocks;
  const taken = order.length * width;
  const result = zeroArray(...array.shape.slice(0, -1), taken);
  for (let row = 0; row < rows; row++) {
    order.forEach((block, place) => {
      const start = row * columns + block * width;
      result.data.set(array.data.subarray(start, start + width), row * taken + place * width);
    });
  }
  return result;
}

/** Two arrays of as many rows side by side. */
export function joinColumns(left: WeightArray, right: WeightArray): WeightArray {
  const [rows, width] = sizesOf(left);
  const [, otherWidth] = sizesOf(right);
  const columns = width + otherWidth;
  const result = zeroArray(...left.shape.slice(0, -1), columns);
  for (let row = 0; row < rows; row++) {
    result.data.set(left.data.subarray(row * width, (row + 1) * width), row * columns);
    result.data.set(right.data.subarray(row * otherWidth, (row + 1) * otherWidth), row * columns + width);
  }
  return result;
}

/** One matrix above another of as many columns; a vector counts as one row. */
export function joinRows(upper: WeightArray, lower: WeightArray): WeightArray {
  const [rows, columns] = sizesOf(upper);
  const result = zeroArray(rows + sizesOf(lower)[0], columns);
  result.data.set(upper.data);
  result.data.set(lower.data, upper.data.length);
  return result;
}

/** The rows before `row`, and those from it on. */
export function splitRows(matrix: WeightArray, row: number): readonly [WeightArray, WeightArray] {
  const [rows, columns] = sizesOf(matrix);
  return [
    { shape: [row, columns], data: matrix.data.slice(0, row * columns) },
    { shape: [rows - row, columns], data: matrix.data.slice(row * columns) },
  ];
}

export function vector(array: WeightArray): WeightArray {
  return { shape: [array.data.length], data: array.data };
}

/** A vector of gates, with a number added to one of them. */
export function addToGate({ shape, data }: WeightArray, gates: number, gate: number, value: number): WeightArray {
  const width = data.length / gates;
  return { shape, data: data.map((element, index) => (Math.floor(index / width) === gate ? element + value : element)) };
}
