import { mul, ones, type Tensor3D } from '@tensorflow/tfjs-core';
import {
  ArgumentError,
  assertNumber,
  assertOneOf,
  type DropoutMask,
  dropoutMasks,
  type Random,
  type SequenceLayer,
  type TensorTree,
} from '@tidegate/core';
import { dropout } from '@tidegate/ops';
import { lookUp } from '../embedding/look-up.js';
import { tidyResult } from '../scan/scan.js';

/** Probabilities in `[0, 1)`; what is not named is not dropped. */
export interface DropoutOptions {
  /** By which an element of the inputs is dropped. */
  readonly input?: number;
  /** By which an element of the outputs is dropped. */
  readonly output?: number;
  /**
   * By which an element of the state is dropped before the recurrent products read it, in each recurrence of the layer; one that has this
   * wrapper around itself keeps its own. What a step keeps of its state is not dropped: the cell of an LSTM, and what a GRU does not renew.
   * Recurrences then run step by step in training.
   */
  readonly state?: number;
  /** Whether a mask is drawn for each step, or one for all steps of a sequence; `step` by default. */
  readonly mask?: DropoutMask;
}

/**
 * A layer that drops elements while it is trained: of its outputs with probability `rate`, or of what the options name. A mask is new for
 * each element of each batch, and at each step, unless `mask` is `sequence`: then, for a sequence of 3 steps and 2 features,
 * ```text
 * mask: 'step'       2 0 | 0 2 | 2 2
 * mask: 'sequence'   2 0 | 2 0 | 2 0
 * ```
 * Zaremba, Sutskever and Vinyals, arXiv 1409.2329, drop inputs and outputs anew at each step; Gal and Ghahramani, "A theoretically grounded
 * application of dropout in recurrent neural networks", NIPS 2016, the state too, by one mask a sequence, which all gates share here.
 *
 * @throws ArgumentError unless each probability is in `[0, 1)` and the mask one of the two; from `run`, if something is to be dropped and
 *   the options carry no `context`, or a state of a cell that names no `recurrentParts`
 */
export function withDropout<Params extends TensorTree, State extends TensorTree>(
  layer: SequenceLayer<Params, State>,
  rate: number | DropoutOptions,
): SequenceLayer<Params, State> {
  const { input = 0, output = 0, state = 0, mask = 'step' } = typeof rate === 'number' ? { output: rate } : rate;
  for (const [name, value] of Object.entries(typeof rate === 'number' ? { rate } : { input, output, state }))
    assertNumber('withDropout', name, value, { least: 0, most: 1, open: true });
  assertOneOf('withDropout', 'mask', mask, dropoutMasks);
  if (input === 0 && output === 0 && state === 0) return layer;
  return {
    ...layer,
    name: `dropout(${layer.name})`,
    run: (params, inputs, options = {}) =>
      tidyResult(() => {
        const { context } = options;
        if (!context)
          throw new ArgumentError('withDropout', 'options.context', context, 'a ForwardContext, which says whether this is training');
        const { training, random } = context;
        const inner = {
          ...options,
          context: { ...context, random: random.split('inner') },
          ...(state > 0 && { stateDropout: { rate: state, mask } }),
        };
        const given = training && input > 0 ? drop(lookUp(inputs), input, mask, random.split('input')) : inputs;
        const result = layer.run(params, given, inner);
        const outputs = training && output > 0 ? drop(result.outputs, output, mask, random.split('dropout')) : result.outputs;
        return { outputs, state: result.state };
      }),
  };
}

function drop(sequences: Tensor3D, rate: number, mask: DropoutMask, random: Random): Tensor3D {
  if (mask === 'step') return dropout(sequences, rate, random);
  const [batch, , features] = sequences.shape;
  return mul(sequences, dropout(ones([batch, 1, features]), rate, random));
}
