import { ArgumentError, type ForwardContext, type LayerOptions, type TensorTree } from '@tidegate/core';
import { watchedUnder } from './watched-under.js';

/**
 * The options of one part of a layer that is made of several, for a layer of your own as for `stack` and `bidirectional`: its part of the
 * state, a stream of random numbers and a path of its own, and all else as it is. A state that is given must be whole: a missing part would
 * silently start from zeros.
 *
 * @param caller the name of the layer, for the message
 * @param part the name of the part in the state of the layer
 * @throws ArgumentError if the state lacks the part
 */
export function childOptions<State extends TensorTree>(
  caller: string,
  { state, context, ...others }: LayerOptions<{ readonly [part: string]: State }>,
  part: string | number,
): LayerOptions<State> {
  return {
    ...others,
    ...(state && { state: childState(caller, state, String(part)) }),
    ...(context && { context: childContext(context, part) }),
  };
}

function childState<State extends TensorTree>(caller: string, state: { readonly [part: string]: State }, part: string): State {
  const child = state[part];
  if (!child) throw new ArgumentError(caller, 'state', Object.keys(state), `a state with the part ${part}`);
  return child;
}

function childContext(context: ForwardContext, part: string | number): ForwardContext {
  return { ...watchedUnder(context, part), random: context.random.split(part) };
}
