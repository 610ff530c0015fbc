import { decodeSafetensors, readFloats, writeFloats } from '@tidegate/formats';
import { countWeights } from '@tidegate/model-directory';
import { readDescription } from './description.js';
import type { ImportedModel } from './imported-model.js';
import { fromStateDict } from './pytorch/state-dict.js';

/**
 * A safetensors file, with our weights or those of a `state_dict`.
 *
 * @throws FormatError if it is none
 * @throws SyntaxError if the description in its metadata is not JSON
 */
export function readSafetensors(bytes: Uint8Array): ImportedModel {
  const { tensors, metadata } = decodeSafetensors(bytes);
  // Our names are paths.
  const isOurs = Object.keys(tensors).some((name) => name.includes('/'));
  return {
    description: readDescription(metadata),
    weights: countWeights(tensors),
    weightsOf: (model) => (isOurs ? tensors : writeFloats(fromStateDict(model, Object.keys(model.parameters), readFloats(tensors)))),
  };
}
