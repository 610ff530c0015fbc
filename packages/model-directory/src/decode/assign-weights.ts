import { tensor, tidy, type Variable } from '@tensorflow/tfjs-core';
import type { SafetensorsTensor } from '@tidegate/formats';
import { ModelDirectoryError } from '../errors/model-directory-error.js';
import { configName } from '../files/names.js';

/**
 * Gives a model the weights of a file; if they do not fit, nothing is changed.
 *
 * @param path of the file, for the error
 * @param options.network whose weights they should be
 * @param options.remedy what to do if they are not
 * @throws ModelDirectoryError if names or shapes are not those of the model
 */
export function assignWeights(
  path: string,
  parameters: Readonly<Record<string, Variable>>,
  tensors: Readonly<Record<string, SafetensorsTensor>>,
  { network = `the network in ${configName}`, remedy }: { readonly network?: string; readonly remedy: string },
): void {
  const problem = misfit(parameters, tensors);
  if (problem !== undefined) throw new ModelDirectoryError(`does not hold the weights of ${network} (${problem}); ${remedy}`, { path });
  tidy(() => {
    for (const [name, variable] of Object.entries(parameters)) {
      variable.assign(tensor(tensors[name]?.data as Float32Array, variable.shape));
    }
  });
}

function misfit(parameters: Readonly<Record<string, Variable>>, tensors: Readonly<Record<string, SafetensorsTensor>>): string | undefined {
  for (const [name, { shape }] of Object.entries(parameters)) {
    const found = tensors[name];
    if (!found) return `${name} is missing`;
    if (found.dtype !== 'F32') return `${name} is ${found.dtype}, not F32`;
    if (found.shape.join() !== shape.join()) return `${name} has shape [${found.shape.join(', ')}], not [${shape.join(', ')}]`;
  }
  const extra = Object.keys(tensors).find((name) => !(name in parameters));
  return extra === undefined ? undefined : `${extra} is none of them`;
}
