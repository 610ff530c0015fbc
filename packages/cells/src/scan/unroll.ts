import {
  expandDims,
  greater,
  reshape,
  stack,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  type Tensor3D,
  unstack,
  where,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { type Cell, mapTree, type ScanOptions, type ScanResult, type TensorTree, zipTrees } from '@tidegate/core';
import { gateRecorder } from './gate-recorder.js';
import { stateHooks } from './state-hooks.js';

/**
 * The recurrence of any cell, step by step in TensorFlow.js ops: what runs where no sequence op does, and what such ops are tested
 * against. At a padded step the state is held and the output is zero.
 *
 * @param inputs `[batch, time, inputSize]`
 * @throws ArgumentError if states are to be dropped of a cell that names no `recurrentParts`, or without a context
 */
export function unroll<Params extends TensorTree, State extends TensorTree>(
  cell: Cell<Params, State>,
  params: Params,
  inputs: Tensor3D,
  options: ScanOptions<State> & { readonly state: State },
): ScanResult<State> {
  const [batch, time, features] = inputs.shape;
  const projected = cell.projectInput(params, reshape(inputs, [batch * time, features]));
  const steps = splitSteps(projected, batch, time);
  const order = steps.map((_, step) => step);
  const outputs = new Array<Tensor2D>(time);
  const { read, watch } = stateHooks<State>(cell, options);
  const gates = gateRecorder(cell, options);
  let { state } = options;
  for (const step of options.reverse ? order.reverse() : order) {
    const given = [params, state, steps[step] as Tensor2D, read?.(state, step)] as const;
    gates?.record(step, ...given);
    const stepped = cell.step(...given);
    const next = watch ? watch(stepped, step) : stepped;
    const isReal = options.lengths && realSequences(options.lengths, step);
    state = isReal ? zipTrees(next, state, (after, before) => select(isReal, after, before)) : next;
    const output = cell.output(next);
    outputs[step] = isReal ? select(isReal, output, zerosLike(output)) : output;
  }
  gates?.tell();
  return { outputs: stack(outputs, 1) as Tensor3D, state: mapTree(state, (tensor) => tensor.clone()) };
}

/** `[batch * time, features]` as one `[batch, features]` for each step. */
function splitSteps(projected: Tensor2D, batch: number, time: number): Tensor2D[] {
  // The gradient of `unstack` fails in TensorFlow.js where there is one part only.
  if (time === 1) return [projected];
  return unstack(reshape(projected, [batch, time, projected.shape[1]]), 1) as Tensor2D[];
}

/** For which sequences a step is real: `[batch, 1]`, bool. */
function realSequences(lengths: Tensor1D, step: number): Tensor2D {
  return expandDims(greater(lengths, step), 1);
}

/** Takes whole rows from one or the other. */
function select<T extends Tensor>(isReal: Tensor2D, real: T, padded: T): T {
  return where(isReal, real, padded) as T;
}
