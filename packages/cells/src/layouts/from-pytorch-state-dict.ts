import type { Cell, SequenceLayer } from '@tidegate/core';
import { gru } from '../cells/gru.js';
import { lstm } from '../cells/lstm.js';
import { rnn } from '../cells/rnn.js';
import { bidirectional } from '../layers/bidirectional.js';
import { recurrent } from '../layers/recurrent.js';
import { stack } from '../layers/stack.js';
import { pytorchLayout } from './pytorch.js';
import { describePytorchModule, type PytorchModule } from './pytorch-module.js';
import { combineLayouts, type LayoutCell, type LayoutNames, type WeightLayout } from './weight-layout.js';
import type { Weights } from './weights.js';

export interface FromPytorchOptions extends LayoutNames {
  /** Of our LSTM, which adds it to what PyTorch has among the weights; 1 by default. With 0, a module without biases stays without. */
  readonly forgetBias?: number;
  /** `nonlinearity` of an RNN, which is not among the weights; `tanh` by default. */
  readonly activation?: 'tanh' | 'relu';
}

export interface FromPytorch {
  readonly module: PytorchModule;
  /** A stack of `module.layers` layers, each of one cell or of both directions. */
  readonly layer: SequenceLayer;
  /** The parameters of `layer`, by paths such as `0/forward/inputKernel`; `toTensors` makes tensors of them. */
  readonly params: Weights;
}

/**
 * A whole `torch.nn.RNN`, `LSTM` or `GRU` from the `state_dict` of it, or of a model that contains it: our layer, which gives the same
 * outputs, and its parameters. Sizes, layers, directions, biases and the projection follow from the names and shapes; PyTorch's dropout
 * between layers, which leaves no weights, does not.
 *
 * @throws ArgumentError if there is no such module under the prefix, or a weight of it is missing
 * @throws ShapeError if a weight has not the shape that the others ask for
 */
export function fromPytorchStateDict(stateDict: Weights, options: FromPytorchOptions = {}): FromPytorch {
  const { prefix = '', forgetBias = 1 } = options;
  const module = describePytorchModule('fromPytorchStateDict', stateDict, prefix);
  const params = stackLayout(module, { cell: module.cell, forgetBias, prefix }).read(stateDict);
  return { module, layer: createStack(module, options), params };
}

function createStack({ layers, bidirectional: both, projection, ...module }: PytorchModule, options: FromPytorchOptions): SequenceLayer {
  const outputSize = (both ? 2 : 1) * (projection ?? module.hiddenSize);
  const below = Array.from({ length: layers }, (_, layer) => (layer === 0 ? module.inputSize : outputSize));
  return stack(
    below.map((inputSize) => {
      const create = () => createCell({ ...module, inputSize, ...(projection && { projection }) }, options);
      return both ? bidirectional({ forward: create(), backward: create() }) : recurrent(create());
    }),
  );
}

type CellOfModule = Omit<PytorchModule, 'layers' | 'bidirectional'>;

function createCell({ cell, ...sizes }: CellOfModule, { forgetBias = 1, activation }: FromPytorchOptions): Cell {
  if (cell === 'gru') return gru(sizes);
  if (cell === 'rnn') return rnn({ ...sizes, ...(activation && { activation }) });
  return lstm({ ...sizes, forgetBias, useBias: sizes.useBias || forgetBias !== 0 });
}

/** Each cell of the stack that `createStack` makes, under its path. */
function stackLayout({ layers, bidirectional: both }: PytorchModule, options: LayoutCell & LayoutNames): WeightLayout {
  const cells = Array.from({ length: layers }, (_, layer): [string, WeightLayout][] =>
    both
      ? [
          [`${layer}/forward`, pytorchLayout({ ...options, layer })],
          [`${layer}/backward`, pytorchLayout({ ...options, layer, reverse: true })],
        ]
      : [[String(layer), pytorchLayout({ ...options, layer })]],
  );
  return combineLayouts(Object.fromEntries(cells.flat()));
}
