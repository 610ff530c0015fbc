import type { ForwardContext } from '@tidegate/core';

/**
 * The same context, whose watchers are told paths that begin with the name of a part: what a model hands to its layers, so that gates and
 * states stand beside the parameters, `encoder/0/update` beside `encoder/0/bias`.
 */
export function watchedUnder({ watchStates, watchGates, ...context }: ForwardContext, part: string | number): ForwardContext {
  const under = (layer: string): string => (layer === '' ? String(part) : `${part}/${layer}`);
  return {
    ...context,
    ...(watchStates && { watchStates: (arriving) => watchStates({ ...arriving, layer: under(arriving.layer) }) }),
    ...(watchGates && { watchGates: (told) => watchGates({ ...told, layer: under(told.layer) }) }),
  };
}
