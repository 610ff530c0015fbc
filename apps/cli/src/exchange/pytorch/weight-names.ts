/** Where the recurrent layers of a model stand among its parameters, and in its `state_dict`. */
export const recurrentPrefixes = { ours: 'encoder/', pytorch: 'rnn.' } as const;

/** A weight around the recurrent layers, as the `state_dict` has it. */
export interface PytorchPlace {
  readonly name: string;
  /** Whether the axes stand in the opposite order there. */
  readonly isReversed: boolean;
}

/** Our names, which may hold the number of a convolution, and PyTorch's. The head of a language model has a row for each token, as PyTorch has. */
const places: readonly (readonly [ours: RegExp, name: string])[] = [
  [/^embedding\/table$/, 'embedding.weight'],
  [/^head\/kernel$/, 'head.weight'],
  [/^head\/bias$/, 'head.bias'],
  [/^attention\/kernel$/, 'attention.weight'],
  [/^attention\/bias$/, 'attention.bias'],
  [/^attention\/query$/, 'query.weight'],
  [/^convolutions\/(\d+)\/kernel$/, 'convolutions.$1.weight'],
  [/^convolutions\/(\d+)\/bias$/, 'convolutions.$1.bias'],
  [/^latent\/kernel$/, 'latent.weight'],
  [/^latent\/bias$/, 'latent.bias'],
];

/**
 * Where a parameter of a model stands in the `state_dict`.
 *
 * @param model what the model calls itself
 * @returns undefined for parameters of the recurrent layers, which are not converted one by one
 * @throws TypeError for one that no model has
 */
export function placeInPytorch(model: string, parameter: string): PytorchPlace | undefined {
  if (parameter.startsWith(recurrentPrefixes.ours)) return undefined;
  const [pattern, name] = places.find(([ours]) => ours.test(parameter)) ?? [];
  if (!pattern || name === undefined) throw new TypeError(`${parameter} of ${model} has no place in PyTorch`);
  const isByRows = parameter === 'embedding/table' || (model === 'languageModel' && parameter === 'head/kernel');
  return { name: parameter.replace(pattern, name), isReversed: !isByRows };
}
