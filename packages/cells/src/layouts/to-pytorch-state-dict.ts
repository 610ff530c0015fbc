import { ArgumentError } from '@tidegate/core';
import { type PytorchLayoutOptions, pytorchLayout } from './pytorch.js';
import { describePytorchModule } from './pytorch-module.js';
import { type LayoutCell, type LayoutNames, underPrefix } from './weight-layout.js';
import { requireWeight, type Weights } from './weights.js';

const caller = 'toPytorchStateDict';

type Place = Required<Pick<PytorchLayoutOptions, 'layer' | 'reverse'>>;

const pathOfParameter = /^((?:(0|[1-9]\d*)\/)?(?:(forward|backward)\/)?)[^/]+$/;

/**
 * The `state_dict` of a `torch.nn.RNN`, `LSTM` or `GRU` that gives the outputs of our layer: of one cell, of both directions with their
 * outputs side by side, or of a stack of these.
 *
 * What leaves no parameters cannot be seen: the cells must have PyTorch's equations, without clipping and with its activations, and a single
 * one must run from the first step to the last.
 *
 * @param params as `readWeights` gives them
 * @param options the cell, with its options where they matter to the weights
 * @throws ArgumentError if a parameter is missing, or is one that PyTorch's module has no place for
 * @throws ShapeError if layers or directions are not of the same sizes, as PyTorch's are
 */
export function toPytorchStateDict(params: Weights, options: LayoutCell & LayoutNames): Weights {
  const parts = [...placesOf(params)].map(([path, place]) => {
    for (const kernel of ['inputKernel', 'recurrentKernel']) requireWeight(caller, params, path + kernel, ['rows', 'columns']);
    return pytorchLayout({ ...options, ...place }).write(underPrefix(path, params));
  });
  const stateDict: Weights = Object.assign({}, ...parts);
  const { cell } = describePytorchModule(caller, stateDict, options.prefix ?? '');
  if (cell !== options.cell) throw new ArgumentError(caller, 'cell', options.cell, `${cell}, of which the parameters are`);
  return stateDict;
}

/** Where in the module each cell stands, by the path before its parameters, such as `0/forward/`. */
function placesOf(params: Weights): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  for (const name of Object.keys(params)) {
    const [, path, layer = '0', direction] = pathOfParameter.exec(name) ?? [];
    if (path === undefined)
      throw new ArgumentError(caller, 'params', name, 'of cells in a stack, in both directions or alone, such as 0/forward/bias');
    places.set(path, { layer: Number(layer), reverse: direction === 'backward' });
  }
  const distinct = new Set([...places.values()].map(({ layer, reverse }) => `${layer} ${reverse}`));
  if (distinct.size < places.size)
    throw new ArgumentError(caller, 'params', [...places.keys()], 'of one cell for each layer and direction');
  return places;
}
