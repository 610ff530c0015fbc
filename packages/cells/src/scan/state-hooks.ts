import { customGrad, mul, ones, type Tensor } from '@tensorflow/tfjs-core';
import {
  ArgumentError,
  type Cell,
  type ForwardContext,
  mapTree,
  type Random,
  type ScanOptions,
  type StateDropout,
  type StateGradientWatcher,
  type TensorTree,
} from '@tidegate/core';
import { dropout } from '@tidegate/ops';

/** What happens to the state between the steps of a recurrence. */
export interface StateHooks<State extends TensorTree> {
  /** The state as the recurrent products of a step read it; absent where that is the state itself. */
  readonly read?: (state: State, step: number) => State;
  /** The state that a step gave, watched on the way back. */
  readonly watch?: (state: State, step: number) => State;
}

/**
 * The hooks that the options of a scan ask for; none in most runs, which can then be one op.
 *
 * @throws ArgumentError if states are to be dropped that the cell does not let go, or without a context
 */
export function stateHooks<State extends TensorTree>(
  cell: Pick<Cell, 'name' | 'recurrentParts'>,
  { context, stateDropout }: Pick<ScanOptions, 'context' | 'stateDropout'>,
): StateHooks<State> {
  const caller = `scan(${cell.name})`;
  if (stateDropout && !cell.recurrentParts)
    throw new ArgumentError(caller, 'stateDropout', stateDropout.rate, 'absent: the cell names no recurrentParts, whose elements to drop');
  if (stateDropout && !context)
    throw new ArgumentError(caller, 'context', context, 'a ForwardContext, which says whether this is training, where states are dropped');
  return {
    ...(stateDropout && context?.training && stateDropout.rate > 0 && { read: dropParts(cell, stateDropout, context) }),
    ...(context?.watchStates && { watch: watchState(context.watchStates) }),
  };
}

/** Each part that recurrent products read, with dropped elements. */
function dropParts<State extends TensorTree>(
  { recurrentParts = [] }: Pick<Cell, 'recurrentParts'>,
  { rate, mask }: StateDropout,
  { random }: ForwardContext,
): (state: State, step: number) => State {
  const streamOf = (part: string): Random => random.split('state', part);
  const masks = new Map<string, Tensor>();
  const maskOf = (part: string, { shape }: Tensor): Tensor => {
    const made = masks.get(part) ?? dropout(ones(shape), rate, streamOf(part));
    masks.set(part, made);
    return made;
  };
  return (state, step) =>
    mapTree(state, (tensor, part) => {
      if (!recurrentParts.includes(part)) return tensor;
      return mask === 'sequence' ? mul(tensor, maskOf(part, tensor)) : dropout(tensor, rate, streamOf(part).split(step));
    });
}

function watchState<State extends TensorTree>(watch: StateGradientWatcher): (state: State, step: number) => State {
  return (state, step) =>
    mapTree(state, (tensor, part) => {
      const passing = customGrad((given) => ({
        value: (given as Tensor).clone(),
        gradFunc: (gradient) => {
          watch({ layer: '', part, step, gradient });
          return gradient.clone();
        },
      }));
      return passing(tensor);
    });
}
