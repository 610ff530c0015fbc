import { ArgumentError, assertInteger } from '@tidegate/core';
import { addToGate, transposed, zeroArray } from './arrays.js';
import { assertNoOthers, forgetGate, gatesOf, type LayoutCell, type LayoutNames, underPrefix, type WeightLayout } from './weight-layout.js';
import { requireKernel, requireWeight, type WeightArray, type Weights } from './weights.js';

export type PytorchLayoutOptions = LayoutCell &
  LayoutNames & {
    /** Which layer of the module; 0 by default. */
    readonly layer?: number;
    /** Whether the direction is the one from the end; false by default. */
    readonly reverse?: boolean;
  };

const caller = 'pytorchLayout';

/**
 * One layer and direction of `torch.nn.RNN`, `LSTM` or `GRU`: `weight_ih_l0` `[gates * hiddenSize, inputSize]`, `weight_hh_l0`
 * `[gates * hiddenSize, outputSize]`, `bias_ih_l0`, `bias_hh_l0`, and `weight_hr_l0` `[projection, hiddenSize]`; `l0_reverse` in reverse. The
 * gates have our order, i, f, g, o and r, z, n.
 *
 * Of an RNN and an LSTM, PyTorch's two biases add up to our one. The forget bias is among its weights: it is written into `bias_hh`, where
 * nothing else is, so that what is written and read again is the same to the bit.
 *
 * @throws ArgumentError for a GRU that resets before the product, which PyTorch does not have, or a layer that is no whole number
 */
export function pytorchLayout(options: PytorchLayoutOptions): WeightLayout {
  const { cell, layer = 0, reverse = false, prefix = '' } = options;
  assertInteger(caller, 'layer', layer, 0);
  if (options.cell === 'gru' && options.resetAfter === false)
    throw new ArgumentError(caller, 'resetAfter', false, "true: PyTorch's GRU resets after the product");
  const suffix = `_l${layer}${reverse ? '_reverse' : ''}`;
  const gates = gatesOf[cell];
  const forgetBias = options.cell === 'lstm' ? (options.forgetBias ?? 1) : 0;
  /** What the other library has among its weights and we add to ours. */
  const added = (size: number): WeightArray => addToGate(zeroArray(size), gates, forgetGate, forgetBias);
  const ours = ['inputKernel', 'recurrentKernel', 'bias', ...(cell === 'gru' ? ['recurrentBias'] : [])];
  if (cell === 'lstm') ours.push('projectionKernel');

  return {
    write(params) {
      assertNoOthers(caller, params, ours);
      const [inputKernel, size] = requireKernel(caller, params, 'inputKernel', gates);
      const { projectionKernel } = params;
      const biased = params.bias || params.recurrentBias || forgetBias !== 0;
      const named: Weights = {
        weight_ih: transposed(inputKernel),
        weight_hh: transposed(requireWeight(caller, params, 'recurrentKernel', ['outputSize', size])),
        ...(biased && (cell === 'gru' ? bothBiases() : { bias_ih: singleBias(), bias_hh: added(size) })),
        ...(projectionKernel && { weight_hr: transposed(projectionKernel) }),
      };
      return Object.fromEntries(Object.entries(named).map(([name, weight]) => [prefix + name + suffix, weight]));

      function singleBias(): WeightArray {
        return params.bias ? requireWeight(caller, params, 'bias', [size]) : zeroArray(size);
      }
      function bothBiases(): Weights {
        const [bias_ih, bias_hh] = [requireWeight(caller, params, 'bias', [size]), requireWeight(caller, params, 'recurrentBias', [size])];
        return { bias_ih, bias_hh };
      }
    },
    read(weights) {
      const given = underPrefix(prefix, weights);
      const has = (name: string): boolean => given[name + suffix] !== undefined;
      const matrix = (name: string): WeightArray => transposed(requireWeight(caller, given, name + suffix, ['rows', 'columns']));
      const named = { inputKernel: matrix('weight_ih'), recurrentKernel: matrix('weight_hh') };
      const [, size] = requireKernel(caller, named, 'inputKernel', gates);
      requireWeight(caller, named, 'recurrentKernel', ['outputSize', size]);
      const vector = (name: string): WeightArray =>
        has('bias_ih') ? requireWeight(caller, given, name + suffix, [size]) : zeroArray(size);
      return { ...named, ...readBiases(), ...(has('weight_hr') && { projectionKernel: matrix('weight_hr') }) };

      function readBiases(): Weights {
        if (!has('bias_ih') && forgetBias === 0) return {};
        const [first, second] = [vector('bias_ih'), vector('bias_hh')];
        if (cell === 'gru') return { bias: first, recurrentBias: second };
        const outside = added(size).data;
        // Added up as float64, so that rounding does not see the forget bias.
        const data = first.data.map((value, index) => value + ((second.data[index] as number) - (outside[index] as number)));
        return { bias: { shape: [size], data } };
      }
    },
  };
}
