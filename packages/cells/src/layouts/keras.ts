import { addToGate, joinRows, splitRows, takeBlocks, vector, zeroArray } from './arrays.js';
import {
  assertNoOthers,
  forgetGate,
  gatesOf,
  type LayoutCell,
  type LayoutNames,
  underPrefix,
  type WeightLayout,
  withPrefix,
} from './weight-layout.js';
import { requireKernel, requireWeight, type WeightArray, type Weights } from './weights.js';

export type KerasLayoutOptions = LayoutCell & LayoutNames;

const caller = 'kerasLayout';

/**
 * `SimpleRNN`, `LSTM` or `GRU` of Keras: `kernel`, `recurrent_kernel` and `bias`, as our kernels lie. The gates of the LSTM have our order;
 * those of the GRU the order z, r, h, with a bias of `[2, 3 * units]` where `reset_after`: that of the inputs, then that of the state.
 *
 * Keras has the forget bias among its weights (`unit_forget_bias`): when written, it is added, and rounded with the bias.
 */
export function kerasLayout(options: KerasLayoutOptions): WeightLayout {
  const { cell, prefix = '' } = options;
  const gates = gatesOf[cell];
  const resetAfter = options.cell === 'gru' && (options.resetAfter ?? true);
  const forgetBias = options.cell === 'lstm' ? (options.forgetBias ?? 1) : 0;
  /** From our order to theirs, and back. */
  const reorder = (array: WeightArray): WeightArray => (cell === 'gru' ? takeBlocks(array, 3, [1, 0, 2]) : array);
  const shift = (bias: WeightArray, by: number): WeightArray => addToGate(bias, gates, forgetGate, by);

  return {
    write(params) {
      assertNoOthers(caller, params, ['inputKernel', 'recurrentKernel', 'bias', ...(resetAfter ? ['recurrentBias'] : [])]);
      const [kernel, size] = requireKernel(caller, params, 'inputKernel', gates);
      return withPrefix(prefix, {
        kernel: reorder(kernel),
        recurrent_kernel: reorder(requireWeight(caller, params, 'recurrentKernel', [size / gates, size])),
        ...((params.bias || forgetBias !== 0) && { bias: writeBias() }),
      });

      function writeBias(): WeightArray {
        const bias = params.bias ? requireWeight(caller, params, 'bias', [size]) : zeroArray(size);
        if (!resetAfter) return reorder(shift(bias, forgetBias));
        return joinRows(reorder(bias), reorder(requireWeight(caller, params, 'recurrentBias', [size])));
      }
    },
    read(weights) {
      const given = underPrefix(prefix, weights);
      const [kernel, size] = requireKernel(caller, given, 'kernel', gates);
      return {
        inputKernel: reorder(kernel),
        recurrentKernel: reorder(requireWeight(caller, given, 'recurrent_kernel', [size / gates, size])),
        ...readBiases(),
      };

      function readBiases(): Weights {
        if (!given.bias && forgetBias === 0) return {};
        if (!resetAfter) {
          const bias = given.bias ? requireWeight(caller, given, 'bias', [size]) : zeroArray(size);
          return { bias: shift(reorder(bias), -forgetBias) };
        }
        const [first, second] = splitRows(requireWeight(caller, given, 'bias', [2, size]), 1);
        return { bias: reorder(vector(first)), recurrentBias: reorder(vector(second)) };
      }
    },
  };
}
