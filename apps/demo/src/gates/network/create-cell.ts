import { add, matMul, type Tensor2D, tensor1d } from '@tensorflow/tfjs-core';
import { type GruParams, gru, type LstmParams, lstm } from '@tidegate/cells';
import type { Cell, TensorTree } from '@tidegate/core';
import { blocksOf, type CellName, forgetBias } from './cell-kinds.js';
import { heldCell } from './held-cell.js';

/** The library's cell, as it comes. */
export function createCell(name: CellName, inputSize: number, hiddenSize: number): Cell<TensorTree, TensorTree> {
  const sizes = { inputSize, hiddenSize };
  return asAny(name === 'lstm' ? lstm({ ...sizes, forgetBias }) : gru(sizes));
}

/** The same, with gates that can be held. */
export function createHeldCell(name: CellName, inputSize: number, hiddenSize: number): Cell<TensorTree, TensorTree> {
  const sizes = { inputSize, hiddenSize };
  const columns = blocksOf[name] * hiddenSize;
  if (name === 'gru') return asAny(heldCell(gru(sizes), columns, gruSums));
  const biases = Array.from({ length: columns }, (_, column) => (Math.floor(column / hiddenSize) === 1 ? forgetBias : 0));
  const lstmSums = ({ recurrentKernel }: LstmParams, h: Tensor2D): Tensor2D => add(matMul(h, recurrentKernel), tensor1d(biases));
  return asAny(heldCell(lstm({ ...sizes, forgetBias }), columns, lstmSums));
}

function gruSums({ recurrentKernel, recurrentBias }: GruParams, h: Tensor2D): Tensor2D {
  const product: Tensor2D = matMul(h, recurrentKernel);
  return recurrentBias ? (add(product, recurrentBias) as Tensor2D) : product;
}

/** The page asks for a cell by name, and hands it the weights that it made itself. */
function asAny<Params extends TensorTree, State extends TensorTree>(cell: Cell<Params, State>): Cell<TensorTree, TensorTree> {
  return cell as unknown as Cell<TensorTree, TensorTree>;
}
