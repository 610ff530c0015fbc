import { assertNumber } from '@tidegate/core';
import { adamUpdate } from '@tidegate/ops';
import { inOrder, named, zerosFor } from './by-parameter.js';
import type { ByParameter, Optimizer } from './optimizer.js';
import { type TouchedRowsOption, updateAttributes } from './update-attributes.js';

export interface AdamOptions extends TouchedRowsOption {
  /** Share of the mean of the gradients that is kept, from 0 to below 1; default 0.9. */
  readonly beta1?: number;
  /** Share of the mean of the squared gradients that is kept, from 0 to below 1; default 0.999. */
  readonly beta2?: number;
  /** Added to the root, against a division by zero; default 1e-8. */
  readonly epsilon?: number;
}

export interface AdamwOptions extends AdamOptions {
  /** How much a parameter shrinks by itself, as a share of itself for each unit of the learning rate; default 0.01. */
  readonly weightDecay?: number;
}

export type AdamState = { readonly firstMoment: ByParameter; readonly secondMoment: ByParameter };

/**
 * Adam (Kingma and Ba, arXiv 1412.6980).
 *
 * @throws ArgumentError if an option is out of range
 */
export function adam(options: AdamOptions = {}): Optimizer<AdamState> {
  return createAdam('adam', { ...options, weightDecay: 0 });
}

/**
 * Adam with a weight decay that is kept apart from the gradient (Loshchilov and Hutter, arXiv 1711.05101). It shrinks every parameter,
 * biases too, as in PyTorch.
 *
 * @throws ArgumentError if an option is out of range
 */
export function adamw(options: AdamwOptions = {}): Optimizer<AdamState> {
  return createAdam('adamw', options);
}

function createAdam(name: string, options: AdamwOptions): Optimizer<AdamState> {
  const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, weightDecay = 0.01 } = options;
  assertNumber(name, 'beta1', beta1, { least: 0, most: 1, open: true });
  assertNumber(name, 'beta2', beta2, { least: 0, most: 1, open: true });
  assertNumber(name, 'epsilon', epsilon, { least: 0 });
  assertNumber(name, 'weightDecay', weightDecay, { least: 0 });
  return {
    name,
    init: (parameters) => ({ firstMoment: zerosFor(parameters), secondMoment: zerosFor(parameters) }),
    takesL2: true,
    mayOverwrite: true,
    touchedRowsOnly: options.touchedRowsOnly,
    update(input) {
      const { parameters, gradients, state, learningRate, step } = input;
      const names = Object.keys(parameters);
      const updated = adamUpdate(
        {
          parameters: Object.values(parameters),
          gradients: inOrder(name, 'gradients', gradients, names),
          firstMoments: inOrder(name, 'firstMoment', state.firstMoment, names),
          secondMoments: inOrder(name, 'secondMoment', state.secondMoment, names),
        },
        { learningRate, beta1, beta2, epsilon, weightDecay, step, ...updateAttributes(name, input, options) },
      );
      return {
        parameters: named(names, updated.parameters),
        state: { firstMoment: named(names, updated.firstMoments), secondMoment: named(names, updated.secondMoments) },
      };
    },
  };
}
