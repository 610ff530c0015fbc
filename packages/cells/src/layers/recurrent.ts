import type { Cell, SequenceLayer, TensorTree } from '@tidegate/core';
import { scan } from '../scan/scan.js';

/** One cell run over the sequence, from the first step to the last or, in `reverse`, from the last to the first. */
export function recurrent<Params extends TensorTree, State extends TensorTree>(
  cell: Cell<Params, State>,
  { reverse = false }: { readonly reverse?: boolean } = {},
): SequenceLayer<Params, State> {
  return {
    name: cell.name,
    inputSize: cell.inputSize,
    outputSize: cell.hiddenSize,
    createParams: (random) => cell.createParams(random),
    createState: (batch) => cell.createState(batch),
    run: (params, inputs, options) => scan(cell, params, inputs, { ...options, reverse }),
  };
}
