import { ArgumentError, type TensorTree } from '@tidegate/core';

/**
 * The state of one part of a layer. A state that is given must be whole: a missing part would silently start from zeros.
 *
 * @throws ArgumentError if the part is missing
 */
export function childState<State extends TensorTree>(caller: string, state: { readonly [part: string]: State }, part: string): State {
  const child = state[part];
  if (!child) throw new ArgumentError(caller, 'state', Object.keys(state), `a state with the part ${part}`);
  return child;
}
