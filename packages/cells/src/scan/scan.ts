import { type Tensor3D, type TensorContainer, tidy } from '@tensorflow/tfjs-core';
import {
  ArgumentError,
  assertShape,
  type Cell,
  flattenTree,
  type ScanOptions,
  type ScanResult,
  ShapeError,
  type TensorTree,
} from '@tidegate/core';
import { unroll } from './unroll.js';

/**
 * Runs a cell over a batch of sequences: as one sequence op where the active backend has one for it, otherwise step by step. Each
 * sequence gives the same numbers alone as in a padded batch, forward and in reverse.
 *
 * @param inputs `[batch, time, inputSize]`, at least one step
 * @param params as `cell.createParams` makes them; of another size or another cell, they are refused
 * @throws ShapeError if inputs, parameters, lengths or a part of the state do not fit the cell or each other
 */
export function scan<Params extends TensorTree, State extends TensorTree>(
  cell: Cell<Params, State>,
  params: Params,
  inputs: Tensor3D,
  options: ScanOptions<State> = {},
): ScanResult<State> {
  const caller = `scan(${cell.name})`;
  assertShape(caller, 'inputs', inputs, ['batch', 'time', cell.inputSize]);
  const [batch, time] = inputs.shape;
  if (time === 0) throw new ShapeError(caller, 'inputs', inputs.shape, ['batch', 'at least 1', cell.inputSize]);
  if (options.lengths) assertShape(caller, 'lengths', options.lengths, [batch]);
  const complete = { ...options, reverse: options.reverse ?? false };
  return tidyResult(() => {
    if (options.state) assertState(caller, options.state, cell.createState(batch));
    const result = cell.sequence?.isSupported()
      ? cell.sequence.run(params, inputs, complete)
      : unroll(cell, params, inputs, { ...complete, state: options.state ?? cell.createState(batch) });
    assertShape(caller, 'outputs', result.outputs, [batch, time, cell.hiddenSize]);
    return result;
  });
}

/** @throws ShapeError unless `state` has the parts and shapes of `expected` */
function assertState(caller: string, state: TensorTree, expected: TensorTree): void {
  const given = new Map(flattenTree(state));
  for (const [path, { shape }] of flattenTree(expected)) {
    const tensor = given.get(path);
    if (!tensor) throw new ArgumentError(caller, 'state', [...given.keys()], `a state with ${path}`);
    assertShape(caller, `state.${path}`, tensor, shape);
  }
}

/** Frees all tensors made meanwhile but those of the result. */
export function tidyResult<Result extends object>(run: () => Result): Result {
  return tidy(() => run() as TensorContainer) as Result;
}
