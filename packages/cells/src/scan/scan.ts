import { type Tensor3D, type TensorContainer, tidy } from '@tensorflow/tfjs-core';
import {
  ArgumentError,
  assertShape,
  type Cell,
  type EmbeddedTokens,
  flattenTree,
  type ScanOptions,
  type ScanResult,
  type SequenceOpOptions,
  ShapeError,
  type TensorTree,
} from '@tidegate/core';
import { isEmbedded, lookUp } from '../embedding/look-up.js';
import { stateHooks } from './state-hooks.js';
import { unroll } from './unroll.js';

/**
 * Runs a cell over a batch of sequences: as one sequence op where the active backend has one for it and nothing happens between the steps,
 * otherwise step by step. Each sequence gives the same numbers alone as in a padded batch, forward and in reverse.
 *
 * Inputs by their tokens give the same as the rows that they name. Where the vocabulary is smaller than the batch has steps, and the op
 * allows it, each row of the table is multiplied by the input kernel once, instead of each step.
 *
 * @param inputs `[batch, time, inputSize]`, at least one step, or the tokens that name them
 * @param params as `cell.createParams` makes them; of another size or another cell, they are refused
 * @throws ShapeError if inputs, parameters, lengths or a part of the state do not fit the cell or each other
 * @throws ArgumentError if a part of the state is missing; if states are to be dropped of a cell that does not allow it, or without a context
 */
export function scan<Params extends TensorTree, State extends TensorTree>(
  cell: Cell<Params, State>,
  params: Params,
  inputs: Tensor3D | EmbeddedTokens,
  options: ScanOptions<State> = {},
): ScanResult<State> {
  const caller = `scan(${cell.name})`;
  const [batch, time] = assertInputs(caller, inputs, cell.inputSize);
  if (options.lengths) assertShape(caller, 'lengths', options.lengths, [batch]);
  return tidyResult(() => {
    if (options.state) assertState(caller, options.state, cell.createState(batch));
    const result = run(cell, params, inputs, options);
    assertShape(caller, 'outputs', result.outputs, [batch, time, cell.hiddenSize]);
    return result;
  });
}

function run<Params extends TensorTree, State extends TensorTree>(
  cell: Cell<Params, State>,
  params: Params,
  inputs: Tensor3D | EmbeddedTokens,
  options: ScanOptions<State>,
): ScanResult<State> {
  const { sequence } = cell;
  const { read, watch } = stateHooks<State>(cell, options);
  const isRecorded = cell.gates !== undefined && options.context?.watchGates !== undefined;
  if (!sequence?.isSupported() || read || watch || isRecorded) {
    const [batch] = isEmbedded(inputs) ? inputs.ids.shape : inputs.shape;
    return unroll(cell, params, lookUp(inputs), { ...options, state: options.state ?? cell.createState(batch) });
  }
  const { state, lengths, reverse = false } = options;
  const given: SequenceOpOptions<State> = { reverse, ...(state && { state }), ...(lengths && { lengths }) };
  if (sequence.projected && isEmbedded(inputs) && projectsTable(cell, inputs)) {
    const table = sequence.projected.project(params, inputs.table);
    return sequence.projected.run(params, lookUp({ table, ids: inputs.ids }), given);
  }
  return sequence.run(params, lookUp(inputs), given);
}

/** Whether `scan` multiplies the rows of the table, and not those of each step: then there is nothing to gain by looking them up before. */
export function projectsTable({ sequence }: Cell, { table, ids }: EmbeddedTokens): boolean {
  return sequence?.projected !== undefined && sequence.isSupported() && table.shape[0] < ids.size;
}

/**
 * @returns batch and time
 * @throws ShapeError unless the inputs have the size that the cell reads, and at least one step
 */
function assertInputs(caller: string, inputs: Tensor3D | EmbeddedTokens, inputSize: number): readonly [number, number] {
  if (!isEmbedded(inputs)) {
    assertShape(caller, 'inputs', inputs, ['batch', 'time', inputSize]);
    const [batch, time] = inputs.shape;
    if (time === 0) throw new ShapeError(caller, 'inputs', inputs.shape, ['batch', 'at least 1', inputSize]);
    return [batch, time];
  }
  assertShape(caller, 'inputs.table', inputs.table, ['vocabulary', inputSize]);
  assertShape(caller, 'inputs.ids', inputs.ids, ['batch', 'time']);
  const [batch, time] = inputs.ids.shape;
  if (time === 0) throw new ShapeError(caller, 'inputs.ids', inputs.ids.shape, ['batch', 'at least 1']);
  return [batch, time];
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
