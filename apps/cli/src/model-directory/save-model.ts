import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { encodeSafetensors, type SafetensorsTensor } from '@tidegate/formats';
import type { SequenceTagger } from '@tidegate/models';
import { configName, type ModelFile, weightsName } from './model-file.js';
import { writeAtomically } from './write-atomically.js';

/** What is known of a model beside its weights. */
export type ModelDescription = Pick<ModelFile, 'tidegate' | 'preset' | 'training' | 'metrics'>;

/**
 * Writes `model.safetensors` and `config.json`. The same training gives the same bytes.
 *
 * @throws ModelDirectoryError if a file cannot be written
 */
export async function saveModel(directory: string, model: SequenceTagger, description: ModelDescription): Promise<void> {
  const weights = encodeSafetensors(await readWeights(model));
  const { tidegate, preset, training, metrics } = description;
  const file = {
    tidegate,
    model: 'sequenceTagger',
    config: model.config,
    weightsSha256: sha256(weights),
    preset,
    training,
    metrics,
  } satisfies ModelFile;
  await writeAtomically(join(directory, weightsName), weights);
  await writeAtomically(join(directory, configName), `${JSON.stringify(file, null, 2)}\n`);
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function readWeights({ parameters }: SequenceTagger): Promise<Record<string, SafetensorsTensor>> {
  const read = Object.entries(parameters).map(async ([name, variable]): Promise<[string, SafetensorsTensor]> => {
    return [name, { dtype: 'F32', shape: variable.shape, data: new Float32Array(await variable.data()) }];
  });
  return Object.fromEntries(await Promise.all(read));
}
