import type { Tensor3D } from '@tensorflow/tfjs-core';
import { ArgumentError, type Cell, createRandom, type EmbeddedTokens, type ScanOptions, type TensorTree } from '@tidegate/core';
import { scan } from '../scan/scan.js';
import { collectGates } from './collect-gates.js';

/** `[batch, time, size]` by the name of a gate; zero at padded steps. */
export type CellGates<Gate extends string = string> = { readonly [gate in Gate]: Tensor3D };

/**
 * What the gates of a cell are at every step, and the states that come of it: the numbers of `scan`, computed by the cell's own `step`.
 *
 * | cell | gates |
 * |---|---|
 * | `rnn` | `hidden` |
 * | `lstm` | `input` `forget` `candidate` `output` `cell` `hidden` |
 * | `gru` | `reset` `update` `candidate` `hidden` |
 *
 * Of the GRU, `update` is the share that stays as it was, as in PyTorch and Keras. `hidden` is what `scan` gives as outputs.
 *
 * @param inputs `[batch, time, inputSize]`, or the tokens that name them
 * @returns tensors that are the caller's; nothing is dropped
 * @throws ArgumentError if the cell shows no gates
 * @throws ShapeError as `scan`
 */
export function cellGates<Params extends TensorTree, State extends TensorTree, Gate extends string>(
  cell: Cell<Params, State, Gate>,
  params: Params,
  inputs: Tensor3D | EmbeddedTokens,
  options: Omit<ScanOptions<State>, 'context' | 'stateDropout'> = {},
): CellGates<Gate> {
  if (!cell.gates)
    throw new ArgumentError('cellGates', 'cell', cell.name, 'a cell with a gates method, from which its step reads the state');
  const context = { training: false, random: createRandom(0) };
  const collected = collectGates('cellGates', (watchGates) =>
    scan(cell, params, inputs, { ...options, context: { ...context, watchGates } }),
  );
  return collected as CellGates<Gate>;
}
