import { ArgumentError, assertNumber } from '@tidegate/core';
import { sgdUpdate } from '@tidegate/ops';
import { inOrder, named, zerosFor } from './by-parameter.js';
import type { ByParameter, Optimizer } from './optimizer.js';
import { type TouchedRowsOption, updateAttributes } from './update-attributes.js';

export interface SgdOptions extends TouchedRowsOption {
  /** Share of the velocity that is kept, from 0 to below 1; default 0. */
  readonly momentum?: number;
  /** Looks ahead of the velocity (Nesterov 1983); needs a momentum. Default false. */
  readonly nesterov?: boolean;
}

/** `velocity` is the decaying sum of the gradients of each parameter; empty without momentum. */
export type SgdState = { readonly velocity: ByParameter };

/**
 * Stochastic gradient descent, with momentum as PyTorch defines it (Polyak 1964).
 *
 * @throws ArgumentError if the momentum is out of range, or 0 with nesterov
 */
export function sgd(options: SgdOptions = {}): Optimizer<SgdState> {
  const { momentum = 0, nesterov = false } = options;
  assertNumber('sgd', 'momentum', momentum, { least: 0, most: 1, open: true });
  if (nesterov && momentum === 0) throw new ArgumentError('sgd', 'momentum', momentum, 'above 0 with nesterov: true');
  return {
    name: 'sgd',
    init: (parameters) => ({ velocity: momentum === 0 ? {} : zerosFor(parameters) }),
    takesL2: true,
    mayOverwrite: true,
    touchedRowsOnly: options.touchedRowsOnly,
    update(input) {
      const { parameters, gradients, state, learningRate } = input;
      const names = Object.keys(parameters);
      const updated = sgdUpdate(
        {
          parameters: Object.values(parameters),
          gradients: inOrder('sgd', 'gradients', gradients, names),
          velocities: momentum === 0 ? [] : inOrder('sgd', 'velocity', state.velocity, names),
        },
        { learningRate, momentum, nesterov, ...updateAttributes('sgd', input, options) },
      );
      return {
        parameters: named(names, updated.parameters),
        state: { velocity: momentum === 0 ? {} : named(names, updated.velocities) },
      };
    },
  };
}
