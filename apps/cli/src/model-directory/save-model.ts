import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Model } from '@tidegate/core';
import { encodeSafetensors, type SafetensorsTensor } from '@tidegate/formats';
import { configName, type ModelFile, runName, weightsName } from './model-file.js';
import { writeAtomically } from './write-atomically.js';

export interface ModelToSave {
  readonly directory: string;
  readonly model: Pick<Model<never>, 'name' | 'config' | 'parameters'>;
  /** What is known of the model beside its weights. */
  readonly file: Pick<ModelFile, 'tidegate' | 'preset'> & Readonly<Record<string, unknown>>;
  /** Content of the other files that the model needs, under their names. */
  readonly parts?: Readonly<Record<string, string>>;
  /** The settings that it was trained with. */
  readonly runFile?: string;
}

/**
 * Writes `model.safetensors`, the parts, `run.json`, and `config.json` as the last one. The same training gives the same bytes.
 *
 * @throws ModelDirectoryError if a file cannot be written
 */
export async function saveModel({ directory, model, file, parts, runFile }: ModelToSave): Promise<void> {
  const weights = encodeSafetensors(await readWeights(model));
  const { tidegate, ...known } = file;
  const description = {
    tidegate,
    model: model.name,
    config: model.config,
    weightsSha256: sha256(weights),
    ...(parts && { parts: Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, sha256(text)])) }),
    ...known,
  };
  const files = {
    [weightsName]: weights,
    ...parts,
    ...(runFile !== undefined && { [runName]: runFile }),
    [configName]: `${JSON.stringify(description, null, 2)}\n`,
  };
  await writeAtomically(new Map(Object.entries(files).map(([name, content]) => [join(directory, name), content])));
}

export function sha256(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}

async function readWeights({ parameters }: ModelToSave['model']): Promise<Record<string, SafetensorsTensor>> {
  const read = Object.entries(parameters).map(async ([name, variable]): Promise<[string, SafetensorsTensor]> => {
    return [name, { dtype: 'F32', shape: variable.shape, data: new Float32Array(await variable.data()) }];
  });
  return Object.fromEntries(await Promise.all(read));
}
