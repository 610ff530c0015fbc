import { assertNumber } from '@tidegate/core';
import { rmspropUpdate } from '@tidegate/ops';
import { inOrder, named, zerosFor } from './by-parameter.js';
import type { ByParameter, Optimizer } from './optimizer.js';
import { type TouchedRowsOption, updateAttributes } from './update-attributes.js';

export interface RmspropOptions extends TouchedRowsOption {
  /** Share of the mean square that is kept, from 0 to below 1 (`alpha` in PyTorch); default 0.99. */
  readonly smoothing?: number;
  /** Share of the velocity that is kept, from 0 to below 1; default 0. */
  readonly momentum?: number;
  /** Added to the root, against a division by zero; default 1e-8. */
  readonly epsilon?: number;
}

/** `velocity` is empty without momentum. */
export type RmspropState = { readonly meanSquare: ByParameter; readonly velocity: ByParameter };

/**
 * RMSprop (Tieleman and Hinton 2012) as PyTorch defines it: each gradient is divided by the root of the running mean of its squares.
 *
 * @throws ArgumentError if an option is out of range
 */
export function rmsprop(options: RmspropOptions = {}): Optimizer<RmspropState> {
  const { smoothing = 0.99, momentum = 0, epsilon = 1e-8 } = options;
  assertNumber('rmsprop', 'smoothing', smoothing, { least: 0, most: 1, open: true });
  assertNumber('rmsprop', 'momentum', momentum, { least: 0, most: 1, open: true });
  assertNumber('rmsprop', 'epsilon', epsilon, { least: 0 });
  return {
    name: 'rmsprop',
    init: (parameters) => ({ meanSquare: zerosFor(parameters), velocity: momentum === 0 ? {} : zerosFor(parameters) }),
    takesL2: true,
    mayOverwrite: true,
    touchedRowsOnly: options.touchedRowsOnly,
    update(input) {
      const { parameters, gradients, state, learningRate } = input;
      const names = Object.keys(parameters);
      const updated = rmspropUpdate(
        {
          parameters: Object.values(parameters),
          gradients: inOrder('rmsprop', 'gradients', gradients, names),
          meanSquares: inOrder('rmsprop', 'meanSquare', state.meanSquare, names),
          velocities: momentum === 0 ? [] : inOrder('rmsprop', 'velocity', state.velocity, names),
        },
        { learningRate, smoothing, momentum, epsilon, ...updateAttributes('rmsprop', input, options) },
      );
      return {
        parameters: named(names, updated.parameters),
        state: {
          meanSquare: named(names, updated.meanSquares),
          velocity: momentum === 0 ? {} : named(names, updated.velocities),
        },
      };
    },
  };
}
