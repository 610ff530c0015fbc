import { dispose, keep, type Tensor3D, tidy } from '@tensorflow/tfjs-core';
import { type GateWatcher, TidegateError } from '@tidegate/core';

/** `[batch, time, size]` by the path of a gate, such as `0/forward/update`; zero at padded steps. */
export type LayerGates = { readonly [path: string]: Tensor3D };

/**
 * The gates of everything that runs with a watcher: for what is neither a cell, a layer nor a model, or a context of your own.
 * ```ts
 * collectGates('myNetwork', (watchGates) => myNetwork.run(inputs, { training: true, random, watchGates }));
 * ```
 *
 * @param caller who asks, for the message
 * @param run its result is not looked at, and the tensors that it makes are freed
 * @returns tensors that are the caller's
 * @throws TidegateError if nothing is told, or two recurrences go by one path
 */
export function collectGates(caller: string, run: (watchGates: GateWatcher) => unknown): LayerGates {
  const kept = new Map<string, Tensor3D>();
  try {
    tidy(() => {
      run(({ layer, gate, values }) => {
        const path = layer === '' ? gate : `${layer}/${gate}`;
        if (kept.has(path)) {
          throw new TidegateError(
            `${caller}: two recurrences tell of ${path}; hand each part of a layer its own path, as childOptions does`,
          );
        }
        kept.set(path, keep(values.clone()));
      });
    });
    if (kept.size === 0) {
      throw new TidegateError(
        `${caller}: nothing has told of its gates; ask what runs cells with a gates method, and hands them its context`,
      );
    }
    // What is kept would outlive a tidy of the caller's.
    return Object.fromEntries([...kept].map(([path, values]) => [path, values.clone()]));
  } finally {
    dispose([...kept.values()]);
  }
}
