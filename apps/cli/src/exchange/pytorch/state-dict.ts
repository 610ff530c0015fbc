import {
  fromPytorchStateDict,
  type LayoutCell,
  type PytorchModule,
  toPytorchStateDict,
  type WeightArray,
  type Weights,
} from '@tidegate/cells';
import { ArgumentError, type Model } from '@tidegate/core';
import { obstacleToPytorch, pytorchClasses, type RecurrentOptions, recurrentOptions } from '@tidegate/model-directory';
import { reverseAxes } from './reverse-axes.js';
import { placeInPytorch, recurrentPrefixes } from './weight-names.js';

type NamedModel = Pick<Model<never>, 'name' | 'config'>;

/**
 * The `state_dict` of the whole model, with `embedding.weight`, `rnn.weight_ih_l0_reverse`, `head.weight` and what else it has. Weights
 * that are two in one, as a head that shares the table of its embedding, are there once.
 *
 * @param weights all parameters of the model, by their names
 * @throws ArgumentError if the recurrent layers are not those of `torch.nn`
 */
export function toStateDict(model: NamedModel, weights: Weights): Weights {
  const options = recurrentOptions(model);
  const obstacle = obstacleToPytorch(options);
  if (obstacle !== undefined) throw new ArgumentError('toStateDict', 'model', obstacle, 'one that torch.nn can compute');
  const { ours, pytorch } = recurrentPrefixes;
  const around = Object.entries(weights).flatMap(([parameter, weight]): [string, WeightArray][] => {
    const place = placeInPytorch(model.name, parameter);
    return place ? [[place.name, place.isReversed ? reverseAxes(weight) : weight]] : [];
  });
  const recurrent = Object.entries(weights).filter(([parameter]) => parameter.startsWith(ours));
  const params = Object.fromEntries(recurrent.map(([parameter, weight]) => [parameter.slice(ours.length), weight]));
  return { ...Object.fromEntries(around), ...toPytorchStateDict(params, { ...layoutOf(options), prefix: pytorch }) };
}

/**
 * The parameters of a model from its `state_dict`: what `toStateDict` is given.
 *
 * @param parameters names that the model has
 * @throws ArgumentError if they are of another module, a weight is missing or superfluous, or the model has no place for what it holds
 * @throws ShapeError if weights of the recurrent layers do not fit each other
 */
export function fromStateDict(model: NamedModel, parameters: readonly string[], stateDict: Weights): Weights {
  const known = new Set<string>();
  const found: Record<string, WeightArray> = {};
  for (const parameter of parameters) {
    const place = placeInPytorch(model.name, parameter);
    if (!place) continue;
    const weight = stateDict[place.name] ?? tiedTo(place.name, parameters, stateDict);
    if (!weight) throw new ArgumentError('fromStateDict', 'stateDict', Object.keys(stateDict), `named arrays with ${place.name}`);
    known.add(place.name);
    found[parameter] = place.isReversed ? reverseAxes(weight) : weight;
  }
  if (!parameters.includes('head/kernel')) known.add('head.weight');
  const { ours, pytorch } = recurrentPrefixes;
  const { params, module } = fromPytorchStateDict(stateDict, { prefix: pytorch, ...layoutOf(recurrentOptions(model)) });
  assertSameModule(model, parameters, module);
  for (const [path, weight] of Object.entries(params)) addRecurrent(found, ours + path, weight, parameters);
  for (const name of Object.keys(stateDict)) {
    if (!known.has(name) && !name.startsWith(pytorch)) {
      throw new ArgumentError(
        'fromStateDict',
        'stateDict',
        name,
        `weights of ${model.name}, which are ${[...known].join(', ')} and ${pytorch}*`,
      );
    }
  }
  return found;
}

/** Weights of another module of PyTorch are told as such, and not by the first name that does not fit. */
function assertSameModule(
  model: NamedModel,
  parameters: readonly string[],
  found: Pick<PytorchModule, 'cell' | 'layers' | 'bidirectional'>,
): void {
  const paths = parameters.filter((path) => path.startsWith(recurrentPrefixes.ours)).map((path) => path.split('/'));
  const layers = new Set(paths.map(([, layer]) => layer)).size;
  const bidirectional = paths.some(([, , direction]) => direction === 'backward');
  const [expected, given] = [{ cell: recurrentOptions(model).cell, layers, bidirectional }, found].map(moduleInWords);
  if (expected !== given) throw new ArgumentError('fromStateDict', 'stateDict', given, `weights of ${expected}`);
}

function moduleInWords({ cell, layers, bidirectional }: Pick<PytorchModule, 'cell' | 'layers' | 'bidirectional'>): string {
  return `torch.nn.${pytorchClasses[cell]} with ${layers} ${bidirectional ? 'bidirectional ' : ''}layer${layers === 1 ? '' : 's'}`;
}

/** A saved model whose head shares the table may have kept either name. */
function tiedTo(name: string, parameters: readonly string[], stateDict: Weights): WeightArray | undefined {
  return name === 'embedding.weight' && !parameters.includes('head/kernel') ? stateDict['head.weight'] : undefined;
}

/** PyTorch has a bias where we add a forget bias to a cell that has none: then it holds zeros beside it. */
function addRecurrent(found: Record<string, WeightArray>, parameter: string, weight: WeightArray, parameters: readonly string[]): void {
  if (parameters.includes(parameter)) found[parameter] = weight;
  else if (weight.data.some((value) => value !== 0)) {
    throw new ArgumentError('fromStateDict', parameter, 'given', 'absent or zero, as the model has no such parameter');
  }
}

function layoutOf({ cell, forgetBias }: RecurrentOptions): LayoutCell {
  return cell === 'lstm' ? { cell, ...(forgetBias !== undefined && { forgetBias }) } : { cell };
}
