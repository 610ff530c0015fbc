import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import { type Cell, flattenTree, mapTree, type Random, type TensorTree } from '@tidegate/core';
import { normalTensor } from '@tidegate/testing';

/** Plain numbers, for equations written out by hand. */
export type Vector = readonly number[];
export type Matrix = readonly Vector[];

export const sigmoid = (value: number): number => 1 / (1 + Math.exp(-value));
export const clip = (value: number, bound: number): number => Math.max(-bound, Math.min(bound, value));

/** `vector matrix`, with a row of the matrix for each element of the vector. */
export function times(vector: Vector, matrix: Matrix): Vector {
  return (matrix[0] as Vector).map((_, column) => vector.reduce((sum, value, row) => sum + value * at(matrix[row] as Vector, column), 0));
}

export function plus(...vectors: readonly Vector[]): Vector {
  return (vectors[0] as Vector).map((_, index) => vectors.reduce((sum, vector) => sum + at(vector, index), 0));
}

export function at(vector: Vector, index: number): number {
  return vector[index] as number;
}

export function vectorOf(tensor: Tensor): Vector {
  return [...tensor.dataSync()];
}

export function matrixOf(tensor: Tensor): Matrix {
  return (tensor as Tensor2D).arraySync();
}

/** `[1, time, features]` as a vector for each step. */
export function stepsOf(sequence: Tensor): Matrix {
  return (sequence.arraySync() as number[][][])[0] as number[][];
}

/** The parameters of a cell drawn anew, so that no bias is zero. */
export function noisyParams<Params extends TensorTree>(cell: Pick<Cell<Params>, 'createParams'>, random: Random, deviation = 0.5): Params {
  return mapTree(cell.createParams(random), ({ shape }, path) => normalTensor(random.split(path), shape, deviation));
}

/** The tensors of a tree, in its order. */
export function leavesOf(tree: TensorTree): Tensor[] {
  return flattenTree(tree).map(([, leaf]) => leaf);
}
