import type { SafetensorsArray } from '../safetensors/data-type.js';
import { encodeSafetensors } from '../safetensors/encode.js';
import type { SafetensorsTensor } from '../safetensors/safetensors.js';
import { metadataKey, prefixes, type StateTensors, safetensorsTypes, type TrainingState, version } from './training-state.js';

/**
 * Writes where a training stands as a safetensors file, which other programs can read too: the weights under `parameters/`, what the
 * optimizer remembers under `optimizer/`, what goes from batch to batch under `carried/`, what observers keep under `observers/`; numbers
 * and the optimizer's name are JSON in the metadata. The same state gives the same bytes.
 *
 * @throws ArgumentError if a tensor does not fit its shape
 */
export function encodeTrainingState(state: TrainingState): Uint8Array<ArrayBuffer> {
  const { step, epoch, batches, validatedStep, parameters, optimizer, carried, memory = {}, observers = {} } = state;
  const tensors = {
    ...prefixed(prefixes.parameters, parameters),
    ...prefixed(prefixes.optimizer, optimizer.state),
    ...prefixed(prefixes.carried, carried ?? {}),
    ...prefixed(prefixes.observers, observers),
  };
  const facts = { version, step, epoch, batches, validatedStep, optimizer: optimizer.name, carries: carried !== undefined, memory };
  return encodeSafetensors(tensors, { [metadataKey]: JSON.stringify(facts) });
}

function prefixed(prefix: string, tensors: StateTensors): Record<string, SafetensorsTensor> {
  return Object.fromEntries(
    Object.entries(tensors).map(([name, { dtype, shape, data }]): [string, SafetensorsTensor] => [
      prefix + name,
      { dtype: safetensorsTypes[dtype], shape, data: data as SafetensorsArray },
    ]),
  );
}
