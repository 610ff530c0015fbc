import type { TensorInfo } from '@tensorflow/tfjs-core';
import { lineOf } from '../program/groups.js';
import type { Program } from '../program/program.js';
import type { BufferPart, WebgpuTensors } from '../tensors/webgpu-tensors.js';
import { block, blockProgram, invocationsPerGroup } from './block-program.js';
import { type ColumnRange, type Matrix, matrix } from './matrix.js';
import { type TileSize, tiledProgram } from './tiled-program.js';

export interface Product {
  /** `[...rows, inner]`, or `[...inner, rows]` if transposed; two axes or more. */
  readonly left: TensorInfo;
  /** `[...inner, columns]`, or `[...columns, inner]` if transposed; two axes or more. */
  readonly right: TensorInfo;
  /** `[columns]`, added to each row. */
  readonly bias?: TensorInfo | undefined;
  readonly transposeLeft?: boolean;
  readonly transposeRight?: boolean;
  /** The part of the left factor that is taken, as it is stored; default: all of it. */
  readonly leftColumns?: ColumnRange | undefined;
  /** The part of the right factor that is taken, as it is stored; default: all of it. */
  readonly rightColumns?: ColumnRange | undefined;
}

/** `left right + bias`, `[..., columns]` with the leading axes of `left`, or `[rows, columns]` if `left` is transposed. */
export function multiply(webgpu: WebgpuTensors, product: Product): TensorInfo {
  const factors = factorsOf(product);
  const { rows, columns } = sizesOf(factors);
  const output = webgpu.makeTensor(product.transposeLeft ? [rows, columns] : [...product.left.shape.slice(0, -1), columns]);
  run(webgpu, product, factors, { output, productStart: 0 });
  return output;
}

/**
 * `left^T right`, `[left's columns, right's columns]`, and the sums of `right`'s columns: what the gradients of a kernel and of its bias are.
 * Both in one dispatch, and in one buffer.
 */
export function multiplyWithSums(
  webgpu: WebgpuTensors,
  product: Pick<Product, 'left' | 'right' | 'leftColumns' | 'rightColumns'>,
): { product: TensorInfo; sums: TensorInfo } {
  const transposed = { ...product, transposeLeft: true };
  const factors = factorsOf(transposed);
  const { rows, columns } = sizesOf(factors);
  const { infos, starts, whole } = webgpu.makeParts([[rows, columns], [columns]]);
  const [productStart, sumsStart] = starts as [number, number];
  run(webgpu, transposed, factors, { output: whole, productStart, sumsStart });
  const [made, sums] = infos as [TensorInfo, TensorInfo];
  return { product: made, sums };
}

interface Factors {
  readonly left: Matrix;
  readonly right: Matrix;
  readonly transposeLeft: boolean;
  readonly transposeRight: boolean;
}

function factorsOf({ left, right, leftColumns, rightColumns, transposeLeft = false, transposeRight = false }: Product): Factors {
  return { left: matrix(left, leftColumns), right: matrix(right, rightColumns), transposeLeft, transposeRight };
}

function sizesOf({ left, right, transposeLeft, transposeRight }: Factors): { rows: number; inner: number; columns: number } {
  return {
    rows: transposeLeft ? left.columns : left.rows,
    inner: transposeLeft ? left.rows : left.columns,
    columns: transposeRight ? right.rows : right.columns,
  };
}

interface Target {
  readonly output: TensorInfo | BufferPart;
  readonly productStart: number;
  /** Where the sums of the right factor's columns begin, if they are wanted. */
  readonly sumsStart?: number;
}

function run(webgpu: WebgpuTensors, { left, right, bias }: Product, factors: Factors, { output, productStart, sumsStart }: Target): void {
  const sizes = sizesOf(factors);
  const { rows, inner, columns } = sizes;
  const sums = sumsStart !== undefined;
  const { transposeLeft, transposeRight } = factors;
  const part = choosePart(webgpu, rows, columns);
  const across = Math.ceil(columns / part.columns);
  // Sums are made by the first row of parts, even if the product has no rows.
  const count = across * Math.max(sums ? 1 : 0, Math.ceil(rows / part.rows));
  webgpu.run(
    part.program(transposeLeft, transposeRight, sums),
    { left, right, bias: bias ?? right, output },
    {
      ...sizes,
      lastRow: Math.max(0, rows - 1),
      lastColumn: Math.max(0, columns - 1),
      lastInner: Math.max(0, inner - 1),
      leftStart: factors.left.start,
      leftStride: factors.left.stride,
      rightStart: factors.right.start,
      rightStride: factors.right.stride,
      hasBias: bias ? 1 : 0,
      across,
      count,
      productStart,
      sumsStart: sumsStart ?? 0,
    },
    lineOf(Math.ceil(count / part.perGroup)),
  );
}

/** How a product is divided. */
interface Part {
  readonly rows: number;
  readonly columns: number;
  /** Parts that a workgroup makes. */
  readonly perGroup: number;
  readonly program: (transposeLeft: boolean, transposeRight: boolean, sums: boolean) => Program;
}

function choosePart({ runsOn }: WebgpuTensors, rows: number, columns: number): Part {
  if (runsOn === 'processor') return { ...block, perGroup: invocationsPerGroup, program: blockProgram };
  const tile = chooseTile(rows, columns);
  return { rows: tile, columns: tile, perGroup: 1, program: (...kind) => tiledProgram(tile, ...kind) };
}

/** Workgroups that keep a large GPU busy. */
const enoughWorkgroups = 128;

/** Large tiles read each element the fewest times; small ones occupy all of a GPU where the product is small. */
function chooseTile(rows: number, columns: number): TileSize {
  const count = (tile: TileSize): number => Math.ceil(rows / tile) * Math.ceil(columns / tile);
  if (count(64) >= enoughWorkgroups) return 64;
  return count(32) >= enoughWorkgroups ? 32 : 16;
}
